/** What an advisory says about the products of a patch's own vendor. */
import { compareNaturally } from '../../domain/naturalOrder';
import { checkpoint } from '../../xml/budget';
import type { ReleasedStatement } from '../releases/release';
import type { CsafDocument, CsafVulnerability } from './document';
import { type FoundPatch, vendorOf } from './patches';

/**
 * The statements of a patch: `released` for the affected products that it fixes, `not-applicable` for products of its vendor
 * that none of its vulnerabilities affects. Sorted by product and version.
 * @returns `unclear`: how many products are left out, because product and version do not say all of them: the state would hold
 *   for others of which the advisory does not say it
 */
export function statementsOf(
  patch: FoundPatch,
  document: CsafDocument,
): { readonly statements: ReleasedStatement[]; readonly unclear: number } {
  const statements = new Map<string, ReleasedStatement>();
  const add = (product: string, version: string, state: ReleasedStatement['state']): void => {
    const key = `${product}\0${version}`;
    if (!statements.has(key)) statements.set(key, { product, version, state });
  };
  const unclear = new Set<string>();
  for (const { products } of patch.occurrences) {
    for (const [id, { product, version, isExact }] of products) {
      if (isExact) add(product, version, 'released');
      else unclear.add(id);
    }
  }
  const unaffected = unaffectedIds([...new Set(patch.occurrences.map(({ vulnerability }) => vulnerability))]);
  for (const id of unaffected) {
    const product = document.products.get(id);
    if (product === undefined || vendorOf(product, document) !== patch.vendor) continue;
    if (product.isExact) add(product.product, product.version, 'not-applicable');
    else unclear.add(id);
  }
  const sorted = [...statements.values()].sort(
    (a, b) => compareNaturally(a.product, b.product) || compareNaturally(a.version, b.version),
  );
  return { statements: sorted, unclear: unclear.size };
}

/** The product_ids that all vulnerabilities say are not affected. */
function unaffectedIds([first, ...others]: readonly CsafVulnerability[]): string[] {
  const statuses = first?.statuses;
  if (!statuses || others.some((other) => other.statuses === null)) return [];
  checkpoint(statuses.size * (others.length + 1));
  return [...statuses.keys()].filter((id) =>
    [first, ...others].every((each) => each.statuses?.get(id) === 'not-affected'),
  );
}

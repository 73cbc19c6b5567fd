import { identifierKey } from '../../domain/identifiers/keys';
import type { Identity } from '../../domain/identity';
import { DerivedQuery } from '../derivedQuery';
import { identityOf, vendorsIn, type PatchDigest, type PatchIndex } from '../digest';
import type { PatchNames } from '../patchNames';
import { productDraft, vendorExample } from '../examples';
import { patchIdRange } from '../references/resolve';
import type { RuleProblem, Rule } from '../rule';

interface Hole {
  readonly index: PatchIndex;
  /** The labels of the missing products. */
  readonly products: readonly string[];
  /** The number of patches with the same targets, and one of them that lists the first of the products. */
  readonly patches: number;
  readonly other: PatchIndex;
}

/** Products that a message lists at most. */
const MAX_SHOWN = 4;

export const coverageHole: Rule = {
  id: 'vpc/coverage-hole',
  title: 'Patches for the same targets list the same products',
  severity: 'info',
  provenance: 'P',
  preset: 'extended',
  messages: {
    hole: 'No statement on {0}, which most of the {1} patches for the same targets list. Sites that run it cannot tell whether they may install this patch: add a statement, even if the patch does not apply.',
    other: 'This patch lists it.',
  },
  docs: {
    what: 'Patches that name the same targets must list the same products in the same versions. What more than half of them list is expected of the others. At most one problem is reported for each patch.',
    why: 'A hole in the matrix looks like a patch that nobody tested. Usually a product was forgotten when the patch was added.',
    todo: 'Add the product with its state. If the patch does not concern it, the state is not applicable.',
  },
  examples: {
    valid: [
      vendorExample('the same products under both', [
        { 'patch-id': 'KB1', target: 'Windows Server 2022', product: [productDraft({ 'product-version': '8.2' })] },
        { 'patch-id': 'KB2', target: 'Windows Server 2022', product: [productDraft({ 'product-version': '8.2' })] },
      ]),
      vendorExample('other targets, other products', [
        { 'patch-id': 'KB1', target: 'Windows Server 2022', product: [productDraft({})] },
        { 'patch-id': 'KB2', target: 'Office 2016', product: [productDraft({ 'product-id': 'Northwind Panel' })] },
      ]),
    ],
    invalid: [
      vendorExample('a product is missing under the third', [
        {
          'patch-id': 'KB1',
          target: 'Windows Server 2022',
          product: [productDraft({}), productDraft({ 'product-id': 'Northwind Panel' })],
        },
        {
          'patch-id': 'KB2',
          target: 'Windows Server 2022',
          product: [productDraft({}), productDraft({ 'product-id': 'Northwind Panel' })],
        },
        { 'patch-id': 'KB3', target: 'Windows Server 2022', product: [productDraft({})] },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    for (const { index, products, patches, other } of holes.get(vendorsIn(publication))) {
      const list = products.slice(0, MAX_SHOWN).join('; ') + (products.length > MAX_SHOWN ? '; …' : '');
      yield {
        message: 'hole',
        args: [list, String(patches)],
        range: patchIdRange(publication, index),
        related: [{ message: 'other', args: [], range: patchIdRange(publication, other) }],
      };
    }
  },
};

/** Patches with the same targets and any products, by their names: hundreds have the same. */
type Group = Map<PatchNames, PatchIndex[]>;

const holes = new DerivedQuery<readonly Hole[]>(
  (a, b) => a.names === b.names && (a.id === '') === (b.id === ''),
  (vendors) => {
    const identity = identityOf(vendors);
    return vendors.flatMap(({ patches }, vendor) =>
      groupsOf(patches, vendor, identity).flatMap((group) => holesOf(group, identity)),
    );
  },
);

function groupsOf(patches: readonly PatchDigest[], vendor: number, identity: Identity): Group[] {
  const byNames: Group = new Map();
  for (let patch = 0; patch < patches.length; patch++) {
    const { names, id } = patches[patch]!;
    if (names.targets.length === 0 || names.products.length === 0 || id === '') continue;
    const indexes = byNames.get(names);
    if (indexes === undefined) byNames.set(names, [{ vendor, patch }]);
    else indexes.push({ vendor, patch });
  }
  const groups = new Map<string, Group>();
  for (const [names, indexes] of byNames) {
    const targets = names.targets.map((value) => identifierKey(identity, { kind: 'target', value, vendor: '' }));
    const key = [...new Set(targets)].sort().join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, new Map([[names, indexes]]));
    else group.set(names, indexes);
  }
  return [...groups.values()];
}

function holesOf(group: Group, identity: Identity): Hole[] {
  if (group.size < 2) return [];
  let patches = 0;
  /** By product and version: the number of patches that list it, and one of them. */
  const counts = new Map<string, { count: number; readonly other: PatchIndex; readonly label: string }>();
  for (const [{ products }, indexes] of group) {
    patches += indexes.length;
    // Another spelling is no other product; a patch that has both counts once.
    for (const [key, { id, version }] of byKey(products, identity)) {
      const known = counts.get(key);
      if (known !== undefined) known.count += indexes.length;
      else
        counts.set(key, { count: indexes.length, other: indexes[0]!, label: version === '' ? id : `${id} ${version}` });
    }
  }
  const expected = [...counts].filter(([, { count }]) => count < patches && count * 2 > patches);
  if (expected.length === 0) return [];
  const found: Hole[] = [];
  for (const [{ products }, indexes] of group) {
    const own = byKey(products, identity);
    const missing = expected.filter(([product]) => !own.has(product)).map(([, use]) => use);
    if (missing.length === 0) continue;
    const labels = missing.map(({ label }) => label);
    for (const index of indexes) found.push({ index, products: labels, patches, other: missing[0]!.other });
  }
  return found;
}

/** The products of a patch by what they name. */
function byKey(
  products: PatchNames['products'],
  identity: Identity,
): ReadonlyMap<string, PatchNames['products'][number]> {
  return new Map(
    products.map((product) => [`${identity.product(product.id)}\n${identity.version(product.version)}`, product]),
  );
}

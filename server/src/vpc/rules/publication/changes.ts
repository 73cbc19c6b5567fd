/** Which products have another state than in the edition before. */
import { shiftedRange, type Fact, type Range } from '../../fact';
import { productFacts, productKeys, type ProductFacts } from '../../identifiers/facts';
import type { Entry } from '../../model';
import type { State } from '../../profile';
import { indexed } from '../conclusion';
import { patchAt, vendorsIn, type PatchDigest } from '../digest';
import type { PreviousEdition } from '../rule';

/** A product with another state than in the edition before. */
export interface StateChange {
  readonly from: State;
  readonly to: State;
  /** What the edition before said. */
  readonly before: ProductFacts;
  readonly product: Entry<'product'>;
  /** Where the product stands in the publication. */
  readonly at: number;
  /** What the product is called, with version and platform. */
  readonly words: string;
}

/**
 * The products with another state, in document order: each once for each state that its versions and
 * platforms had. What either edition contradicts itself about is left out.
 */
export function* changesSince(
  previous: PreviousEdition,
  publication: Entry<'publication'>,
): Generator<StateChange, void, undefined> {
  const vendors = vendorsIn(publication);
  const unchanged = unchangedSince(previous);
  for (const { digest, index } of indexed(vendors)) {
    if (digest.id === '' || digest.progress.products === 0 || unchanged.has(digest)) continue;
    const before = statementsOf(previous.products(vendors[index.vendor]!.id, digest.id));
    let hasChanged = false;
    if (before.size > 0) {
      const { entry, at } = patchAt(publication, index);
      for (const change of changesIn(entry, before)) {
        hasChanged = true;
        yield { ...change, at: at + change.at };
      }
    }
    if (!hasChanged) unchanged.add(digest);
  }
}

/** A fact of a product that has changed: where it stands in the publication. */
export function changedRange({ at }: StateChange, fact: Fact): Range {
  return shiftedRange(fact.range, at);
}

const remembered = new WeakMap<PreviousEdition, WeakSet<PatchDigest>>();

/** The patches without a change, so that an edit does not have all patches looked up in the edition before. */
function unchangedSince(previous: PreviousEdition): WeakSet<PatchDigest> {
  let found = remembered.get(previous);
  if (found === undefined) remembered.set(previous, (found = new WeakSet()));
  return found;
}

function* changesIn(patch: Entry<'patch'>, before: ReadonlyMap<string, ProductFacts | null>): Generator<StateChange> {
  const { vocabulary } = patch;
  for (const { entry, at } of patch.entries('product')) {
    const facts = productFacts(entry);
    const to = vocabulary.state(facts.state);
    if (to === undefined) continue;
    const seen = new Set<State>([to]);
    for (const key of productKeys(facts)) {
      const earlier = before.get(key) ?? null;
      const from = earlier && vocabulary.state(earlier.state);
      if (!from || seen.has(from)) continue;
      seen.add(from);
      const words = key.split('\n').filter((word) => word !== '');
      yield { from, to, before: earlier, product: entry, at, words: words.join(', ') };
    }
  }
}

/** What was said, by what it holds for; `null` where two products say different things of the same. */
function statementsOf(products: readonly ProductFacts[]): ReadonlyMap<string, ProductFacts | null> {
  const statements = new Map<string, ProductFacts | null>();
  for (const product of products) {
    for (const key of productKeys(product)) {
      const known = statements.get(key);
      statements.set(key, known === undefined || known?.state === product.state ? product : null);
    }
  }
  return statements;
}

/** Changes of state since the previous edition, for the rules that compare editions. */
import { shiftedRange, type Field, type Range } from '../../domain/field';
import { statementKeys } from '../../domain/identifiers/keys';
import { productRecord, type ProductRecord } from '../../domain/identifiers/records';
import type { Identity } from '../../domain/identity';
import type { Entry } from '../../domain/model';
import type { State } from '../../domain/profile';
import { indexedPatches } from '../derivedQuery';
import { patchAt, vendorsIn, type PatchDigest } from '../digest';
import type { PreviousEdition } from '../rule';
import { compareVersions } from '../../domain/editions';
import { instantOf } from '../../domain/dateTime';

/** A product whose state differs from the previous edition. */
export interface StateChange {
  readonly from: State;
  readonly to: State;
  /** The record of the product in the previous edition. */
  readonly before: ProductRecord;
  readonly product: Entry<'product'>;
  /** Start of the product, counted from the publication's start. */
  readonly at: number;
  /** The product with version and platform, for messages. */
  readonly label: string;
}

/**
 * The products whose state differs, in document order: each once for each state that its versions and platforms had.
 * Combinations with contradicting statements in the previous edition are left out.
 */
export function* changesSince(
  previous: PreviousEdition,
  publication: Entry<'publication'>,
): Generator<StateChange, void, undefined> {
  const vendors = vendorsIn(publication);
  const { identity } = publication.vocabulary;
  const unchanged = unchangedSince(previous);
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.id === '' || digest.progress.products === 0 || unchanged.has(digest)) continue;
    const products = previous.products(vendors[index.vendor]!.id, digest.id);
    if (digest.products !== null && areSame(digest.products, products)) {
      unchanged.add(digest);
      continue;
    }
    const before = statementsOf(products, identity);
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

/** Whether two lists say the same about the same products in the same order: most patches do not change from month to month. */
function areSame(some: readonly ProductRecord[], others: readonly ProductRecord[]): boolean {
  return (
    some.length === others.length &&
    some.every((a, index) => {
      const b = others[index]!;
      return (
        a === b ||
        (a.id === b.id && a.state === b.state && isEqual(a.versions, b.versions) && isEqual(a.platforms, b.platforms))
      );
    })
  );
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
  return some === others || (some.length === others.length && some.every((text, index) => text === others[index]));
}

/** The range of a field of a changed product; counts from the publication's start. */
export function changedRange({ at }: StateChange, field: Field): Range {
  return shiftedRange(field.range, at);
}

const unchangedByEdition = new WeakMap<PreviousEdition, WeakSet<PatchDigest>>();

/** The patches without changes: an edit does not compare them with the previous edition again. */
function unchangedSince(previous: PreviousEdition): WeakSet<PatchDigest> {
  let found = unchangedByEdition.get(previous);
  if (found === undefined) unchangedByEdition.set(previous, (found = new WeakSet()));
  return found;
}

function* changesIn(patch: Entry<'patch'>, before: ReadonlyMap<string, ProductRecord | null>): Generator<StateChange> {
  const { vocabulary } = patch;
  for (const { entry, at } of patch.entries('product')) {
    const record = productRecord(entry);
    const to = vocabulary.state(record.state);
    if (to === undefined) continue;
    const seen = new Set<State>([to]);
    for (const { key, label } of statementKeys(record, vocabulary.identity)) {
      const earlier = before.get(key) ?? null;
      const from = earlier && vocabulary.state(earlier.state);
      if (!from || seen.has(from)) continue;
      seen.add(from);
      yield { from, to, before: earlier, product: entry, at, label };
    }
  }
}

/** Statements by product, version and platform; `null` where two of them have different states. */
export function statementsOf(
  products: readonly ProductRecord[],
  identity: Identity,
): ReadonlyMap<string, ProductRecord | null> {
  const statements = new Map<string, ProductRecord | null>();
  for (const product of products) {
    for (const { key } of statementKeys(product, identity)) {
      const known = statements.get(key);
      statements.set(key, known === undefined || known?.state === product.state ? product : null);
    }
  }
  return statements;
}

/** Whether a version is higher than another one; also `true` where one of them has neither letters nor digits. */
export function isRaised(version: string, before: string): boolean {
  return (compareVersions(version, before) ?? 1) > 0;
}

/** Whether a date is later than another one; also `true` where one of them is not valid, which the schema reports. */
export function isLater(date: string, before: string): boolean {
  const [instant, earlier] = [instantOf(date), instantOf(before)];
  return instant === null || earlier === null || instant > earlier;
}

/** Groups the patches of all publications into rows: those with the same vendor and identifier form one row. */
import type { Identity } from '../domain/identity';
import type { Vocabulary } from '../domain/vocabulary';
import type { PatchDigest, VendorDigest } from './digest';
import type { Part } from './facts';
import { patchKey } from './names';
import type { MatrixSource } from './sources';
import type { Task } from '../xml/task';

/** The groups of a version of the matrix, and the patches that they were made from. */
export interface Grouping {
  /** By key: the patches of a row, in the order of the publications and of each file. */
  readonly groups: ReadonlyMap<string, readonly Part[]>;
  readonly identity: Identity;
  /** The patches of each publication. */
  readonly vendors: readonly (readonly VendorDigest[])[];
  /** The number of patches without an identifier. */
  readonly unnamed: number;
}

/**
 * Groups the patches. Patches with the same key form one group.
 * @param earlier the grouping of the version before: only patches that have changed since are grouped again
 */
export function* groupingOf(
  given: readonly MatrixSource[],
  { identity }: Pick<Vocabulary, 'identity'>,
  earlier: Grouping | null,
): Task<Grouping> {
  const vendors = given.map((source) => source.vendors);
  // The key of a patch without an identifier is a number, which depends on the patches before it.
  const isUsable = earlier?.identity === identity && earlier.unnamed === 0 && earlier.vendors.length === vendors.length;
  if (!isUsable) return yield* groupAll(vendors, identity);
  const groups = new Map(earlier.groups);
  for (const [source, now] of vendors.entries()) {
    const before = earlier.vendors[source]!;
    if (before === now) continue;
    const named = [...patchesIn(now)];
    if (named.some(({ patch }) => patch.id === '')) return yield* groupAll(vendors, identity);
    regroup(groups, source, changedKeys([...patchesIn(before)], named, identity), named, identity);
    yield;
  }
  return { groups, identity, vendors, unnamed: 0 };
}

function* groupAll(vendors: Grouping['vendors'], identity: Identity): Task<Grouping> {
  const groups = new Map<string, Part[]>();
  let unnamed = 0;
  for (const [source, own] of vendors.entries()) {
    for (const { vendor, patch } of patchesIn(own)) {
      // Two patches without an identifier are different patches.
      const key =
        patch.id === '' ? JSON.stringify([identity.vendor(vendor), '', unnamed++]) : keyOf(vendor, patch, identity);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [{ source, vendor, patch }]);
      else known.push({ source, vendor, patch });
      yield;
    }
  }
  return { groups, identity, vendors, unnamed };
}

interface NamedPatch {
  readonly vendor: string;
  readonly patch: PatchDigest;
}

function* patchesIn(vendors: readonly VendorDigest[]): Generator<NamedPatch, void, undefined> {
  for (const { vendor, patches } of vendors) for (const patch of patches) yield { vendor, patch };
}

/** The keys of the patches that two versions of a publication do not have in common, or at different positions. */
function changedKeys(before: readonly NamedPatch[], now: readonly NamedPatch[], identity: Identity): Set<string> {
  const isSame = (a: NamedPatch | undefined, b: NamedPatch | undefined): boolean =>
    a?.patch === b?.patch && a?.vendor === b?.vendor;
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && isSame(before[start], now[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), now.at(-1 - end))) end++;
  const changed = [...before.slice(start, before.length - end), ...now.slice(start, now.length - end)];
  return new Set(changed.map(({ vendor, patch }) => keyOf(vendor, patch, identity)));
}

/** Replaces the parts of a publication in the groups of some keys by the current ones. */
function regroup(
  groups: Map<string, readonly Part[]>,
  source: number,
  keys: ReadonlySet<string>,
  now: readonly NamedPatch[],
  identity: Identity,
): void {
  const found = new Map<string, Part[]>();
  for (const { vendor, patch } of now) {
    const key = keyOf(vendor, patch, identity);
    if (!keys.has(key)) continue;
    const parts = found.get(key) ?? [];
    parts.push({ source, vendor, patch });
    found.set(key, parts);
  }
  for (const key of keys) {
    const others = groups.get(key) ?? [];
    const parts = [
      ...others.filter((part) => part.source < source),
      ...(found.get(key) ?? []),
      ...others.filter((part) => part.source > source),
    ];
    if (parts.length === 0) groups.delete(key);
    else groups.set(key, parts);
  }
}

const keys = new WeakMap<PatchDigest, { readonly vendor: string; readonly identity: Identity; readonly key: string }>();

function keyOf(vendor: string, patch: PatchDigest, identity: Identity): string {
  let known = keys.get(patch);
  if (known?.vendor !== vendor || known.identity !== identity) {
    keys.set(patch, (known = { vendor, identity, key: patchKey(vendor, patch.id, { identity }) }));
  }
  return known.key;
}

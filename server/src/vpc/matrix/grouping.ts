/** Which patches make which row: those of all publications with the same vendor and the same identifier. */
import type { PatchDigest, VendorDigest } from './digest';
import type { Part } from './row';
import type { MatrixSource } from './sources';

/** The patches of one row. */
export interface Group {
  readonly vendor: string;
  /** In the order of the publications and of each file. */
  readonly parts: readonly Part[];
}

/** The groups of a version of the matrix, and what they were made of. */
export interface Grouping {
  readonly groups: ReadonlyMap<string, Group>;
  /** What each publication gave. */
  readonly vendors: readonly (readonly VendorDigest[])[];
  /** How many patches have no name. */
  readonly unnamed: number;
}

/** The key of a patch's row. */
export function rowKey(vendor: string, id: string): string {
  return JSON.stringify([vendor, id]);
}

/**
 * Groups the patches. A patch that is spoken of twice is one, with what both say. Yields now and then.
 * @param earlier the grouping of the version before: of publications that gave other patches since, only those are grouped anew
 */
export function* groupingInSteps(
  given: readonly MatrixSource[],
  earlier: Grouping | null,
): Generator<void, Grouping, undefined> {
  const vendors = given.map((source) => source.vendors);
  // Patches without a name are told apart by their number, which is another one wherever something else is.
  if (earlier === null || earlier.unnamed > 0 || earlier.vendors.length !== vendors.length)
    return yield* groupedAnew(vendors);
  const groups = new Map(earlier.groups);
  for (const [source, now] of vendors.entries()) {
    const before = earlier.vendors[source]!;
    if (before === now) continue;
    const named = [...patchesIn(now)];
    if (named.some(({ patch }) => patch.id === '')) return yield* groupedAnew(vendors);
    regroup(groups, source, changedKeys([...patchesIn(before)], named), named);
    yield;
  }
  return { groups, vendors, unnamed: 0 };
}

function* groupedAnew(vendors: Grouping['vendors']): Generator<void, Grouping, undefined> {
  const groups = new Map<string, { readonly vendor: string; readonly parts: Part[] }>();
  let unnamed = 0;
  for (const [source, own] of vendors.entries()) {
    for (const { vendor, patch } of patchesIn(own)) {
      // Patches without a name are not the same patch.
      const key = patch.id === '' ? JSON.stringify([vendor, '', unnamed++]) : keyOf(vendor, patch);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { vendor, parts: [{ source, patch }] });
      else known.parts.push({ source, patch });
      yield;
    }
  }
  return { groups, vendors, unnamed };
}

interface NamedPatch {
  readonly vendor: string;
  readonly patch: PatchDigest;
}

function* patchesIn(vendors: readonly VendorDigest[]): Generator<NamedPatch, void, undefined> {
  for (const { vendor, patches } of vendors) for (const patch of patches) yield { vendor, patch };
}

/** The keys of the patches that only one of two versions of a publication has, or has at another place. */
function changedKeys(before: readonly NamedPatch[], now: readonly NamedPatch[]): Set<string> {
  const isSame = (a: NamedPatch | undefined, b: NamedPatch | undefined): boolean =>
    a?.patch === b?.patch && a?.vendor === b?.vendor;
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && isSame(before[start], now[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), now.at(-1 - end))) end++;
  const changed = [...before.slice(start, before.length - end), ...now.slice(start, now.length - end)];
  return new Set(changed.map(({ vendor, patch }) => keyOf(vendor, patch)));
}

/** Puts what a publication gives now in the place of what it gave, for some keys. */
function regroup(
  groups: Map<string, Group>,
  source: number,
  keys: ReadonlySet<string>,
  now: readonly NamedPatch[],
): void {
  const found = new Map<string, Part[]>();
  for (const { vendor, patch } of now) {
    const key = keyOf(vendor, patch);
    if (!keys.has(key)) continue;
    const parts = found.get(key) ?? [];
    parts.push({ source, patch });
    found.set(key, parts);
  }
  for (const key of keys) {
    const others = groups.get(key)?.parts ?? [];
    const parts = [
      ...others.filter((part) => part.source < source),
      ...(found.get(key) ?? []),
      ...others.filter((part) => part.source > source),
    ];
    if (parts.length === 0) groups.delete(key);
    else groups.set(key, { vendor: vendorIn(key), parts });
  }
}

function vendorIn(key: string): string {
  return (JSON.parse(key) as [vendor: string])[0];
}

const keys = new WeakMap<PatchDigest, { readonly vendor: string; readonly key: string }>();

function keyOf(vendor: string, patch: PatchDigest): string {
  let known = keys.get(patch);
  if (known?.vendor !== vendor) keys.set(patch, (known = { vendor, key: rowKey(vendor, patch.id) }));
  return known.key;
}

/** Titles of patches, made from facts: the prose of release documents is not copied. */
import type { ReleasedPatch } from './release';

/** The maximum length of the list of names in a title, in UTF-16 units; further names are only counted. */
const MAX_LIST_LENGTH = 100;

/** The title of a patch: its own, or `2026-02 Security Update for Windows Server 2022 (KB5075906)`. */
export function titleOf(patch: ReleasedPatch): string {
  if (patch.title !== null) return patch.title;
  const month = patch.released.slice(0, 7);
  const kind = patch.kind === '' ? 'Update' : /update|rollup/i.test(patch.kind) ? patch.kind : `${patch.kind} Update`;
  const names = namesOf(patch.targets);
  const products = names.length === 0 ? '' : ` for ${enumeration(names)}`;
  return `${month} ${kind}${products} (${patch.id})`;
}

/** The names of the targets, without duplicates, and without products on an operating system that is itself a target. */
function namesOf(targets: readonly string[]): string[] {
  const names = new Map(targets.map(shortName).map((name) => [name.toLowerCase(), name]));
  return [...names.values()].filter((name) => !names.has(/ on (.+)$/.exec(name.toLowerCase())?.[1] ?? ''));
}

/** A name without the variant of the product: processor, edition, installation. */
function shortName(target: string): string {
  return target
    .replace(/ for \S+ (?:systems|editions?)\b/gi, '')
    .replace(/ \([^()]*\)/g, '')
    .trim();
}

/** Names in a sentence: `A, B and 2 other products`. @param names at least one */
export function enumeration(names: readonly string[]): string {
  let length = 0;
  const shown = names.filter((name, index) => (length += name.length) <= MAX_LIST_LENGTH || index === 0);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, rest === 1 ? '1 other product' : `${rest} other products`] : shown;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

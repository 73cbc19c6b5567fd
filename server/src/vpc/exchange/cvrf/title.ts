/** A title for a patch, put together from facts. */
import type { ReleasedPatch } from './patches';

/** Names are listed up to this many characters; the others are counted. */
const LONGEST_LIST = 100;

/** For example `2026-02 Security Update for Windows Server 2022 (KB5075906)`. */
export function titleOf(patch: ReleasedPatch): string {
  const month = patch.released.slice(0, 7);
  const kind = patch.kind === '' ? 'Update' : /update|rollup/i.test(patch.kind) ? patch.kind : `${patch.kind} Update`;
  const names = namesOf(patch.targets);
  const products = names.length === 0 ? '' : ` for ${enumeration(names)}`;
  return `${month} ${kind}${products} (${patch.id})`;
}

/** The names of the targets, each once; what runs on a system that is a target itself goes without saying. */
function namesOf(targets: readonly string[]): string[] {
  const names = new Map(targets.map(shortName).map((name) => [name.toLowerCase(), name]));
  return [...names.values()].filter((name) => !names.has(/ on (.+)$/.exec(name.toLowerCase())?.[1] ?? ''));
}

/** Without what only tells variants of one product apart: processor, edition, installation. */
function shortName(target: string): string {
  return target
    .replace(/ for \S+ (?:systems|editions?)\b/gi, '')
    .replace(/ \([^()]*\)/g, '')
    .trim();
}

function enumeration(names: readonly string[]): string {
  let length = 0;
  const shown = names.filter((name, index) => (length += name.length) <= LONGEST_LIST || index === 0);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, rest === 1 ? '1 other product' : `${rest} other products`] : shown;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

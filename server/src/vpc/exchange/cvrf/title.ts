/** A title for a patch, put together from facts. */
import type { ReleasedPatch } from './patches';

/** More than these are counted, not named. */
const MOST_NAMES = 3;

/** For example `2026-02 Security Update for Windows Server 2022 (KB5075906)`. */
export function titleOf(patch: ReleasedPatch): string {
  const month = patch.released.slice(0, 7);
  const kind = patch.kind === '' ? 'Update' : /update|rollup/i.test(patch.kind) ? patch.kind : `${patch.kind} Update`;
  const names = [...new Set(patch.targets.map(shortName))];
  const products = names.length === 0 ? '' : ` for ${enumeration(names)}`;
  return `${month} ${kind}${products} (${patch.id})`;
}

/** Without what only tells variants of one product apart: processor, edition, installation. */
function shortName(target: string): string {
  return target
    .replace(/ for \S+ (?:systems|editions?)\b/gi, '')
    .replace(/ \([^()]*\)/g, '')
    .trim();
}

function enumeration(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} other products`] : shown;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

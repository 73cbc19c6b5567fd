/** What a reader of CSAF says, in the form of the independent reader (`test/oracles/exchange/csaf.py`). */
import type { ReadRelease } from '../../server/src/exchange/releases/release';

/** The facts of a release; lists are sorted as Python sorts them. */
export function factsOf({ release }: ReadRelease): unknown {
  if (release === null) return null;
  return {
    patches: release.patches.map((patch) => ({
      id: patch.id,
      vendor: patch.vendor,
      vulnerabilities: [...patch.vulnerabilities].sort(byCodePoint),
      bulletins: [...patch.bulletins].sort(byCodePoint),
      targets: [...patch.targets].sort(byCodePoint),
      severity: patch.severity,
      released: patch.released,
      revised: patch.revised,
      restart: patch.restart,
      downloadUrls: [...patch.downloadUrls].sort(byCodePoint),
      statements: patch.statements
        .map(({ product, version, state }) => [product, version, state])
        .sort((a, b) => byCodePoint(a.join('\0'), b.join('\0'))),
    })),
    leftOut: Object.fromEntries(release.leftOut.map(({ what, count }) => [what, count])),
  };
}

/** Python compares code points. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return left.length - right.length;
  return (left[at]!.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

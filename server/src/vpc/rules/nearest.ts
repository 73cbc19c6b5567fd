/** Which known word somebody may have meant. */

const MOST = 3;

/** The few of `known` that are most like `word`, the most similar first; ties in their own order. */
export function nearest(word: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.ceil(word.length / 2));
  return known
    .map((candidate) => ({ candidate, distance: distance(plain(word), plain(candidate)) }))
    .filter((entry) => entry.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** Case, blanks and punctuation are what people write differently. */
export function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Levenshtein distance: the fewest insertions, deletions and replacements of characters. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

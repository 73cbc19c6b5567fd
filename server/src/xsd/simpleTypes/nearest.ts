/** Which of the words that would be right is most like the one that was written. */

/** The candidates, most like `word` first; those that are equally like it keep their order. */
export function nearestFirst(word: string, candidates: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** How many characters of a word are looked at: behind that, a mistake is not a slip of the finger. */
const MAX_LENGTH = 64;

/** Levenshtein's distance: how many characters to insert, delete or change. */
function distance(a: string, b: string): number {
  a = a.slice(0, MAX_LENGTH);
  b = b.slice(0, MAX_LENGTH);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = row[j]! + (a.charCodeAt(i) === b.charCodeAt(j) ? 0 : 1);
      next.push(Math.min(change, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Text similarity: which known words were probably intended by one that is not known. */

import { checkpoint } from './budget';

/** The most words that {@link nearest} gives. */
const MAX_RESULTS = 3;
/** How many characters of a word {@link nearest} and {@link nearestFirst} compare: the cost is quadratic, and candidates may be of any length. */
const MAX_LENGTH = 64;

/**
 * The words of `known` that are most similar to `word`: at most three, the most similar first, ties in their original order.
 * Words further away than half the length of `word` are left out; for short words, than two characters.
 */
export function nearest(word: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.ceil(Math.min(word.length, MAX_LENGTH) / 2));
  const compared = (text: string): string => plain(text.slice(0, MAX_LENGTH));
  return byDistance(compared(word), known, compared)
    .filter((entry) => entry.distance <= limit)
    .slice(0, MAX_RESULTS)
    .map(({ candidate }) => candidate);
}

/**
 * Whether a word is a misspelling of another one and not another word: of its letters and digits, at most a third differ. Case and
 * punctuation do not count.
 */
export function isMisspelling(word: string, intended: string): boolean {
  const [found, expected] = [plain(word), plain(intended)];
  const limit = Math.floor(expected.length / 3);
  // The lengths are compared first: the cost of the distance is quadratic, and the word may be of any length.
  return Math.abs(found.length - expected.length) <= limit && distance(found, expected) <= limit;
}

/** All `candidates`, the most similar to `word` first, ties in their original order. Case is ignored. */
export function nearestFirst(word: string, candidates: readonly string[]): readonly string[] {
  const compared = (text: string): string => text.toLowerCase().slice(0, MAX_LENGTH);
  return byDistance(compared(word), candidates, compared).map(({ candidate }) => candidate);
}

function byDistance(
  word: string,
  candidates: readonly string[],
  compared: (candidate: string) => string,
): { candidate: string; distance: number }[] {
  return candidates
    .map((candidate) => ({ candidate, distance: distance(word, compared(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
}

/** A word without what authors write differently: its letters and digits in lower case. */
export function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Levenshtein distance: the fewest insertions, deletions and replacements of UTF-16 units. */
export function distance(a: string, b: string): number {
  checkpoint();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The pattern facet's regular expressions (Datatypes, appendix F), compiled by `xspattern` and remembered. */
import { compile } from 'xspattern';

/** Tells whether a whole text matches. */
export type Matcher = (text: string) => boolean;

/** How many states a pattern may need: counted repetitions are spelt out when it is compiled. */
const MAX_STATES = 100_000;

const compiled = new Map<string, Matcher | null>();
/** Schemas come and go in a long-lived server. */
const MAX_COMPILED = 2_000;

/** The matcher of a pattern; `null` where it is no regular expression of XML Schema, or one too large to be tried. */
export function matcherOf(pattern: string): Matcher | null {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    matcher = statesOf(pattern) > MAX_STATES ? null : compileOrNull(pattern);
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(pattern, matcher);
  }
  return matcher;
}

function compileOrNull(pattern: string): Matcher | null {
  try {
    return compile(pattern);
  } catch {
    return null; // its only way to say that the pattern has a mistake
  }
}

/** An upper bound of the states that a pattern is spelt out to: each atom one, times the counts around it. */
function statesOf(pattern: string): number {
  const totals = [0];
  let last = 0;
  for (const [token, count] of pattern.matchAll(
    /\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\\\]])*\]|\(|\)|\{(?:\d+,)?(\d+),?\}|[^]/gu,
  )) {
    if (token === '(') {
      totals.push(0);
    } else if (token === ')') {
      last = (totals.length > 1 ? totals.pop() : 0) ?? 0;
      totals[totals.length - 1]! += last;
    } else if (count !== undefined) {
      totals[totals.length - 1]! += last * Number(count);
    } else {
      last = 1;
      totals[totals.length - 1]! += 1;
    }
  }
  return totals.reduce((sum, total) => sum + total, 0);
}

/** The regular expressions of pattern facets (Datatypes, appendix F), compiled and memoised. */
import type * as PatternLibrary from './patternLibrary';
import { MAX_PATTERN_DEPTH, MAX_PATTERN_LENGTH } from '../limits';
import { nativePattern } from './nativePattern';
import { automatonOf } from './patternAutomaton';
import { blocksOf, hasInnerHyphen, isPlain, tokensOf, withSmallCounts, type Token } from './patternSyntax';

/** Whether a whole text matches; `null` where the pattern has too many alternatives to tell. */
export type Matcher = (text: string) => boolean | null;

/** JavaScript's matcher can take the square of the length of a text; for longer ones, the automaton is faster. */
const MAX_NATIVE_LENGTH = 1_000;

const compiled = new Map<string, Matcher | null>();
/** A long-lived server loads many schemas. */
const MAX_COMPILED = 2_000;

/** The matcher of a pattern; `null` if it is not a regular expression of XSD 1.0, or over the limits. */
export function matcherOf(pattern: string): Matcher | null {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    matcher = isOverLimits(pattern) ? null : newMatcher(pattern);
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(pattern, matcher);
  }
  return matcher;
}

/** Whether a pattern is too long, or nested too deep, to be compiled. */
export function isOverLimits(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN_LENGTH) return true;
  let depth = 0;
  for (const { kind } of tokensOf(pattern)) {
    if (kind === 'open' && ++depth > MAX_PATTERN_DEPTH) return true;
    if (kind === 'close') depth--;
  }
  return false;
}

function newMatcher(pattern: string): Matcher | null {
  const tokens = tokensOf(pattern);
  if (!isValid(pattern, tokens)) return null;
  const native = nativePattern(pattern);
  const automaton = lazily(() => automatonOf(tokens));
  if (native === null) return (text) => automaton()(text);
  return (text) => (text.length <= MAX_NATIVE_LENGTH ? native.test(text) : automaton()(text));
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function isValid(pattern: string, tokens: readonly Token[]): boolean {
  if (isPlain(tokens)) return true;
  if (hasInnerHyphen(pattern) || blocksOf(pattern).some(isUnknownBlock)) return false;
  return compileOrNull(withSmallCounts(tokens)) !== null;
}

/** As in XSD 1.1, `xspattern` lets an unknown block match every character; no real block has both of these. */
function isUnknownBlock(block: string): boolean {
  return compileOrNull(`\\p{${block}}+`)?.('a\u3042') ?? true;
}

function compileOrNull(pattern: string): ((text: string) => boolean) | null {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded with the first pattern
  const { compile } = require('./patternLibrary') as typeof PatternLibrary;
  try {
    return compile(pattern);
  } catch {
    return null; // the pattern is invalid
  }
}

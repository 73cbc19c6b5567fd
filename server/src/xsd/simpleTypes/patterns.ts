/** The pattern facet's regular expressions (Datatypes, appendix F), compiled by `xspattern` or the platform and remembered. */
import { compile } from 'xspattern';
import { nativePattern } from './nativePattern';
import { blocksOf, hasInnerHyphen, statesOf } from './patternSyntax';

/** Tells whether a whole text matches. */
export type Matcher = (text: string) => boolean;

/** Counted repetitions are spelt out when a pattern is compiled: a larger one would take all memory. */
const MAX_STATES = 100_000;

const compiled = new Map<string, Matcher | null>();
/** Schemas come and go in a long-lived server. */
const MAX_COMPILED = 2_000;

/** The matcher of a pattern; `null` where it is no regular expression of XSD 1.0, or one too large to be tried. */
export function matcherOf(pattern: string): Matcher | null {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    matcher = isUsable(pattern) ? fastest(pattern, compileOrNull(pattern)) : null;
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(pattern, matcher);
  }
  return matcher;
}

function isUsable(pattern: string): boolean {
  return statesOf(pattern) <= MAX_STATES && !hasInnerHyphen(pattern) && !blocksOf(pattern).some(isUnknownBlock);
}

/** As XSD 1.1 wants it, a block that `xspattern` does not know stands for every character; no real one has both of these. */
function isUnknownBlock(block: string): boolean {
  return compileOrNull(`\\p{${block}}+`)?.('a\u3042') ?? true;
}

/** The platform's matcher in place of the compiled one, for patterns that are right and suit it. */
function fastest(pattern: string, general: Matcher | null): Matcher | null {
  const native = general && nativePattern(pattern);
  return native === null ? general : (text) => native.test(text);
}

function compileOrNull(pattern: string): Matcher | null {
  try {
    return compile(pattern);
  } catch {
    return null; // its only way to say that the pattern has a mistake
  }
}

/**
 * Simple patterns as regular expressions of the platform, which are some fifty times as fast as a general matcher.
 *
 * The platform backtracks, so that a pattern qualifies only where there is little to go back to: nothing that repeats stands
 * in something that repeats, one repetition at most is unbounded, and the ways through all others are few.
 */

/** How many ways through its bounded repetitions and alternatives a pattern may have. */
const MAX_WAYS = 4096;

const TOKEN = /\\[^]|\[(?:\\[^]|[^\\[\]])*\]|\{(?<min>\d+)(?<open>,(?<max>\d*))?\}|[^]/gu;
const ESCAPES: Readonly<Partial<Record<string, string>>> = {
  n: '\\n',
  r: '\\r',
  t: '\\t',
  d: '\\p{Nd}',
  s: ' \\t\\n\\r',
};

/** The same pattern for the platform; `null` where it has none or would be slow. @param pattern a pattern that is right */
export function nativePattern(pattern: string): RegExp | null {
  let source = '';
  let ways = 1;
  let unbounded = 0;
  const groups: { varies: boolean }[] = [{ varies: false }];
  let last = { varies: false };
  for (const { 0: token, groups: counts } of pattern.matchAll(TOKEN)) {
    const group = groups[groups.length - 1]!;
    const range = rangeOf(token, counts);
    if (range !== null) {
      if (last.varies) return null;
      const span = range.max - range.min;
      if (span === Infinity) unbounded++;
      else ways *= span + 1;
      if (span > 0) group.varies = true;
      source += token;
    } else if (token === '(') {
      groups.push({ varies: false });
      source += '(?:';
    } else if (token === ')') {
      last = groups.pop()!;
      if (groups.length === 0) return null;
      if (last.varies) groups[groups.length - 1]!.varies = true;
      source += ')';
    } else if (token === '|') {
      group.varies = true;
      ways *= 2;
      source += '|';
    } else {
      const atom = atomOf(token);
      if (atom === null) return null;
      last = { varies: false };
      source += atom;
    }
    if (ways > MAX_WAYS || unbounded > 1) return null;
  }
  return new RegExp(`^(?:${source})$`, 'u');
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The counts of a quantifier; `null` where the token is none. */
function rangeOf(token: string, counts: Readonly<Partial<Record<string, string>>> | undefined): Range | null {
  if (token === '?') return { min: 0, max: 1 };
  if (token === '*') return { min: 0, max: Infinity };
  if (token === '+') return { min: 1, max: Infinity };
  if (counts?.min === undefined) return null;
  const min = Number(counts.min);
  if (counts.open === undefined) return { min, max: min };
  return { min, max: counts.max === '' ? Infinity : Number(counts.max) };
}

/** A character, an escape or a class; `null` for those that the platform does not know. */
function atomOf(token: string): string | null {
  if (token === '.') return '[^\\n\\r]';
  // A bracket by itself is part of a class that subtracts another one.
  if (token === '[' || token === ']') return null;
  if (token.startsWith('[')) return classOf(token);
  const members = memberOf(token);
  return members && `[${members}]`;
}

function classOf(token: string): string | null {
  const isNegative = token.startsWith('[^');
  let source = '';
  const members = token.slice(isNegative ? 2 : 1, -1).match(/\\[^]|[^]/gu) ?? [];
  for (const [index, member] of members.entries()) {
    const isRange = member === '-' && index > 0 && index < members.length - 1;
    const written = isRange ? '-' : memberOf(member);
    if (written === null) return null;
    source += written;
  }
  return `[${isNegative ? '^' : ''}${source}]`;
}

/** A character or an escape as a member of a class. */
function memberOf(token: string): string | null {
  if (!token.startsWith('\\')) return `\\u{${token.codePointAt(0)!.toString(16)}}`;
  const escaped = token.slice(1);
  if (/^[A-Za-z]/.test(escaped)) return ESCAPES[escaped] ?? null;
  return `\\u{${escaped.codePointAt(0)!.toString(16)}}`;
}

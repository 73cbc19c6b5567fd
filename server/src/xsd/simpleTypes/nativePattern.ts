/**
 * Translates simple patterns to JavaScript regular expressions, which are some fifty times as fast as a general matcher.
 *
 * JavaScript backtracks, so that a pattern qualifies only if there is little to backtrack over: repetitions are not nested, at
 * most one is unbounded or has a large bound, and the number of paths through the others is limited.
 */

/** The number of paths through the bounded repetitions and alternatives of a pattern. */
const MAX_PATHS = 4096;

const TOKEN = /\\[^]|\[(?:\\[^]|[^\\[\]])*\]|\{(?<min>\d+)(?<open>,(?<max>\d*))?\}|[^]/gu;
const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    n: '\\n',
    r: '\\r',
    t: '\\t',
    d: '\\p{Nd}',
    s: ' \\t\\n\\r',
  }),
);

/** An equivalent regular expression; `null` if there is none or it can be slow. @param pattern a valid pattern */
export function nativePattern(pattern: string): RegExp | null {
  let source = '';
  let paths = 1;
  let unbounded = 0;
  const groups: { varies: boolean }[] = [{ varies: false }];
  let last = { varies: false };
  for (const { 0: token, groups: counts } of pattern.matchAll(TOKEN)) {
    const group = groups[groups.length - 1]!;
    const range = rangeOf(token, counts);
    if (range !== null) {
      if (last.varies) return null;
      const span = range.max - range.min;
      if (span >= MAX_PATHS) unbounded++;
      else paths *= span + 1;
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
      paths *= 2;
      source += '|';
    } else {
      const atom = atomOf(token);
      if (atom === null) return null;
      last = { varies: false };
      source += atom;
    }
    if (paths > MAX_PATHS || unbounded > 1) return null;
  }
  return new RegExp(`^(?:${source})$`, 'u');
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The range of a quantifier; `null` for another token. */
function rangeOf(token: string, counts: Readonly<Partial<Record<string, string>>> | undefined): Range | null {
  if (token === '?') return { min: 0, max: 1 };
  if (token === '*') return { min: 0, max: Infinity };
  if (token === '+') return { min: 1, max: Infinity };
  if (counts?.min === undefined) return null;
  const min = Number(counts.min);
  if (counts.open === undefined) return { min, max: min };
  return { min, max: counts.max === '' ? Infinity : Number(counts.max) };
}

/** A character, an escape or a class; `null` for one that JavaScript does not have. */
function atomOf(token: string): string | null {
  if (token === '.') return '[^\\n\\r]';
  // A single bracket is part of a class with a subtraction.
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
  if (/^[A-Za-z]/.test(escaped)) return ESCAPES.get(escaped) ?? null;
  return `\\u{${escaped.codePointAt(0)!.toString(16)}}`;
}

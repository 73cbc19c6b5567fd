/** The syntax of patterns: their parts, and what is valid in XSD 1.1 only. `xspattern` checks the rest. */

/** An escape, a character group up to its end or subtraction, or one other character. */
const TOKEN = /\\[pP]\{[^}]*\}|\\.|\[\^?(?<members>(?:\\.|-(?!\[)|[^\\[\]-])*)|[^]/gsu;
/** A member of a character group: a range, a class, or one character. */
const MEMBER = /\\[pP]\{[^}]*\}|(?:\\.|[^\\-])-(?:\\.|[^\\-])|\\.|[^]/gsu;

/**
 * Whether there is a literal hyphen between the members of a group: `[a-c-1-4]`. XSD 1.0 allows it only at the ends
 * (Datatypes, appendix F.1: "the - character is a valid character range only at the beginning or end").
 */
export function hasInnerHyphen(pattern: string): boolean {
  for (const { groups } of pattern.matchAll(TOKEN)) {
    const members = groups?.members?.match(MEMBER) ?? [];
    if (members.slice(1, -1).includes('-')) return true;
  }
  return false;
}

/** The blocks in the block escapes of a pattern: `\p{IsThai}` and `\P{IsThai}` give `IsThai`. */
export function blocksOf(pattern: string): readonly string[] {
  return Array.from(pattern.matchAll(/\\[pP]\{(Is[^}]*)\}/g), ([, block]) => block!);
}

/** A part of a pattern. */
export type Token =
  | { readonly kind: 'open' | 'close' | 'or' }
  /** A quantifier. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** What matches one character: a character, `.`, an escape or a class with its subtractions. */
  | { readonly kind: 'atom'; readonly text: string };

const RANGES: ReadonlyMap<string, Token> = new Map([
  ['?', { kind: 'range', min: 0, max: 1 }],
  ['*', { kind: 'range', min: 0, max: Infinity }],
  ['+', { kind: 'range', min: 1, max: Infinity }],
]);
const OTHERS: ReadonlyMap<string, Token> = new Map([
  ['(', { kind: 'open' }],
  [')', { kind: 'close' }],
  ['|', { kind: 'or' }],
]);
/** What is not a class: a class can contain classes. */
const SIMPLE_TOKEN = /\\[pP]\{[^}]*\}|\\[^]|\{(?<min>\d+)(?<open>,(?<max>\d*))?\}|[^]/uy;
const CLASS_TOKEN = /\\[^]|[^]/uy;

/** The parts of a pattern, valid or not. */
export function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === '[') {
      const end = classEnd(pattern, at);
      tokens.push({ kind: 'atom', text: pattern.slice(at, end) });
      at = end;
      continue;
    }
    SIMPLE_TOKEN.lastIndex = at;
    const { 0: text, groups = {} } = SIMPLE_TOKEN.exec(pattern)!;
    at += text.length;
    const { min, open, max } = groups;
    if (min !== undefined) tokens.push({ kind: 'range', ...counts(min, open, max) });
    else tokens.push(RANGES.get(text) ?? OTHERS.get(text) ?? { kind: 'atom', text });
  }
  return tokens;
}

/** A character that means itself, `.`, an escape of one character, or a group of such characters and ranges of letters or digits. */
const PLAIN_ATOM =
  /^(?:[\w .:;,/@#%&=!~'"<>-]|\\[dDsSwWnrt.\\|?*+(){}[\]^-]|\[\^?(?:(?:[A-Za-z0-9]-[A-Za-z0-9]|\\[dswnrt.\\|?*+(){}[\]^-]|[\w .:;,/@#%&=!~]))+\])$/;
const PLAIN_RANGE = /([A-Za-z0-9])-([A-Za-z0-9])/g;

/** Whether these parts are certainly those of a valid pattern: most patterns need not be compiled to know it. */
export function isPlain(tokens: readonly Token[]): boolean {
  let depth = 0;
  let canRepeat = false;
  for (const token of tokens) {
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close' && --depth < 0) return false;
    else if (token.kind === 'range' && (!canRepeat || token.min > token.max)) return false;
    else if (token.kind === 'atom' && !isPlainAtom(token.text)) return false;
    canRepeat = token.kind === 'atom' || token.kind === 'close';
  }
  return depth === 0;
}

function isPlainAtom(text: string): boolean {
  return PLAIN_ATOM.test(text) && Array.from(text.matchAll(PLAIN_RANGE)).every(([, from, to]) => from! <= to!);
}

function counts(min: string, open: string | undefined, max: string | undefined): { min: number; max: number } {
  const least = Number(min);
  if (open === undefined) return { min: least, max: least };
  return { min: least, max: max === undefined || max === '' ? Infinity : Number(max) };
}

function classEnd(pattern: string, start: number): number {
  let depth = 0;
  CLASS_TOKEN.lastIndex = start;
  for (let match = CLASS_TOKEN.exec(pattern); match !== null; match = CLASS_TOKEN.exec(pattern)) {
    if (match[0] === '[') depth++;
    if (match[0] === ']' && --depth === 0) return match.index + 1;
  }
  return pattern.length;
}

/**
 * A pattern that is valid if and only if the one with these parts is, with small counts: the general compiler expands them.
 */
export function withSmallCounts(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'atom') return token.text;
      if (token.kind === 'range') return token.min <= token.max ? '{1,2}' : '{2,1}';
      return { open: '(', close: ')', or: '|' }[token.kind];
    })
    .join('');
}

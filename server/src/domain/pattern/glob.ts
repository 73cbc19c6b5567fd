/**
 * Globs: `*` and `?` within a folder, `**` across folders, `[a-z]`, `[!a-z]`, `{a,b}`, `\` before a character that is meant literally,
 * and `@(a|b)`, `?(…)`, `*(…)`, `+(…)`. Matched in linear time, see `machine.ts`.
 */
import { compilePattern, fits, isAny, literal, type Meter, type Pattern, type Program } from './machine';

/** What is wrong with a glob: a template and its arguments. */
export interface GlobFault {
  readonly message: string;
  readonly args: readonly string[];
}

/** A glob that can be compared with paths. */
export interface Glob {
  readonly program: Program;
  /** It starts with `!`: all other paths fit. */
  readonly isNegated: boolean;
}

export interface GlobOptions {
  /** Whether wildcards match a dot at the beginning of a name. */
  readonly dot: boolean;
  /** Whether `!` at the beginning means all other paths. */
  readonly negation: boolean;
}

/** In UTF-16 units: far longer than paths are. */
export const MAX_GLOB_LENGTH = 1_000;
/** Groups within groups. */
const MAX_DEPTH = 20;

/** Reads a glob; a fault where it is too long or uses what cannot be matched in linear time. */
export function readGlob(glob: string, { dot, negation }: GlobOptions): Glob | GlobFault {
  if (glob.length > MAX_GLOB_LENGTH) {
    return { message: 'A glob must not be longer than {0} characters.', args: [String(MAX_GLOB_LENGTH)] };
  }
  const isNegated = negation && /^!(?!\()/.test(glob);
  const reader = new Reader(glob.slice(isNegated ? 1 : 0).toLowerCase(), dot);
  const pattern = reader.read();
  if (typeof pattern === 'string') return { message: UNSUPPORTED, args: [pattern] };
  const program = compilePattern(pattern);
  return program === null
    ? { message: 'A glob must not be longer than {0} characters.', args: [String(MAX_GLOB_LENGTH)] }
    : { program, isNegated };
}

const known = new Map<string, Glob | null>();
/** Those of the configurations and settings of a workspace; some hundred instructions each. */
const MAX_KNOWN = 1_000;

/** Like {@link readGlob}, memoised; `null` where there is a fault. */
export function globOf(glob: string, options: GlobOptions): Glob | null {
  const key = `${Number(options.dot)}${Number(options.negation)}${glob}`;
  let found = known.get(key);
  if (found === undefined) {
    const read = readGlob(glob, options);
    found = isGlobFault(read) ? null : read;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, found);
  }
  return found;
}

const UNSUPPORTED = '"{0}" is not supported in a glob. Supported: *, **, ?, [a-z], {a,b}.';

export function isGlobFault(read: Glob | GlobFault): read is GlobFault {
  return 'message' in read;
}

/** Whether a path fits a glob, whatever the case. @param path with forward slashes */
export function fitsGlob(path: string, { program, isNegated }: Glob, meter?: Meter): boolean {
  return fits(path.toLowerCase(), program, meter) !== isNegated;
}

/** Whether a text has anything of a glob in it. */
export function hasWildcards(text: string): boolean {
  return /[*?[{]|[@+!]\(/.test(text.replace(/\\[^]/g, ''));
}

class Reader {
  private at = 0;
  private depth = 0;
  private unsupported: string | null = null;

  constructor(
    private readonly glob: string,
    private readonly dot: boolean,
  ) {}

  /** The pattern; as a string, the part that is not supported. */
  read(): Pattern | string {
    const pattern = this.sequence('');
    return this.unsupported ?? pattern;
  }

  /** Reads up to one of the characters `until`, which is left. */
  private sequence(until: string): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.glob.length && this.unsupported === null && !until.includes(this.glob[this.at]!)) {
      parts.push(this.part(until));
    }
    return { kind: 'sequence', parts };
  }

  private part(until: string): Pattern {
    const { glob, at } = this;
    const rest = glob.slice(at);
    const isSegmentStart = at === 0 || '/{,(|'.includes(glob[at - 1]!);
    const endOf = (length: number): boolean => at + length >= glob.length || until.includes(glob[at + length]!);
    if (rest.startsWith('/**') && endOf(3)) return this.taken(3, sequence(literal('/'), this.anyPath()));
    if (isSegmentStart && rest.startsWith('**/')) return this.taken(3, repeated(sequence(this.name(1), literal('/'))));
    if (isSegmentStart && rest.startsWith('**') && endOf(2)) return this.taken(2, this.anyPath());
    if (/^[@?*+!]\(/.test(rest) && this.closes(at + 1, '(', ')')) return this.extended();
    if (rest.startsWith('*')) {
      const [stars] = /^\*+/.exec(rest)!;
      const next = glob[at + stars.length];
      const isWhole = (at === 0 || glob[at - 1] === '/') && (next === undefined || next === '/');
      return this.taken(stars.length, this.name(isWhole ? 1 : 0));
    }
    if (rest.startsWith('?'))
      return this.taken(1, sequence(this.notHidden(), { kind: 'character', accepts: isNoSlash }));
    if (rest.startsWith('[')) return this.characterClass() ?? this.taken(1, literal('['));
    if (rest.startsWith('{') && this.closes(at, '{', '}')) return this.alternatives();
    const isEscaped = rest.startsWith('\\') && rest.length > 1;
    const character = String.fromCodePoint(glob.codePointAt(at + (isEscaped ? 1 : 0))!);
    return this.taken(character.length + (isEscaped ? 1 : 0), literal(character));
  }

  private taken(length: number, pattern: Pattern): Pattern {
    this.at += length;
    return pattern;
  }

  /** `{a,b}`. */
  private alternatives(): Pattern {
    const start = this.at;
    const options = this.options(start + 1, ',', '}');
    const text = this.glob.slice(start, this.at);
    if (/^\{[^{},]*\.\.[^{},]*\}$/.test(text)) this.unsupported ??= text;
    // One alternative is none: the braces are part of the name, as in shells.
    return options.length > 1 ? choice(options) : sequence(literal('{'), options[0]!, literal('}'));
  }

  /** `@(a|b)` and the like. */
  private extended(): Pattern {
    const kind = this.glob[this.at]!;
    const start = this.at;
    const inner = choice(this.options(this.at + 2, '|', ')'));
    if (kind === '!') this.unsupported ??= this.glob.slice(start, this.at);
    if (kind === '?') return optional(inner);
    if (kind === '*') return repeated(inner);
    return kind === '+' ? { kind: 'repeat', body: inner, min: 1, max: Infinity } : inner;
  }

  private options(start: number, separator: string, end: string): Pattern[] {
    if (++this.depth > MAX_DEPTH) this.unsupported ??= this.glob.slice(start - 1, start + 20);
    const options: Pattern[] = [];
    this.at = start;
    for (;;) {
      options.push(this.sequence(separator + end));
      if (this.glob[this.at] !== separator) break;
      this.at++;
    }
    this.at++;
    this.depth--;
    return options;
  }

  /** Whether what opens at a place is closed. */
  private closes(start: number, open: string, close: string): boolean {
    let depth = 0;
    for (let index = start; index < this.glob.length; index++) {
      const character = this.glob[index];
      if (character === '\\') index++;
      else if (character === open) depth++;
      else if (character === close && --depth === 0) return true;
    }
    return false;
  }

  /** `[a-z]`, `[!a-z]`; `null` where it is not closed. */
  private characterClass(): Pattern | null {
    const [text, sign, members] = /^\[([!^]?)(\]?(?:\\[^]|[^\]\\])*)\]/u.exec(this.glob.slice(this.at)) ?? [];
    if (text === undefined || members === '') return null;
    const ranges: [from: number, to: number][] = [];
    const characters = Array.from(members!.matchAll(/\\([^])|([^])/gu), ([, escaped, plain]) => escaped ?? plain!);
    for (let index = 0; index < characters.length; index++) {
      const from = characters[index]!.codePointAt(0)!;
      const isRange = characters[index + 1] === '-' && index + 2 < characters.length;
      const to = isRange ? characters[index + 2]!.codePointAt(0)! : from;
      if (isRange) index += 2;
      ranges.push([from, to]);
    }
    const accepts = (character: string): boolean => {
      const code = character.codePointAt(0)!;
      return isNoSlash(character) && ranges.some(([from, to]) => from <= code && code <= to) === (sign === '');
    };
    return this.taken(text.length, sequence(this.notHidden(), { kind: 'character', accepts }));
  }

  /** Characters of a name, as `*` matches them. */
  private name(min: number): Pattern {
    const body: Pattern = { kind: 'character', accepts: isNoSlash };
    return sequence(this.notHidden(), { kind: 'repeat', body, min, max: Infinity });
  }

  /** Any path, as `**` matches it. */
  private anyPath(): Pattern {
    return repeated(sequence(this.notHidden(), { kind: 'character', accepts: isAny }));
  }

  private notHidden(): Pattern {
    if (this.dot) return sequence();
    return { kind: 'place', holds: (before, after) => after !== '.' || (before !== undefined && before !== '/') };
  }
}

function isNoSlash(character: string): boolean {
  return character !== '/';
}

function sequence(...parts: readonly Pattern[]): Pattern {
  return { kind: 'sequence', parts };
}

function choice(options: readonly Pattern[]): Pattern {
  return { kind: 'choice', options };
}

function optional(body: Pattern): Pattern {
  return { kind: 'repeat', body, min: 0, max: 1 };
}

function repeated(body: Pattern): Pattern {
  return { kind: 'repeat', body, min: 0, max: Infinity };
}

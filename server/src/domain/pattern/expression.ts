/**
 * Regular expressions of profiles: the syntax of JavaScript (flag `u`) without what linear time does not allow, which is references to
 * groups and lookaround. See `machine.ts`.
 */
import { compilePattern, literal, type Pattern, type Program } from './machine';

/** What is wrong with an expression: a template and its arguments. */
export interface ExpressionFault {
  readonly message: string;
  readonly args: readonly string[];
}

/** In UTF-16 units. */
export const MAX_EXPRESSION_LENGTH = 500;
const MAX_DEPTH = 20;
/** The link of a pattern names groups by one digit; further groups only group. */
const MAX_GROUPS = 9;
/** How often a counted repetition repeats at most; as in RE2. */
const MAX_COUNT = 1_000;

/** Compiles an expression that must match the whole text; its groups are those of the expression. */
export function readExpression(source: string): Program | ExpressionFault {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    const args = [String(MAX_EXPRESSION_LENGTH)];
    return { message: 'A regular expression must not be longer than {0} characters.', args };
  }
  try {
    // Checks the syntax, and is never applied to a text.
    new RegExp(source, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { message: 'Not a valid regular expression: {0}', args: [reason] };
  }
  const read = new Reader(source).read();
  if (typeof read === 'string') {
    const message = '"{0}" is not supported, because its matching can take unlimited time. Rewrite the expression.';
    return { message, args: [read] };
  }
  const program = compilePattern(read);
  if (program !== null) return program;
  return { message: 'The regular expression is too large. Repeat less in it.', args: [] };
}

export function isExpressionFault(read: Program | ExpressionFault): read is ExpressionFault {
  return 'message' in read;
}

/** One token of an expression of valid syntax, from `lastIndex` on. */
const TOKEN = new RegExp(
  [
    /(?<group>\((?:\?(?:<(?![=!])[^>]*>|[:=!]|<[=!]|[-a-z]*:))?)/u,
    /(?<count>(?:[*+?]|\{(?<min>\d+)(?<comma>,)?(?<max>\d*)\})(?<lazy>\??))/u,
    /(?<reference>\\(?:[1-9]\d*|k<[^>]*>))/u,
    /(?<place>\\[bB]|[$^])/u,
    /(?<class>\[(?:\\[^]|[^\]\\])*\]|\\[dDsSwW]|\\[pP]\{[^}]*\}|\.)/u,
    /(?<escape>\\(?:u\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[^]))/u,
    /(?<other>[^])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'uy',
);

type Token = Readonly<Partial<Record<string, string>>>;

class Reader {
  private at = 0;
  private depth = 0;
  private groups = 0;
  private unsupported: string | null = null;

  constructor(private readonly source: string) {}

  /** The pattern; as a string, the part that is not supported. */
  read(): Pattern | string {
    const pattern = this.choice();
    return this.unsupported ?? pattern;
  }

  private choice(): Pattern {
    const options = [this.sequence()];
    while (this.source[this.at] === '|' && this.unsupported === null) {
      this.at++;
      options.push(this.sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!) && this.unsupported === null) {
      parts.push(this.counted(this.term()));
    }
    return { kind: 'sequence', parts };
  }

  private counted(body: Pattern): Pattern {
    const token = this.peek();
    if (token?.count === undefined) return body;
    this.at += token.count.length;
    const [min, max] = limitsOf(token);
    if (min > MAX_COUNT || (max !== Infinity && max > MAX_COUNT)) this.unsupported ??= token.count;
    return { kind: 'repeat', body, min, max, isLazy: token.lazy === '?' };
  }

  private term(): Pattern {
    const token = this.peek()!;
    const { group, reference, place, class: characters, escape, other } = token;
    this.at += (group ?? reference ?? place ?? characters ?? escape ?? other ?? '').length;
    if (group !== undefined) return this.group(group);
    if (reference !== undefined) this.unsupported ??= reference;
    if (place !== undefined) return PLACES.get(place)!;
    if (characters !== undefined || escape !== undefined) return characterOf((characters ?? escape)!);
    return literal(other ?? '');
  }

  private group(opening: string): Pattern {
    if (opening !== '(' && opening !== '(?:' && !/^\(\?<[^=!]/.test(opening)) this.unsupported ??= opening;
    if (++this.depth > MAX_DEPTH) this.unsupported ??= opening;
    const index = opening === '(?:' || this.groups >= MAX_GROUPS ? null : this.groups++;
    const body = this.choice();
    this.at++;
    this.depth--;
    return index === null ? body : { kind: 'group', index, body };
  }

  private peek(): Token | null {
    TOKEN.lastIndex = this.at;
    return TOKEN.exec(this.source)?.groups ?? null;
  }
}

function limitsOf({ count = '', min, comma, max }: Token): [min: number, max: number] {
  if (min !== undefined)
    return [Number(min), max === '' ? (comma === undefined ? Number(min) : Infinity) : Number(max)];
  if (count.startsWith('?')) return [0, 1];
  return [count.startsWith('+') ? 1 : 0, Infinity];
}

/** One character, by a class or an escape. The expression for it sees one character only, so that it has nothing to try twice. */
function characterOf(source: string): Pattern {
  const one = new RegExp(`^${source}$`, 'u');
  return { kind: 'character', accepts: (character) => one.test(character) };
}

const PLACES: ReadonlyMap<string, Pattern> = new Map<string, Pattern>([
  ['^', { kind: 'place', holds: (before) => before === undefined }],
  ['$', { kind: 'place', holds: (_, after) => after === undefined }],
  ['\\b', { kind: 'place', holds: (before, after) => isWord(before) !== isWord(after) }],
  ['\\B', { kind: 'place', holds: (before, after) => isWord(before) === isWord(after) }],
]);

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}

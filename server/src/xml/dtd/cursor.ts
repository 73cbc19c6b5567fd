import { isSpace, scanName, scanNmtoken, skipSpace } from '../characters';
import type { XmlCode, XmlReport } from '../codes';

/** The range between the quotes of a literal. */
export interface Literal {
  readonly start: number;
  readonly end: number;
}

/**
 * A reading position in a text of declarations.
 *
 * A method that does not find a required token reports it once and returns null or false; the caller then gives up the
 * declaration, and reading continues with the next one.
 */
export class DtdCursor {
  constructor(
    readonly text: string,
    public pos: number,
    /** The end of the text to be read, as an offset in `text`. */
    readonly limit: number,
    readonly report: XmlReport,
    /** Whether the text is that of the document, whose line ends are still to be read as LF (2.11), not that of a parameter entity. */
    readonly isDocument: boolean,
  ) {}

  get isAtEnd(): boolean {
    return this.pos >= this.limit;
  }

  /** Whether `word` is at the current position. */
  at(word: string): boolean {
    return this.pos + word.length <= this.limit && this.text.startsWith(word, this.pos);
  }

  /** Steps over `word` if it is at the current position. @returns whether it is */
  take(word: string): boolean {
    if (!this.at(word)) return false;
    this.pos += word.length;
    return true;
  }

  /** Steps over white space. @returns whether there is any */
  skipSpace(): boolean {
    const from = this.pos;
    this.pos = Math.min(skipSpace(this.text, from), this.limit);
    return this.pos > from;
  }

  /** Steps over required white space. */
  space(): boolean {
    return this.skipSpace() || this.fail('xml/dtd-space-missing');
  }

  /** Reads a required name. */
  name(): string | null {
    const name = this.nameIfAny();
    if (name === null) this.fail('xml/dtd-name-missing');
    return name;
  }

  /** Reads an optional name; null where there is none. */
  nameIfAny(): string | null {
    return this.upTo(scanName(this.text, this.pos));
  }

  /** Reads a required name token (production 7). */
  nameToken(): string | null {
    const token = this.upTo(scanNmtoken(this.text, this.pos));
    if (token === null) this.fail('xml/dtd-name-missing');
    return token;
  }

  private upTo(end: number): string | null {
    if (end === this.pos || end > this.limit) return null;
    const name = this.text.slice(this.pos, end);
    this.pos = end;
    return name;
  }

  /** Whether a quote is at the current position. */
  get isAtQuote(): boolean {
    return this.at('"') || this.at("'");
  }

  /** Reads a required literal. */
  literal(): Literal | null {
    if (!this.isAtQuote) {
      this.fail('xml/dtd-literal-missing');
      return null;
    }
    const start = this.pos + 1;
    const end = closingQuote(this.text, this.pos, this.limit);
    if (end < 0) {
      this.fail('xml/dtd-literal-unclosed', [], this.pos, this.endOfUnclosedLiteral());
      return null;
    }
    this.pos = end + 1;
    return { start, end };
  }

  private endOfUnclosedLiteral(): number {
    let end = this.pos + 1;
    while (end < this.limit && !'<>\r\n'.includes(this.text[end]!)) end++;
    return end;
  }

  /**
   * Reports a problem, by default at the name token or character at the current position. Where a parameter entity is
   * referred to there, that is the problem. @returns false, for the caller to return
   */
  fail(code: XmlCode, args: readonly string[] = [], start = this.pos, end = this.endOfWord(start)): false {
    const reference = this.parameterReferenceAt(start);
    if (reference !== null) {
      this.report('xml/dtd-parameter-entity-in-declaration', start, start + reference.length, [reference]);
    } else {
      this.report(code, start, end, args);
    }
    return false;
  }

  /** The parameter-entity reference (production 69) at `start`, `%` and `;` included; null for none. */
  parameterReferenceAt(start = this.pos): string | null {
    if (this.text[start] !== '%') return null;
    const end = scanName(this.text, start + 1);
    return end > start + 1 && end < this.limit && this.text[end] === ';' ? this.text.slice(start, end + 1) : null;
  }

  /** The end of the name token that starts at `start`, else of the character there. */
  private endOfWord(start: number): number {
    const end = scanNmtoken(this.text, start);
    return Math.min(end > start ? end : start + 1, this.limit);
  }

  /**
   * Continues after a declaration that was given up: after its `>`, or before the next markup.
   * A `>` in quotes is skipped only if the quotes are closed before the next `<`.
   */
  recover(): void {
    while (this.pos < this.limit) {
      const c = this.text[this.pos]!;
      if (c === '<' || c === ']') return;
      this.pos++;
      if (c === '>') return;
      if (c !== '"' && c !== "'") continue;
      const close = this.text.indexOf(c, this.pos);
      const markup = this.text.indexOf('<', this.pos);
      if (close >= 0 && close < this.limit && (markup < 0 || close < markup)) this.pos = close + 1;
    }
  }

  /** The end of unexpected text from `start` on: the next white space, `<`, `>` or `]`. */
  endOfJunk(start: number): number {
    let end = start;
    while (end < this.limit && !isSpace(this.text.charCodeAt(end)) && !'<>]'.includes(this.text[end]!)) end++;
    return end;
  }
}

/** What can follow a closing quote in a DOCTYPE: white space, the end of the declaration, or the internal subset. */
const AFTER_LITERAL = /^[\s>[\]?]?$/;

/**
 * The offset of the closing quote of the literal whose opening quote is at `open`; -1 where it is not closed.
 *
 * An unclosed literal must not extend to the opening quote of the next one: a literal that contains markup or line
 * breaks is accepted only if its closing quote is followed by what can follow a literal.
 */
export function closingQuote(source: string, open: number, limit: number): number {
  const close = source.indexOf(source[open]!, open + 1);
  if (close < 0 || close >= limit) return -1;
  if (AFTER_LITERAL.test(source.slice(close + 1, close + 2))) {
    return /[^\]]\]\s*>\s*</.test(source.slice(open, close)) ? -1 : close;
  }
  return /[<>\r\n]/.test(source.slice(open, close)) ? -1 : close;
}

/** The end of the line of `from`: the offset of its line break, or of the end of `source`. */
export function endOfLine(source: string, from: number): number {
  const length = source.slice(from).search(/[\r\n]/);
  return length < 0 ? source.length : from + length;
}

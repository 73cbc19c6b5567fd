import { isSpace, scanName, scanNmtoken, skipSpace } from '../characters';
import type { XmlCode, XmlReport } from '../codes';
import { closingQuote } from './literal';

/** A quoted text: the offsets between its quotes. */
export interface Literal {
  readonly start: number;
  readonly end: number;
}

/**
 * A place in a text of declarations, and what is read from there on.
 *
 * A reader that does not find what it must find says so once and gives null or false; its caller then gives up the
 * declaration, and the next one is read as if nothing had happened.
 */
export class DtdCursor {
  constructor(
    readonly text: string,
    public pos: number,
    /** Where the text ends for this reader; nothing behind is looked at. */
    readonly limit: number,
    readonly report: XmlReport,
    /** Whether the text is the document's own, not that of a parameter entity: only its line ends are still to be read as LF (2.11). */
    readonly isDocument: boolean,
  ) {}

  get isAtEnd(): boolean {
    return this.pos >= this.limit;
  }

  /** Whether `word` stands here. */
  at(word: string): boolean {
    return this.pos + word.length <= this.limit && this.text.startsWith(word, this.pos);
  }

  /** Steps over `word` if it stands here. */
  take(word: string): boolean {
    if (!this.at(word)) return false;
    this.pos += word.length;
    return true;
  }

  /** Steps over white space; tells whether there was any. */
  skipSpace(): boolean {
    const from = this.pos;
    this.pos = Math.min(skipSpace(this.text, from), this.limit);
    return this.pos > from;
  }

  /** Steps over white space that must be here. */
  space(): boolean {
    return this.skipSpace() || this.fail('xml/dtd-space-missing');
  }

  /** The name that must be here. */
  name(): string | null {
    const name = this.nameIfAny();
    if (name === null) this.fail('xml/dtd-name-missing');
    return name;
  }

  /** The name that may be here. */
  nameIfAny(): string | null {
    return this.upTo(scanName(this.text, this.pos));
  }

  /** The name token (production 7) that must be here. */
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

  /** Whether a quote stands here. */
  get isAtQuote(): boolean {
    return this.at('"') || this.at("'");
  }

  /** The text in quotes that must be here. */
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

  /** Says what is wrong here, at the word or the character that stands here. Gives false, for its caller to return. */
  fail(code: XmlCode, args: readonly string[] = [], start = this.pos, end = this.endOfWord(start)): false {
    const reference = this.parameterReferenceAt(start);
    if (reference !== null) {
      this.report('xml/dtd-parameter-entity-in-declaration', start, start + reference.length, [reference]);
    } else {
      this.report(code, start, end, args);
    }
    return false;
  }

  /** The parameter-entity reference (production 69) that stands at `start`, `%` and `;` included. */
  parameterReferenceAt(start = this.pos): string | null {
    if (this.text[start] !== '%') return null;
    const end = scanName(this.text, start + 1);
    return end > start + 1 && end < this.limit && this.text[end] === ';' ? this.text.slice(start, end + 1) : null;
  }

  /** The end of the name token that starts at `start`, or of the one character there. */
  private endOfWord(start: number): number {
    const end = scanNmtoken(this.text, start);
    return Math.min(end > start ? end : start + 1, this.limit);
  }

  /**
   * Goes on behind a declaration that was given up: behind its `>`, or before whatever markup comes first.
   * Quotes hide a `>` only if they close before the next `<`.
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

  /** The end of the text from `start` on that holds no white space, `>` or `]`: what is shown as not belonging here. */
  endOfJunk(start: number): number {
    let end = start;
    while (end < this.limit && !isSpace(this.text.charCodeAt(end)) && !'<>]'.includes(this.text[end]!)) end++;
    return end;
  }
}

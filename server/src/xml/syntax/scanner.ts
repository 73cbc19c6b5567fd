import { hashed } from './elementInterner';
import { hasIllegalCharacter, isNameStartAt, isSpace, scanName, skipSpace } from '../characters';
import { scanDoctypeEnd } from './doctypeEnd';
import { isDirective } from '../directives';
import type { Interner } from './interner';
import { countLines, type LineCount } from './lines';
import type { LeafKind } from '../nodes';
import { NodeFlag, NodeKind } from '../nodes';
import { characterOf, isPredefinedEntity, scanReference } from './references';
import { scanStartTag, type TagScan } from './startTag';

/** The kinds of tokens: a leaf, one of the three tags, or a whole `<name>text</name>`, the form of most elements. */
export const TokenKind = { Leaf: 0, StartTag: 1, EmptyElementTag: 2, EndTag: 3, PlainElement: 4 } as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

const Char = {
  tab: 9,
  lf: 10,
  cr: 13,
  space: 32,
  bang: 33,
  hash: 35,
  amp: 38,
  slash: 47,
  lt: 60,
  gt: 62,
  question: 63,
  bom: 0xfeff,
};

/** Characters that need special treatment in text; all others are skipped. */
const SPECIAL_IN_TEXT = new Uint8Array(128);
for (const c of [Char.tab, Char.lf, Char.cr, Char.space, Char.amp, Char.lt, Char.gt]) SPECIAL_IN_TEXT[c] = 1;

/**
 * Splits content (XML 1.0 production 43, and the prolog) into tokens, from left to right. Never fails.
 *
 * The fields describe the last token (the scanner itself is the `Tag`), because a 10 MB file has 600,000 of them.
 * A token depends on the text from its start to one character after its end, unless it is flagged
 * {@link NodeFlag.Fragile}. The incremental parser relies on that.
 */
export class Scanner {
  /** The last token: `source[start, end)`. */
  start = 0;
  end = 0;
  kind: TokenKind = TokenKind.Leaf;
  leafKind: LeafKind = NodeKind.Text;
  flags = 0;
  /** Line breaks and the length of the last line, see `NodeBase`. */
  breaks = 0;
  tail = 0;
  /** The end of a tag's name, which starts after `<` or `</`. */
  nameEnd = 0;
  /** The end of a plain element's text, which starts one UTF-16 unit after the name. */
  textEnd = 0;
  /** The hash of its text; see `hashed`. */
  hash = 0;
  /** Whether a token so far could be longer if the source were longer. */
  reachedEnd = false;

  private plainName = '';
  private readonly lines: LineCount = { breaks: 0, tail: 0 };
  private readonly tag: TagScan = { end: 0, nameEnd: 0, flags: 0, isEmpty: false, reachedEnd: false };
  private readonly hasIllegalCharacters: boolean;

  /**
   * @param source the text to scan, whole
   * @param atDocumentStart whether `source` starts at the document's start: only there an XML declaration is recognised
   * @param interner of the document, for names
   */
  constructor(
    readonly source: string,
    private readonly atDocumentStart: boolean,
    private readonly interner: Interner,
  ) {
    this.hasIllegalCharacters = hasIllegalCharacter(source);
  }

  /** Width of the last token. */
  get width(): number {
    return this.end - this.start;
  }

  /** The name of the last token, a tag. */
  get name(): string {
    const { source, start, nameEnd } = this;
    if (this.kind === TokenKind.PlainElement) return this.plainName;
    return this.interner.name(source, this.kind === TokenKind.EndTag ? start + 2 : start + 1, nameEnd);
  }

  /** Steps to the next token; false at the end of the source. */
  next(): boolean {
    const { source } = this;
    const start = this.end;
    if (start >= source.length) return false;
    this.start = start;
    this.flags = 0;
    this.kind = TokenKind.Leaf;
    const c = source.charCodeAt(start);
    if (c === Char.lt) this.markup(start);
    else if (c === Char.amp) this.reference(start);
    else {
      this.text(start);
      return true;
    }
    if (this.isInOneLine()) {
      this.breaks = 0;
      this.tail = this.end - start;
    } else {
      countLines(source, start, this.end, this.lines);
      this.breaks = this.lines.breaks;
      this.tail = this.lines.tail;
      if (this.kind !== TokenKind.Leaf && this.breaks > 0) this.flags |= NodeFlag.TagBreaks;
    }
    if (this.hasIllegalCharacters && hasIllegalCharacter(source.slice(start, this.end))) this.flags |= NodeFlag.Problem;
    return true;
  }

  /** Whether the token certainly has no line break: `<a>…</a>`, `<a>` and `</a>`, which are most tokens, need no count. */
  private isInOneLine(): boolean {
    if (this.kind === TokenKind.PlainElement) return true;
    return (
      this.kind !== TokenKind.Leaf && this.nameEnd + 1 === this.end && this.source.charCodeAt(this.nameEnd) === Char.gt
    );
  }

  private leaf(kind: LeafKind, end: number, flags = 0): void {
    this.leafKind = kind;
    this.end = end;
    this.flags = flags;
  }

  /** An unterminated leaf that ends at `end`, although its delimiter was searched for after that. */
  private unterminated(kind: LeafKind, end: number, flags: number = NodeFlag.Unfinished): void {
    this.leaf(kind, end, flags | NodeFlag.Problem | NodeFlag.Fragile);
  }

  /** The end of an unterminated token: the end of its line; without a line break, the next `stop` or the end of the text. */
  private endOfUnterminated(from: number, stop: string): number {
    const { length } = this.source;
    const [lineFeed, carriageReturn] = [this.find('\n', from), this.find('\r', from)];
    if (lineFeed >= 0 || carriageReturn >= 0) {
      return Math.min(lineFeed < 0 ? length : lineFeed, carriageReturn < 0 ? length : carriageReturn);
    }
    this.reachedEnd = true;
    const at = this.find(stop, from);
    return at < 0 ? length : at;
  }

  /** The latest searches: from where, and what was found. */
  private readonly searches = new Map<string, { from: number; at: number }>();

  /**
   * The offset of a text at or after `from`; -1 for none. The latest answer holds up to the place that was found: a million
   * unterminated comments must not each search the rest of the document for their end.
   */
  private find(text: string, from: number): number {
    const latest = this.searches.get(text);
    if (latest !== undefined && from >= latest.from && (latest.at < 0 || from <= latest.at)) return latest.at;
    const at = this.source.indexOf(text, from);
    this.searches.set(text, { from, at });
    return at;
  }

  private text(start: number): void {
    const { source } = this;
    const length = source.length;
    let isWhitespace = true;
    let breaks = 0;
    let lineStart = start;
    let flags = 0;
    let i = start;
    // A byte order mark is a token of its own, so that the XML declaration after it is one, too.
    const marks = start === 0 ? this.marks() : 0;
    if (marks > 0) {
      this.leaf(NodeKind.Text, marks);
      this.breaks = 0;
      this.tail = marks;
      return;
    }
    for (; i < length; i++) {
      const c = source.charCodeAt(i);
      if (c >= 128 || SPECIAL_IN_TEXT[c] === 0) {
        isWhitespace = false;
      } else if (c === Char.lt || c === Char.amp) {
        break;
      } else if (c === Char.lf) {
        breaks++;
        lineStart = i + 1;
      } else if (c === Char.cr) {
        if (source.charCodeAt(i + 1) !== Char.lf) {
          breaks++;
          lineStart = i + 1;
        }
      } else if (c === Char.gt) {
        isWhitespace = false;
        if (i - 2 >= start && source.charCodeAt(i - 1) === 93 && source.charCodeAt(i - 2) === 93)
          flags |= NodeFlag.Problem;
      }
    }
    if (isWhitespace) flags |= NodeFlag.Whitespace;
    if (this.hasIllegalCharacters && hasIllegalCharacter(source.slice(start, i))) flags |= NodeFlag.Problem;
    this.leaf(NodeKind.Text, i, flags);
    this.breaks = breaks;
    this.tail = i - lineStart;
  }

  /** The number of characters U+FEFF that the document starts with: a second one is an error, and hides no other. */
  private marks(): number {
    let count = 0;
    if (this.atDocumentStart) while (this.source.charCodeAt(count) === Char.bom) count++;
    return count;
  }

  private markup(start: number): void {
    const { source } = this;
    const next = source.charCodeAt(start + 1);
    if (next === Char.slash) return this.endTag(start);
    if (next === Char.bang) return this.declaration(start);
    if (next === Char.question) return this.processingInstruction(start);
    if (isNameStartAt(source, start + 1)) return this.startTag(start);
    if (start + 1 >= source.length) this.reachedEnd = true;
    this.leaf(NodeKind.BareLessThan, start + 1, NodeFlag.Problem);
  }

  private startTag(start: number): void {
    const { tag } = this;
    scanStartTag(this.source, start, tag, null);
    this.kind = tag.isEmpty ? TokenKind.EmptyElementTag : TokenKind.StartTag;
    this.end = tag.end;
    this.nameEnd = tag.nameEnd;
    this.flags = tag.flags;
    if (tag.reachedEnd) this.reachedEnd = true;
    if (this.isInOneLine() && !this.hasIllegalCharacters) this.plainElement(start);
  }

  /** Continues after `<name>`: if `text</name>` follows, the whole element becomes one token, whose tags need no matching. */
  private plainElement(start: number): void {
    const { source } = this;
    const { length } = source;
    let hash = 0;
    let isWhitespace = true;
    let i = this.end;
    for (; i < length; i++) {
      const c = source.charCodeAt(i);
      if (c >= 128 || SPECIAL_IN_TEXT[c] === 0) isWhitespace = false;
      else if (c !== Char.space && c !== Char.tab) break;
      hash = hashed(hash, c);
    }
    if (isWhitespace || source.charCodeAt(i) !== Char.lt || source.charCodeAt(i + 1) !== Char.slash) return;
    const end = i + (this.nameEnd - start) + 2;
    if (source.charCodeAt(end - 1) !== Char.gt) return;
    const name = this.interner.name(source, start + 1, this.nameEnd);
    if (!source.startsWith(name, i + 2)) return;
    this.kind = TokenKind.PlainElement;
    this.plainName = name;
    this.textEnd = i;
    this.end = end;
    this.hash = hash;
  }

  /** `</name S? '>'` (42). `</` without a name is accepted, too; it closes the innermost open element. */
  private endTag(start: number): void {
    const { source } = this;
    this.kind = TokenKind.EndTag;
    this.nameEnd = scanName(source, start + 2);
    let i = skipSpace(source, this.nameEnd);
    if (source.charCodeAt(i) === Char.gt) {
      this.end = i + 1;
      if (this.nameEnd === start + 2) this.flags = NodeFlag.Problem;
      return;
    }
    this.flags = NodeFlag.Problem;
    const junkStart = i;
    i = endOfJunk(source, i);
    if (source.charCodeAt(i) === Char.gt) {
      this.end = i + 1;
      return;
    }
    // Without a `>`, the tag ends after its white space, before the unexpected text.
    this.end = junkStart;
    this.flags |= NodeFlag.EndTagUnfinished | (i > junkStart ? NodeFlag.Fragile : 0);
    if (i >= source.length) this.reachedEnd = true;
  }

  private declaration(start: number): void {
    const { source } = this;
    if (source.startsWith('<!--', start)) return this.comment(start);
    if (source.startsWith('<![CDATA[', start)) return this.cdata(start);
    if (source.startsWith('<!DOCTYPE', start)) return this.doctype(start);
    if (source.length - start < 9) this.reachedEnd = true;
    const end = endOfJunk(source, start + 2);
    if (source.charCodeAt(end) === Char.gt) return this.leaf(NodeKind.BadDeclaration, end + 1, NodeFlag.Problem);
    if (end >= source.length) this.reachedEnd = true;
    this.unterminated(NodeKind.BadDeclaration, start + 2);
  }

  /** (15). If a comment contains `<!--`, its `-->` is probably missing: it then ends with its line. */
  private comment(start: number): void {
    const { source } = this;
    let flags = isDirective(source, start) ? NodeFlag.Directive : 0;
    for (let from = start + 4; ;) {
      const dashes = this.find('--', from);
      if (dashes < 0 || dashes + 2 >= source.length) break;
      if (source.charCodeAt(dashes + 2) === Char.gt) return this.leaf(NodeKind.Comment, dashes + 3, flags);
      if (dashes >= start + 6 && source.startsWith('<!', dashes - 2)) {
        return this.unterminated(NodeKind.Comment, this.endOfUnterminated(start + 4, '<'));
      }
      flags |= NodeFlag.Problem;
      from = dashes + 1;
    }
    this.reachedEnd = true;
    this.unterminated(NodeKind.Comment, this.endOfUnterminated(start + 4, '<'));
  }

  /** (18) */
  private cdata(start: number): void {
    const close = this.find(']]>', start + 9);
    if (close >= 0) return this.leaf(NodeKind.CData, close + 3);
    this.reachedEnd = true;
    this.unterminated(NodeKind.CData, this.endOfUnterminated(start + 9, '</'));
  }

  /** (28) */
  private doctype(start: number): void {
    const { end, isFragile } = scanDoctypeEnd(this.source, start);
    if (end < 0 || isFragile) this.reachedEnd = true;
    // Problems in a DOCTYPE are found later, from the whole leaf; the flag makes sure that each is checked.
    const flags = isFragile ? NodeFlag.Problem | NodeFlag.Fragile : NodeFlag.Problem;
    if (end >= 0) return this.leaf(NodeKind.Doctype, end, flags);
    this.unterminated(NodeKind.Doctype, this.endOfUnterminated(start + 9, '<'));
  }

  /** (16) and, at the document's start, (23). */
  private processingInstruction(start: number): void {
    const { source } = this;
    const nameEnd = scanName(source, start + 2);
    const isXml = nameEnd === start + 5 && source.startsWith('xml', start + 2);
    const isDeclaration = isXml && this.atDocumentStart && start === this.marks();
    const kind = isDeclaration ? NodeKind.XmlDeclaration : NodeKind.ProcessingInstruction;
    const close = this.find('?>', start + 2);
    // An XML declaration contains no markup: a `<` before its `?>` means that the `?>` is missing.
    const markup = isXml ? this.find('<', start + 2) : -1;
    if (close < 0 || (markup >= 0 && markup < close)) {
      if (close < 0) this.reachedEnd = true;
      const lineEnd = this.endOfUnterminated(start + 2, '<');
      const gt = this.find('>', start + 2);
      return this.unterminated(kind, gt >= 0 && gt < lineEnd ? gt + 1 : lineEnd);
    }
    // Targets and declarations are checked later; the flag makes sure that those with a possible problem are.
    const mayHaveProblem =
      isDeclaration ||
      nameEnd === start + 2 ||
      close < nameEnd ||
      /^(xml$|[^:]*:)/i.test(source.slice(start + 2, nameEnd));
    const lacksSpace = close !== nameEnd && !isSpace(source.charCodeAt(nameEnd));
    this.leaf(kind, close + 2, mayHaveProblem || lacksSpace ? NodeFlag.Problem : 0);
  }

  /** (66), (68). An `&` that does not start a reference is a token of its own. */
  private reference(start: number): void {
    const { source } = this;
    const end = scanReference(source, start);
    if (end > 0) {
      let flags = 0;
      if (source.charCodeAt(start + 1) === Char.hash)
        flags = characterOf(source, start, end) < 0 ? NodeFlag.Problem : 0;
      else if (!isPredefinedEntity(source, start + 1, end - 1)) flags = NodeFlag.EntityReference;
      return this.leaf(NodeKind.Reference, end, flags);
    }
    if (-end >= source.length) this.reachedEnd = true;
    this.leaf(NodeKind.BareAmpersand, start + 1, NodeFlag.Problem);
  }
}

/** The end of unexpected text in a tag or declaration: the next `<`, `>` or line break, or the end of `source`. */
function endOfJunk(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === Char.lt || c === Char.gt || c === Char.lf || c === Char.cr) return i;
  }
  return source.length;
}

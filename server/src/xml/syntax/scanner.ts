import { hasIllegalCharacter, isNameStartAt, isSpace, scanName, skipSpace } from '../characters';
import { scanDoctypeEnd } from './doctypeEnd';
import { isDirective } from '../directives';
import type { Interner } from './interner';
import { countLines, type LineCount } from './lines';
import type { LeafKind } from '../nodes';
import { NodeFlag, NodeKind } from '../nodes';
import { hashed } from '../stream/byteTable';
import { characterOf, isPredefinedEntity, scanReference } from './references';
import { scanStartTag, type TagScan } from './startTag';

/** What the scanner found: a leaf, one of the three tags, or `<name>text</name>` as a whole, as most elements are. */
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

/** Characters of text that need a closer look; everything else is skipped over. */
const TEXT_STOP = new Uint8Array(128);
for (const c of [Char.tab, Char.lf, Char.cr, Char.space, Char.amp, Char.lt, Char.gt]) TEXT_STOP[c] = 1;

/**
 * Cuts content (XML 1.0 production 43, and the prolog) into tokens, left to right, never failing.
 *
 * One object, whose fields tell of the last token (a tag is read off it as a `Tag`): a 10 MB file has 600,000 of them.
 * What a token is depends on the text from its start on and, but for those flagged {@link NodeFlag.Fragile},
 * on no more than one character behind its end. The parser and the incremental parser both rely on it.
 */
export class Scanner {
  /** The last token: `source[start, end)`. */
  start = 0;
  end = 0;
  kind: TokenKind = TokenKind.Leaf;
  leafKind: LeafKind = NodeKind.Text;
  flags = 0;
  breaks = 0;
  tail = 0;
  /** Where the name of a tag ends; it starts behind `<` or `</`. */
  nameEnd = 0;
  /** Where the text of a plain element ends; it starts one behind the name. */
  textEnd = 0;
  /** The hash of its text; see `hashed`. */
  hash = 0;
  /** Whether some token so far would have read on, had the source been longer. */
  reachedEnd = false;

  private plainName = '';
  private readonly lines: LineCount = { breaks: 0, tail: 0 };
  private readonly tag: TagScan = { end: 0, nameEnd: 0, flags: 0, isEmpty: false, reachedEnd: false };
  private readonly suspicious: boolean;

  /**
   * @param source the text to scan, whole
   * @param atDocumentStart whether `source` begins where the document begins: only there an XML declaration is one
   * @param interner gives the names
   */
  constructor(
    readonly source: string,
    private readonly atDocumentStart: boolean,
    private readonly interner: Interner,
  ) {
    this.suspicious = hasIllegalCharacter(source);
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
    if (this.suspicious && hasIllegalCharacter(source.slice(start, this.end))) this.flags |= NodeFlag.Problem;
    return true;
  }

  /** Whether that is seen at a glance: `<a>…</a>`, `<a>` and `</a>` are most of all. */
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

  /** A broken leaf that was given up at `end` after reading further. */
  private broken(kind: LeafKind, end: number, flags: number = NodeFlag.Unfinished): void {
    this.leaf(kind, end, flags | NodeFlag.Problem | NodeFlag.Fragile);
  }

  /** Where a token without an end is given up: at the line's end; in a text of one line, at `stop` or the end. */
  private giveUp(from: number, stop: string): number {
    const { source } = this;
    for (let i = from; i < source.length; i++) {
      const c = source.charCodeAt(i);
      if (c === Char.lf || c === Char.cr) return i;
    }
    this.reachedEnd = true;
    const at = source.indexOf(stop, from);
    return at < 0 ? source.length : at;
  }

  private text(start: number): void {
    const { source } = this;
    const length = source.length;
    let blank = true;
    let breaks = 0;
    let lineStart = start;
    let flags = 0;
    let i = start;
    // A byte order mark is a token of its own, so that the declaration behind it stands at a token's start.
    if (this.atDocumentStart && start === 0 && source.charCodeAt(0) === Char.bom) {
      this.leaf(NodeKind.Text, 1);
      this.breaks = 0;
      this.tail = 1;
      return;
    }
    for (; i < length; i++) {
      const c = source.charCodeAt(i);
      if (c >= 128 || TEXT_STOP[c] === 0) {
        blank = false;
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
        blank = false;
        if (i - 2 >= start && source.charCodeAt(i - 1) === 93 && source.charCodeAt(i - 2) === 93)
          flags |= NodeFlag.Problem;
      }
    }
    if (blank) flags |= NodeFlag.Blank;
    if (this.suspicious && hasIllegalCharacter(source.slice(start, i))) flags |= NodeFlag.Problem;
    this.leaf(NodeKind.Text, i, flags);
    this.breaks = breaks;
    this.tail = i - lineStart;
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
    if (this.isInOneLine() && !this.suspicious) this.plainElement(start);
  }

  /** Reads on behind `<name>`: where `text</name>` follows, all of it is one token, and no tag of it has to be matched. */
  private plainElement(start: number): void {
    const { source } = this;
    const { length } = source;
    let hash = 0;
    let isBlank = true;
    let i = this.end;
    for (; i < length; i++) {
      const c = source.charCodeAt(i);
      if (c >= 128 || TEXT_STOP[c] === 0) isBlank = false;
      else if (c !== Char.space && c !== Char.tab) break;
      hash = hashed(hash, c);
    }
    if (isBlank || source.charCodeAt(i) !== Char.lt || source.charCodeAt(i + 1) !== Char.slash) return;
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

  /** `</name S? '>'` (42); `</` without a name is one too: it closes what is open. */
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
    // No `>` in sight: the blanks go with the tag, so that it ends where the next token starts.
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
    this.broken(NodeKind.BadDeclaration, start + 2);
  }

  /** (15). A `<!--` inside tells that the comment before it was never closed: it is then given up at its line's end. */
  private comment(start: number): void {
    const { source } = this;
    let flags = isDirective(source, start) ? NodeFlag.Directive : 0;
    for (let from = start + 4; ;) {
      const dashes = source.indexOf('--', from);
      if (dashes < 0 || dashes + 2 >= source.length) break;
      if (source.charCodeAt(dashes + 2) === Char.gt) return this.leaf(NodeKind.Comment, dashes + 3, flags);
      if (dashes >= start + 6 && source.startsWith('<!', dashes - 2)) {
        return this.broken(NodeKind.Comment, this.giveUp(start + 4, '<'));
      }
      flags |= NodeFlag.Problem;
      from = dashes + 1;
    }
    this.reachedEnd = true;
    this.broken(NodeKind.Comment, this.giveUp(start + 4, '<'));
  }

  /** (18) */
  private cdata(start: number): void {
    const close = this.source.indexOf(']]>', start + 9);
    if (close >= 0) return this.leaf(NodeKind.CData, close + 3);
    this.reachedEnd = true;
    this.broken(NodeKind.CData, this.giveUp(start + 9, '</'));
  }

  /** (28) */
  private doctype(start: number): void {
    const { end, isFragile } = scanDoctypeEnd(this.source, start);
    if (end < 0 || isFragile) this.reachedEnd = true;
    // Whether a declaration is right is read from the whole leaf later; here every DOCTYPE is worth that look.
    const flags = isFragile ? NodeFlag.Problem | NodeFlag.Fragile : NodeFlag.Problem;
    if (end >= 0) return this.leaf(NodeKind.Doctype, end, flags);
    this.broken(NodeKind.Doctype, this.giveUp(start + 9, '<'));
  }

  /** (16) and, at the document's start, (23). */
  private processingInstruction(start: number): void {
    const { source } = this;
    const nameEnd = scanName(source, start + 2);
    const isXml = nameEnd === start + 5 && source.startsWith('xml', start + 2);
    const isDeclaration =
      isXml && this.atDocumentStart && (start === 0 || (start === 1 && source.charCodeAt(0) === Char.bom));
    const kind = isDeclaration ? NodeKind.XmlDeclaration : NodeKind.ProcessingInstruction;
    const close = source.indexOf('?>', start + 2);
    // A declaration holds no markup: a `<` before its end means that the end was forgotten.
    const markup = isXml ? source.indexOf('<', start + 2) : -1;
    if (close < 0 || (markup >= 0 && markup < close)) {
      if (close < 0) this.reachedEnd = true;
      const lineEnd = this.giveUp(start + 2, '<');
      const gt = source.indexOf('>', start + 2);
      return this.broken(kind, gt >= 0 && gt < lineEnd ? gt + 1 : lineEnd);
    }
    // Targets and declarations are judged later; a name that is missing or looks like `xml` is worth that look.
    const isSuspect =
      isDeclaration ||
      nameEnd === start + 2 ||
      close < nameEnd ||
      /^(xml$|[^:]*:)/i.test(source.slice(start + 2, nameEnd));
    const isGlued = close !== nameEnd && !isSpace(source.charCodeAt(nameEnd));
    this.leaf(kind, close + 2, isSuspect || isGlued ? NodeFlag.Problem : 0);
  }

  /** (66), (68). An `&` that starts no reference is a token of its own. */
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

/** Where junk inside a tag or declaration stops: at `<`, `>`, a line break or the end. */
function endOfJunk(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === Char.lt || c === Char.gt || c === Char.lf || c === Char.cr) return i;
  }
  return source.length;
}

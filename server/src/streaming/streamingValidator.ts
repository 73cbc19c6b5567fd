/**
 * The prescan: reads the bytes of a document once and cuts it into segments. Siblings that are certainly well-formed and valid
 * are summarised; everything else is parsed, and validated as a tree. It only accepts, and never reports: every problem comes
 * from one implementation.
 *
 * Summarised segments consist of children of the innermost open element (see `OpenElements`). A child that gets too long becomes
 * the innermost open element itself.
 */
import { isDirectiveIn } from '../xml/directives';
import { rootElement } from '../xml/locate';
import { UTF_8 } from '../xml/encodings/registry';
import type { ElementNode } from '../xml/nodes';
import { parse } from '../xml/parser';
import { ByteToken, ValueFlag, type ByteScanner } from './byteScanner';
import type { ByteSource } from './byteSource';
import { SegmentBuilder, type Observer } from './segmentBuilder';
import { Content, type CompiledType, type DfaState, type DfaTransition, type TypesByScope } from './compiledTypes';
import { indentAt, nextStartTag } from './recovery';
import { OpenElements } from './openElements';
import { MarkupRecorder } from './markupRecorder';
import { PRESCAN_OPTIONS, type PrescanOptions, type Segment } from './segments';
import type { StreamTables } from './streamTables';

/**
 * The segments of a document.
 * @param source without a byte order mark
 * @param tables of its schema; not to be used again where this throws
 */
export function prescan(
  source: ByteSource,
  { scanner, types, encoder }: StreamTables,
  options: PrescanOptions = PRESCAN_OPTIONS,
): readonly Segment[] {
  scanner.open(source, options.chunk);
  encoder?.start();
  const segments = new StreamingValidator(source, scanner, types, options, encoder).run();
  scanner.close();
  return segments;
}

class StreamingValidator {
  readonly #segments: SegmentBuilder;

  /** The type and the state of each open element, by depth; the root's depth is 1. */
  readonly #typeAt: CompiledType[] = [];
  readonly #stateAt: DfaState[] = [];
  readonly #openElements: OpenElements;

  /** The current child of the innermost open element, or the last one: places in bytes, units and name as the scanner has them. */
  #childStart = -1;
  #childTagEnd = 0;
  #childUnits = 0;
  #childName = -1;
  #childState: DfaState | null = null;
  #childMatcher = '';
  /** Whether the current child is not certainly valid. */
  #isDoubtful = false;
  #isPrefixed = false;
  /** The number of pieces of text in the current element so far. */
  #texts = 0;
  /** The transition by the current element, where that holds a value and is valid so far; otherwise `null`. */
  #value: DfaTransition | null = null;
  readonly #recorder: MarkupRecorder;

  constructor(
    private readonly source: ByteSource,
    private readonly scanner: ByteScanner,
    types: TypesByScope,
    private readonly options: PrescanOptions,
    private readonly observer: Observer | null,
  ) {
    this.#segments = new SegmentBuilder(scanner, options, observer);
    this.#openElements = new OpenElements(types);
    this.#recorder = new MarkupRecorder(scanner, { types: this.#typeAt, states: this.#stateAt });
  }

  run(): readonly Segment[] {
    if (this.#begin()) while (this.#step());
    this.#segments.parseTo(this.source.size);
    return this.#segments.all;
  }

  /** Reads up to the root's start tag. @returns false where all of the document has to be parsed */
  #begin(): boolean {
    const scanner = this.scanner;
    const end = endOfDeclaration(scanner.first(MAX_DECLARATION));
    if (end < 0) return false;
    scanner.seek(end, 0);
    for (;;) {
      switch (scanner.next()) {
        case ByteToken.More:
          scanner.refill();
          break;
        case ByteToken.Whitespace:
        case ByteToken.Comment:
        case ByteToken.ProcessingInstruction:
          break;
        case ByteToken.StartTag:
          this.#childStart = scanner.place(scanner.start);
          this.#childTagEnd = scanner.place(scanner.end);
          this.#enterChild();
          return true;
        default:
          return false;
      }
    }
  }

  /** Reads one token. @returns false at the end, and where the rest of the document has to be parsed */
  #step(): boolean {
    const scanner = this.scanner;
    const depth = scanner.depth;
    switch (scanner.next()) {
      case ByteToken.StartTag:
      case ByteToken.EmptyElementTag:
        return this.#startTag(depth);
      case ByteToken.EndTag:
        this.#endTag(depth);
        return true;
      case ByteToken.Whitespace:
        if (depth > 0 && this.#typeAt[depth]!.content < Content.Elements) this.#text(depth);
        else if (scanner.textFlags !== 0) this.#observeText();
        return true;
      case ByteToken.Text:
      case ByteToken.CData:
        this.#recorder.stop();
        if (depth > 0) this.#text(depth);
        if (this.#value !== null) this.#skipCachedMarkup(depth);
        return true;
      case ByteToken.Comment:
        if (isDirectiveIn(scanner.bytes, scanner.start, scanner.end)) this.#directive(depth);
        else this.#aside(depth);
        return true;
      case ByteToken.ProcessingInstruction:
        this.#aside(depth);
        return true;
      case ByteToken.More:
        if (this.#isLonger(depth, this.options.child)) this.#enterChild();
        else if (scanner.ahead > this.options.token) return false;
        else scanner.refill();
        return true;
      case ByteToken.End:
        return false;
      case ByteToken.Doubtful:
        return this.#recover(depth);
    }
  }

  /** @param depth of the parent */
  #startTag(depth: number): boolean {
    const scanner = this.scanner;
    // There is a second root element.
    if (depth === 0) return false;
    const isChild = depth === this.#openElements.depth;
    const state = this.#stateAt[depth]!;
    if (isChild) {
      this.#childStart = scanner.place(scanner.start);
      this.#childTagEnd = scanner.place(scanner.end);
      this.#childName = scanner.name;
      this.#childState = state;
      this.#isDoubtful = false;
      this.#isPrefixed = false;
      this.#childUnits = scanner.startUnits;
      if (this.observer !== null) scanner.keep = this.#childStart;
    }
    if (scanner.isPrefixed) this.#isPrefixed = true;
    const step = state.steps[scanner.name] ?? state.type.step(state, scanner.name);
    let type = step?.type ?? null;
    if (isChild) this.#childMatcher = step?.matcher ?? '';
    if (step !== null) this.#stateAt[depth] = step.target;
    if (type === null) {
      this.#isDoubtful = true;
      type = state.type.types.unvalidated;
    } else if ((scanner.attributeCount > 0 || type.needsAttributes) && !type.acceptsAttributes(scanner)) {
      this.#isDoubtful = true;
      // The start tag may declare the namespace of its own name.
      if (isChild)
        this.#stateAt[depth] = this.#openElements.stateAfter(this.#childTag(), state) ?? this.#stateAt[depth]!;
    }
    this.#texts = 0;
    this.#typeAt[depth + 1] = type;
    this.#stateAt[depth + 1] = type.start;
    if (!this.#isDoubtful) this.observer?.open(depth - this.#openElements.depth, scanner);
    this.#value = type.content === Content.Text && !this.#isDoubtful ? step : null;
    if (isChild || this.#isDoubtful || scanner.depth === depth) this.#recorder.stop();
    else this.#recorder.enter(depth + 1, this.#value);
    if (scanner.depth === depth) {
      this.#checkEnd(depth + 1);
      if (!this.#isDoubtful) this.observer?.close(depth - this.#openElements.depth, scanner);
      if (isChild) this.#endChild();
    }
    return true;
  }

  #endTag(depth: number): void {
    this.#checkEnd(depth);
    this.#recordEndTag(depth);
    if (depth > this.#openElements.depth && !this.#isDoubtful)
      this.observer?.close(depth - 1 - this.#openElements.depth, this.scanner);
    if (depth - 1 === this.#openElements.depth) this.#endChild();
    else if (depth === this.#openElements.depth) {
      this.#segments.parseTo(this.scanner.place(this.scanner.end));
      this.#openElements.leave();
      this.#isDoubtful = false;
      this.observer?.leave();
    }
  }

  /** Passes the end tag of an element to the recorder. */
  #recordEndTag(depth: number): void {
    const value = this.#value;
    this.#value = null;
    if (this.#isDoubtful || depth - 1 <= this.#openElements.depth) this.#recorder.stop();
    else if (value === null) this.#recorder.leave(depth);
    else this.#recorder.begin(value, depth);
  }

  /** Skips the markup after a value where it is cached. @param depth of the value's element */
  #skipCachedMarkup(depth: number): void {
    const scanner = this.scanner;
    const markup = this.#isDoubtful ? null : this.#value!.markupCache.find(scanner, depth, this.#stateAt);
    if (markup === null) return;
    const start = scanner.end;
    const ancestor = depth - markup.up;
    // The ends of children have to be seen one by one.
    if (ancestor <= this.#openElements.depth) return;
    const outer = this.#openElements.depth + 1;
    for (const tag of markup.tags) {
      scanner.accept(tag, start + tag.start, start + tag.end);
      const level = depth + tag.depth - outer;
      if (tag.kind === ByteToken.StartTag) this.observer?.open(level, scanner);
      else this.observer?.close(level, scanner);
    }
    scanner.countBreaks(markup.breaks, start + markup.lineStart);
    const { types, states } = markup.after;
    for (let i = 0; i < states.length; i++) {
      this.#typeAt[ancestor + i] = types[i]!;
      this.#stateAt[ancestor + i] = states[i]!;
    }
    this.#texts = 0;
    this.#value = markup.value;
  }

  /** Checks that the content of an element that ends is complete. */
  #checkEnd(depth: number): void {
    const type = this.#typeAt[depth]!;
    if (!this.#stateAt[depth]!.isAccepting) this.#isDoubtful = true;
    if (
      type.content === Content.Text &&
      type.text !== null &&
      this.#texts === 0 &&
      !type.text.accepts(NO_BYTES, 0, 0, 0)
    ) {
      this.#isDoubtful = true;
    }
    // Text after a child is not the first text of its parent.
    this.#texts = 1;
  }

  #endChild(): void {
    if (this.#isDoubtful || this.observer?.keepsNode(this.#childName)) {
      this.#segments.parseTo(this.scanner.place(this.scanner.end));
    } else {
      this.#segments.take(this.#childUnits);
      this.#segments.extend(
        this.#typeAt[this.#openElements.depth]!,
        this.#childName,
        this.#childMatcher,
        this.#isPrefixed,
      );
    }
    this.scanner.keep = Infinity;
    this.#isDoubtful = false;
  }

  #text(depth: number): void {
    const isValid = this.#isTextValid(this.#typeAt[depth]!);
    if (depth > this.#openElements.depth) this.#isDoubtful ||= !isValid;
    else if (isValid) this.#extend();
    else this.#segments.parseTo(this.scanner.place(this.scanner.end));
  }

  #isTextValid({ content, text }: CompiledType): boolean {
    if (this.scanner.textFlags !== 0 || this.scanner.kind === ByteToken.CData) this.#observeText();
    if (content === Content.Nothing || content === Content.Elements) return false;
    if (text === null) return true;
    const { kind, textFlags, bytes, start, end } = this.scanner;
    // Values in several pieces, and values that differ from their bytes, are left to the validator of trees.
    if (kind === ByteToken.CData || textFlags !== 0 || this.#texts++ > 0) return false;
    return text.accepts(bytes, start, end, this.scanner.textHash);
  }

  /** Reports text that differs from its bytes to the observer. */
  #observeText(): void {
    const { kind, textFlags } = this.scanner;
    if (kind === ByteToken.CData || (textFlags & ValueFlag.NeedsNormalising) !== 0) this.observer?.unusual();
    else this.observer?.references();
  }

  /** A comment that suppresses problems: it must be in the tree, and so must the child that it is in. */
  #directive(depth: number): void {
    if (depth === 0) return;
    this.observer?.unusual();
    if (depth === this.#openElements.depth) this.#segments.parseTo(this.scanner.place(this.scanner.end));
    else this.#isDoubtful = true;
  }

  /** Another comment, or a processing instruction. */
  #aside(depth: number): void {
    if (depth === 0) return;
    this.observer?.unusual();
    if (depth === this.#openElements.depth) this.#extend();
    else if (this.#typeAt[depth]!.text !== null) this.#isDoubtful = true;
  }

  /** Extends the current segment by something that is not an element. */
  #extend(): void {
    this.#segments.extend(this.#typeAt[this.#openElements.depth]!, -1, '', false);
  }

  /** Whether the current child is longer than `length` bytes, and its own children can be summarised. */
  #isLonger(depth: number, length: number): boolean {
    const child = this.#openElements.depth + 1;
    if (depth < child || this.scanner.place(this.scanner.end) - this.#childStart <= length) return false;
    return this.#typeAt[child]!.content >= Content.Elements;
  }

  /** Makes the current child the innermost open element, and goes back to the end of its start tag. */
  #enterChild(): void {
    const node = this.#childTag();
    const type = this.#openElements.enter(node, this.#childState);
    const { depth } = this.#openElements;
    this.#typeAt[depth] = type;
    this.#stateAt[depth] = type.start;
    this.#goTo(this.#childTagEnd, depth);
    this.#segments.parseTo(this.#childTagEnd);
    this.#childName = -1;
    this.observer?.enter(node, this.#openElements.scope);
  }

  /** Continues at a place of the document, in an element of that depth. */
  #goTo(place: number, depth: number): void {
    this.#recorder.stop();
    this.#value = null;
    this.scanner.keep = Infinity;
    this.scanner.seek(place, depth);
  }

  /** The current child, parsed from its start tag alone. */
  #childTag(): ElementNode {
    const bytes = this.scanner.reread(this.#childStart, this.#childTagEnd);
    return rootElement(parse(UTF_8.decode(bytes).text))!.node;
  }

  /** Continues after a doubtful token, at the next sibling of the current or last child. @returns false where there is none */
  #recover(depth: number): boolean {
    if (this.#isLonger(depth, this.options.segment)) {
      // The next of its own children is nearer than its next sibling.
      this.#enterChild();
      return true;
    }
    if (this.#childName < 0) return false;
    const { source } = this;
    const name = this.scanner.names.texts[this.#childName]!;
    const from = this.scanner.place(this.scanner.start);
    const at = nextStartTag(source, from + 1, name, indentAt(source, this.#childStart));
    if (at < 0) return false;
    this.#goTo(at, this.#openElements.depth);
    this.#segments.parseTo(at);
    this.#isDoubtful = false;
    return true;
  }
}

const NO_BYTES = new Uint8Array(0);
/** Longer XML declarations are left to the parser, in bytes. */
const MAX_DECLARATION = 1024;

const XML_DECLARATION = new TextEncoder().encode('<?xml');
const SPACES: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];
const QUESTION = 0x3f;
const GREATER = 0x3e;

/** Where the XML declaration ends, in bytes; 0 where there is none, -1 where the parser has to decide. */
function endOfDeclaration(bytes: Uint8Array): number {
  const { length } = XML_DECLARATION;
  if (!XML_DECLARATION.every((byte, index) => bytes[index] === byte) || !SPACES.includes(bytes[length]!)) return 0;
  for (let at = bytes.indexOf(QUESTION, length); at >= 0; at = bytes.indexOf(QUESTION, at + 1)) {
    if (bytes[at + 1] === GREATER) return at + 2;
  }
  return -1;
}

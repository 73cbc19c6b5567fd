import type { Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import type { NamedElements } from '../xsd/validate/validSiblings';
import type { ByteScanner } from './byteScanner';
import type { CompiledType } from './compiledTypes';
import type { GatheredItems } from './recordDecoder';
import type { PrescanOptions, Segment } from './segments';

/**
 * Receives the tags of the children of the innermost open element during the prescan, up to the first tag of a child that
 * is not certainly valid, and gathers the items of the rules from the children that are summarised.
 */
export interface Observer {
  /** An element was added to the open elements. */
  enter(node: ElementNode, scope: Scope): void;
  /** The innermost open element has ended. */
  leave(): void;
  /** Whether children with this name (a number of the scanner's names) are parsed even where they are valid. */
  keepsNode(name: number): boolean;
  /** A start tag, or an empty-element tag. @param level 0 for the child itself, 1 for its children, and so on */
  open(level: number, scanner: ByteScanner): void;
  /** An end tag, or an empty-element tag. */
  close(level: number, scanner: ByteScanner): void;
  /** Text with references to characters or predefined entities. */
  references(): void;
  /** A comment, a processing instruction, a CDATA section, or text whose line breaks are normalised. */
  unusual(): void;
  /**
   * The child that has just ended is added to the current segment. The scanner's window still holds its bytes.
   * @param at where it starts in the segment, in UTF-16 units
   */
  take(at: number, scanner: ByteScanner): void;
  /** The segment ends. @returns the items gathered from its children */
  finish(): GatheredItems | null;
}

/** Cuts a document into segments: finished ones, followed by the current segment of valid siblings, which grows. */
export class SegmentBuilder {
  readonly #segments: Segment[] = [];

  /** Where the finished segments end, and the scanner's counts there. */
  #done = 0;
  #doneUnits = 0;
  #doneBreaks = 0;

  /** Where the current segment ends; it is empty while `#count` is 0. */
  #end = 0;
  #units = 0;
  #breaks = 0;
  #lineStart = 0;
  #count = 0;
  #parent: CompiledType | null = null;
  #isPrefixed = false;
  #elements: NamedElements[] = [];
  #lastName = -1;
  #lastMatcher = '';

  constructor(
    private readonly scanner: ByteScanner,
    private readonly options: PrescanOptions,
    private readonly observer: Observer | null,
  ) {}

  get all(): readonly Segment[] {
    return this.#segments;
  }

  /** Passes the child that has just ended, which is valid, to the observer. @param units the scanner's units before the child */
  take(units: number): void {
    this.observer?.take(units - this.#doneUnits, this.scanner);
  }

  /**
   * Extends the current segment up to the end of the scanner's token.
   * @param parent the type of the element around the segment
   * @param name of the element that ends there; -1 for text, a comment or a processing instruction
   * @param matcher of the element, see `matcherOf`
   */
  extend(parent: CompiledType, name: number, matcher: string, isPrefixed: boolean): void {
    const { scanner } = this;
    this.#count++;
    this.#parent = parent;
    this.#end = scanner.place(scanner.end);
    this.#units = scanner.units;
    this.#breaks = scanner.breaks;
    this.#lineStart = scanner.lineStart;
    if (isPrefixed) this.#isPrefixed = true;
    if (name >= 0) this.#addElement(name, matcher);
    if (this.#end - this.#done >= this.options.segment) this.endSegment();
  }

  #addElement(name: number, matcher: string): void {
    if (name === this.#lastName && matcher === this.#lastMatcher) {
      this.#elements.at(-1)!.count++;
      return;
    }
    this.#lastName = name;
    this.#lastMatcher = matcher;
    this.#elements.push({ name: this.scanner.names.texts[name]!, count: 1, matcher });
  }

  /** Ends the current segment. What follows it belongs to no segment yet. */
  endSegment(): void {
    if (this.#count === 0) return;
    const { types, type, isValidated } = this.#parent!;
    const gathered = this.observer?.finish() ?? null;
    const from = this.#done;
    const to = this.#end;
    if (to - from < this.options.minSegment || !isValidated) {
      this.#addParsed(from, to);
    } else {
      const width = this.#units - this.#doneUnits;
      const breaks = this.#breaks - this.#doneBreaks;
      this.#segments.push({
        kind: 'summarised',
        from,
        to,
        width,
        breaks,
        tail: breaks > 0 ? this.#units - this.#lineStart : width,
        count: this.#count,
        isPrefixed: this.#isPrefixed,
        names: new Set(this.#elements.map(({ name }) => name)),
        scope: types.scope,
        type,
        elements: this.#elements,
        gathered,
      });
    }
    this.#done = to;
    this.#doneUnits = this.#units;
    this.#doneBreaks = this.#breaks;
    this.#reset();
  }

  /** Ends the current segment; what follows it up to `place`, the end of the scanner's token, is parsed. */
  parseTo(place: number): void {
    this.endSegment();
    this.#addParsed(this.#done, place);
    this.#done = place;
    this.#doneUnits = this.scanner.units;
    this.#doneBreaks = this.scanner.breaks;
  }

  #addParsed(from: number, to: number): void {
    if (to <= from) return;
    const last = this.#segments.at(-1);
    if (last?.kind === 'parsed') last.to = to;
    else this.#segments.push({ kind: 'parsed', from, to });
  }

  #reset(): void {
    this.#count = 0;
    this.#parent = null;
    this.#isPrefixed = false;
    this.#elements = [];
    this.#lastName = -1;
  }
}

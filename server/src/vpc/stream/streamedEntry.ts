/** Entries of a document that is being streamed: read off the bytes, with no tree. What they say is what a tree would say. */
import { EMPTY_ENTITIES } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { own } from '../../xml/own';
import { parse } from '../../xml/parser';
import { withCharacters } from '../../xml/values';
import { attributeOf, NodeFact, type Fact, type Range } from '../fact';
import { Entry, type ContainerIn, type PlacedEntry, type Reader } from '../model';
import type { AttributeRole, Container, FactRole, FactRoleIn } from '../roles';
import type { Vocabulary } from '../vocabulary';
import type { Wording } from '../wording';
import type { ProductFacts } from '../identifiers/facts';

/** A child that is being read: its text and what was marked in it. Places are UTF-16 units from its start. */
export interface StreamedChild {
  readonly source: string;
  /** The facts of an entry of the child, in document order; `null` where they were not marked. */
  readFacts(entry: number): readonly Fact[] | null;
}

/**
 * What an entry says that holds no others: one object for all that say the same in the same order, so that what follows from
 * it is found out once.
 */
export class Saying {
  /** That the rules about such entries find no fault with it; false as long as nobody has looked. */
  isFaultless = false;
  /** See `productFacts`. */
  product: ProductFacts | null = null;
}

/** An entry, and what has been read of it. */
export class StreamedEntry<C extends Container = Container> extends Entry<C> {
  /** The entries in it; `null` for none. */
  within: PlacedEntry[] | null = null;
  private known: readonly Fact[] | null = null;

  /**
   * @param index of the entry in the child
   * @param start where its element starts
   * @param end where its element ends
   * @param saying what it says; `null` where that is not kept
   */
  constructor(
    container: C,
    scope: Scope,
    reader: Reader,
    private readonly marked: StreamedChild,
    private readonly index: number,
    readonly start: number,
    private readonly end: number,
    readonly saying: Saying | null,
  ) {
    super(container, scope, reader);
  }

  private get read(): readonly Fact[] {
    return (this.known ??= this.marked.readFacts(this.index) ?? this.parsed());
  }

  /** Its facts, read from its text. */
  private parsed(): readonly Fact[] {
    return this.reader.entry(this.container, this.node, this.scope).headFacts();
  }

  get node(): ElementNode {
    return elementIn(this.marked.source.slice(this.start, this.end));
  }

  facts(role: FactRoleIn<C>): readonly Fact[] {
    const { read } = this;
    let found: Fact[] | null = null;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) (found ??= []).push(read[i]!);
    return found ?? NONE;
  }

  override fact(role: FactRoleIn<C>): Fact | undefined {
    const { read } = this;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) return read[i]!;
    return undefined;
  }

  forEachFact(visit: (fact: Fact) => void): void {
    for (const fact of this.read) visit(fact);
  }

  headFacts(): readonly Fact[] {
    const end = this.within?.[0]?.at ?? Infinity;
    const last = this.read.at(-1);
    return last === undefined || last.at < end ? this.read : this.read.filter(({ at }) => at < end);
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    // A container holds containers of one role.
    const { within } = this;
    return within !== null && within[0]!.entry.container === role ? (within as unknown as PlacedEntry<R>[]) : [];
  }
}

const NONE: readonly Fact[] = [];

/** A fact. */
export class StreamedFact implements Fact {
  private trimmed: string | null = null;
  private parsed: NodeFact | null = null;

  /**
   * @param at where it starts, counted from its entry's start; the other places count from the child's
   * @param isPlain its content is one stretch of text
   * @param hasReferences there are references in it, to characters or to predefined entities
   */
  constructor(
    readonly role: FactRole,
    readonly at: number,
    private readonly marked: StreamedChild,
    private readonly start: number,
    private readonly nameLength: number,
    private readonly contentStart: number,
    private readonly contentEnd: number,
    private readonly end: number,
    private readonly isPlain: boolean,
    private readonly hasReferences: boolean,
    readonly wording: Wording | null,
  ) {}

  /** What is streamed was found to be well-formed. */
  get isBroken(): boolean {
    return false;
  }

  get node(): ElementNode {
    return elementIn(this.marked.source.slice(this.start, this.end));
  }

  get rawValue(): string {
    if (this.wording !== null) return this.wording.rawValue;
    if (!this.isPlain) return this.read.rawValue;
    return this.hasReferences ? withCharacters(this.written) : this.written;
  }

  /** The content as it is written. */
  private get written(): string {
    return this.marked.source.slice(this.contentStart, this.contentEnd);
  }

  get value(): string {
    return this.wording === null ? (this.trimmed ??= this.rawValue.trim()) : this.wording.value;
  }

  get range(): Range {
    if (!this.isPlain) return this.read.range;
    const { written, at } = this;
    const blanks = written.length - written.trimStart().length;
    if (blanks === written.length) return { start: at + 1, end: at + 1 + this.nameLength };
    const from = at + this.contentStart - this.start;
    return { start: from + blanks, end: from + written.trimEnd().length };
  }

  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined {
    const { start, contentStart, nameLength } = this;
    // `<name>` and nothing else.
    if (contentStart - start <= nameLength + 2) return undefined;
    return attributeOf(
      tagOf(this.marked.source.slice(start, contentStart)),
      vocabulary.attributeName(role),
      EMPTY_ENTITIES,
    );
  }

  shifted(by: number): Fact {
    return new NodeFact(this.role, this.node, this.at + by, EMPTY_ENTITIES);
  }

  private get read(): NodeFact {
    return (this.parsed ??= new NodeFact(this.role, this.node, this.at, EMPTY_ENTITIES));
  }
}

function elementIn(text: string): ElementNode {
  return rootElement(parse(text))!.node;
}

/** How many start tags are remembered: documents write the same few again and again. */
const MOST_TAGS = 512;
const tags = new Map<string, ElementNode>();

/** A start tag as an element. */
function tagOf(text: string): ElementNode {
  let element = tags.get(text);
  if (element === undefined) {
    if (tags.size >= MOST_TAGS) tags.clear();
    const kept = own(text);
    element = elementIn(kept);
    tags.set(kept, element);
  }
  return element;
}

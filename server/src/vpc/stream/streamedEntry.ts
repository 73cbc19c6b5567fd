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

/** The text that entries and facts lie in. Places in it are UTF-16 units from its start. */
export interface StreamedText {
  source: string;
}

/** An entry, and what has been read of it. */
export class StreamedEntry<C extends Container = Container> extends Entry<C> {
  readonly read: StreamedFact[] = [];
  /** The entries in it; `null` for none. */
  within: PlacedEntry[] | null = null;
  /** Where its element ends. */
  end = 0;

  /** @param start where its element starts */
  constructor(
    container: C,
    scope: Scope,
    reader: Reader,
    private readonly text: StreamedText,
    readonly start: number,
  ) {
    super(container, scope, reader);
  }

  get node(): ElementNode {
    return elementIn(this.text.source.slice(this.start, this.end));
  }

  facts(role: FactRoleIn<C>): readonly Fact[] {
    const { read } = this;
    let found: StreamedFact[] | null = null;
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

/** A fact, in places of the text that it lies in. */
export class StreamedFact implements Fact {
  contentEnd = 0;
  end = 0;
  /** Its content is one stretch of text. */
  isPlain = true;
  /** There are references in it, to characters or to predefined entities. */
  hasReferences = false;
  wording: Wording | null = null;
  private trimmed: string | null = null;
  private parsed: NodeFact | null = null;

  constructor(
    readonly role: FactRole,
    readonly at: number,
    private readonly text: StreamedText,
    private readonly start: number,
    private readonly nameLength: number,
    readonly contentStart: number,
  ) {}

  /** What is streamed was found to be well-formed. */
  get isBroken(): boolean {
    return false;
  }

  get node(): ElementNode {
    return elementIn(this.text.source.slice(this.start, this.end));
  }

  get rawValue(): string {
    if (this.wording !== null) return this.wording.rawValue;
    if (!this.isPlain) return this.read.rawValue;
    return this.hasReferences ? withCharacters(this.written) : this.written;
  }

  /** The content as it is written. */
  private get written(): string {
    return this.text.source.slice(this.contentStart, this.contentEnd);
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
      tagOf(this.text.source.slice(start, contentStart)),
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

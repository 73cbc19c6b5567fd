/** Entries and fields of a document that is being streamed, read from records and text without a tree. */
import { EMPTY_ENTITIES } from '../xml/entities';
import { rootElement } from '../xml/locate';
import type { Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import { detached } from '../xml/strings';
import { parse } from '../xml/parser';
import { withCharacters } from '../xml/values';
import { attributeOf, NodeField, type Field, type Range } from '../domain/field';
import { Entry, type ContainerIn, type PlacedEntry, type Reader, type SharedEntry } from '../domain/model';
import type { AttributeRole, Container, FieldRole, FieldRoleIn } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import type { InternedValue } from '../domain/valueTable';

/** The child of a container that entries are read from. Places are UTF-16 units from its start. */
export interface StreamedChild {
  readonly source: string;
  /** The entries directly in an entry of the child, in document order; `null` for none. */
  entriesIn(entry: number): PlacedEntry[] | null;
  /** The fields of an entry of the child, in document order; `null` where the record omits them. */
  readFields(entry: number): readonly Field[] | null;
}

export class StreamedEntry<C extends Container = Container> extends Entry<C> {
  private inner: PlacedEntry[] | null | undefined;
  private known: readonly Field[] | null = null;

  /**
   * @param index of the entry in the child's record
   * @param start of its element
   * @param end of its element
   */
  constructor(
    container: C,
    scope: Scope,
    reader: Reader,
    private readonly owner: StreamedChild,
    private readonly index: number,
    readonly start: number,
    private readonly end: number,
    private readonly sharedEntry: SharedEntry | null,
  ) {
    super(container, scope, reader);
  }

  override get shared(): SharedEntry | null {
    return this.sharedEntry;
  }

  override get isTransient(): boolean {
    return true;
  }

  /** The entries in it, in document order; `null` for none. */
  private get within(): PlacedEntry[] | null {
    return this.inner === undefined ? (this.inner = this.owner.entriesIn(this.index)) : this.inner;
  }

  private get read(): readonly Field[] {
    return (this.known ??= this.owner.readFields(this.index) ?? this.parsed());
  }

  /** Its fields, read from its parsed text. */
  private parsed(): readonly Field[] {
    return this.reader.entry(this.container, this.node, this.scope).headFields();
  }

  get node(): ElementNode {
    return elementIn(this.owner.source.slice(this.start, this.end));
  }

  fields(role: FieldRoleIn<C>): readonly Field[] {
    const { read } = this;
    let found: Field[] | null = null;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) (found ??= []).push(read[i]!);
    return found ?? NONE;
  }

  override field(role: FieldRoleIn<C>): Field | undefined {
    const { read } = this;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) return read[i]!;
    return undefined;
  }

  forEachField(visit: (fact: Field) => void): void {
    for (const fact of this.read) visit(fact);
  }

  headFields(): readonly Field[] {
    const end = this.within?.[0]?.at ?? Infinity;
    const last = this.read.at(-1);
    return last === undefined || last.at < end ? this.read : this.read.filter(({ at }) => at < end);
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    // All containers in a container have one role.
    const { within } = this;
    return within !== null && within[0]!.entry.container === role ? (within as unknown as PlacedEntry<R>[]) : [];
  }
}

const NONE: readonly Field[] = [];

export class StreamedField implements Field {
  private trimmed: string | null = null;
  private parsed: NodeField | null = null;

  /**
   * @param at where it starts in its entry; all other places are in the child
   * @param isPlain whether its content is one piece of text, without normalised line breaks
   * @param hasReferences whether it has references to characters or predefined entities
   */
  constructor(
    readonly role: FieldRole,
    readonly at: number,
    private readonly owner: StreamedChild,
    private readonly start: number,
    private readonly nameLength: number,
    private readonly contentStart: number,
    private readonly contentEnd: number,
    private readonly end: number,
    private readonly isPlain: boolean,
    private readonly hasReferences: boolean,
    readonly interned: InternedValue | null,
  ) {}

  /** Only well-formed elements are summarised. */
  get isBroken(): boolean {
    return false;
  }

  get node(): ElementNode {
    return elementIn(this.owner.source.slice(this.start, this.end));
  }

  get rawValue(): string {
    if (this.interned !== null) return this.interned.rawValue;
    if (!this.isPlain) return this.read.rawValue;
    return this.hasReferences ? withCharacters(this.written) : this.written;
  }

  /** The content as written. */
  private get written(): string {
    return this.owner.source.slice(this.contentStart, this.contentEnd);
  }

  get value(): string {
    return this.interned === null ? (this.trimmed ??= this.rawValue.trim()) : this.interned.value;
  }

  get range(): Range {
    if (!this.isPlain) return this.read.range;
    const { written, at } = this;
    const spaces = written.length - written.trimStart().length;
    if (spaces === written.length) return { start: at + 1, end: at + 1 + this.nameLength };
    const from = at + this.contentStart - this.start;
    return { start: from + spaces, end: from + written.trimEnd().length };
  }

  get startTag(): ElementNode {
    return this.isBare ? BARE : tagOf(this.owner.source.slice(this.start, this.contentStart));
  }

  attribute(role: AttributeRole, vocabulary: Vocabulary): string | undefined {
    return this.isBare ? undefined : attributeOf(this.startTag, vocabulary.attributeName(role), EMPTY_ENTITIES);
  }

  /** Whether its start tag is `<name>`, without anything else. */
  private get isBare(): boolean {
    return this.contentStart - this.start <= this.nameLength + 2;
  }

  shifted(by: number): Field {
    return new NodeField(this.role, this.node, this.at + by, EMPTY_ENTITIES);
  }

  private get read(): NodeField {
    return (this.parsed ??= new NodeField(this.role, this.node, this.at, EMPTY_ENTITIES));
  }
}

function elementIn(text: string): ElementNode {
  return rootElement(parse(text))!.node;
}

/** The number of cached start tags: documents repeat the same few. */
const MAX_TAGS = 512;
const tags = new Map<string, ElementNode>();

/** In place of a start tag without attributes. */
const BARE = elementIn('<bare>');

/** A start tag, parsed. */
function tagOf(text: string): ElementNode {
  let element = tags.get(text);
  if (element === undefined) {
    if (tags.size >= MAX_TAGS) tags.clear();
    const key = detached(text);
    element = elementIn(key);
    tags.set(key, element);
  }
  return element;
}

/** Encodes the entries and fields of each child as a record while the prescan reads it. */
import { expandedName, type Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';
import { ByteToken, type ByteScanner } from './byteScanner';
import { hashOf } from './byteTable';
import type { Observer } from './segmentBuilder';
import { CONTAINER_IN, CONTAINERS, isContainer, isInnermost, type Container } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import { ByteValueTable, MAX_VALUES } from './byteTable';
import { ENTRY_SIZE, EntrySlot, FIELD_SIZE, FieldSlot, FieldFlag, ChildRecordBuilder, NOT_INTERNED } from './records';
import { EMPTY, MAX_SEQUENCES, SequenceInterner } from './sequenceInterner';
import type { RecordDecoder, GatheredItems } from './recordDecoder';

/** An open element: the container that it is, if any. */
interface OpenContainer {
  readonly container: Container | null;
  readonly scope: Scope;
}

/** What the children of a container with one name are: entries or fields. */
type Part = EntryPart | FieldPart;

interface EntryPart {
  readonly entry: Container;
}

interface FieldPart {
  readonly entry: null;
  readonly number: number;
  readonly values: ByteValueTable;
  /** By number of the value: whether the decoder knows it. */
  readonly isKnown: boolean[];
}

/** The parts of a container by the numbers of their names, looked up on demand. */
interface Parts {
  readonly container: Container;
  readonly byName: (Part | null | undefined)[];
}

const NO_FIELD = -1;
/** A document that declares namespaces everywhere has many scopes, and few things in each. */
const MAX_SCOPES = 32;

export class RecordEncoder implements Observer {
  #namespace: string | null = null;
  readonly #openElements: OpenContainer[] = [];
  /** For the scope of the innermost open element, and the namespace. */
  #parts = new Map<Container, Parts>();
  #partsScope: Scope | null = null;
  readonly #allParts = new Map<Scope, Map<string, Map<Container, Parts>>>();
  /** By number of the part. */
  readonly #values: ByteValueTable[] = [];
  /** By level below the innermost open element: the parts of the current element, and its entry, if any. */
  readonly #partsAt: (Parts | null)[] = [];
  readonly #entryAt: number[] = [];

  /** Of the current child. */
  readonly #record = new ChildRecordBuilder();
  #start = 0;
  /** The current field: the index of its first number, its level, its type, and where its name ends in the document, in bytes. */
  #field = NO_FIELD;
  #fieldLevel = 0;
  #fieldPart: FieldPart | null = null;
  #nameEnd = 0;
  /** The values and sequences that the decoder will know when it receives the current child. */
  readonly #newValues: { readonly part: FieldPart; readonly value: number }[] = [];
  readonly #newSequences: number[] = [];

  readonly #sequences = new SequenceInterner();
  /** By number of the sequence: whether the decoder knows it. */
  readonly #isKnownSequence: boolean[] = [];

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly decoder: RecordDecoder,
  ) {}

  /** Starts another document. */
  start(): void {
    this.#namespace = this.#partsScope = null;
    this.#openElements.length = 0;
    this.#field = NO_FIELD;
  }

  /** Whether hardly any new scopes, values and sequences would be taken. */
  get isFull(): boolean {
    return (
      this.#allParts.size > MAX_SCOPES ||
      this.#sequences.size > MAX_SEQUENCES / 2 ||
      this.#values.some(({ size }) => size > MAX_VALUES / 2)
    );
  }

  enter(node: ElementNode, scope: Scope): void {
    const { namespace, local } = expandedName(node.name, scope, 'element');
    this.#openElements.push({ container: this.#containerOf(namespace, local), scope });
    this.#begin();
  }

  leave(): void {
    this.#openElements.pop();
    this.#begin();
  }

  #containerOf(namespace: string, local: string): Container | null {
    if (this.#openElements.length === 0) {
      if (local !== this.vocabulary.rootName) return null;
      this.#namespace = namespace;
      return 'publication';
    }
    const outer = this.#openElements.at(-1)!.container;
    if (outer === null || namespace !== this.#namespace) return null;
    const role = this.vocabulary.partOf(outer, local)?.role;
    return role !== undefined && role !== 'publication' && isContainer(role) ? role : null;
  }

  #begin(): void {
    const end = this.#openElements.at(-1);
    if (end !== undefined && end.scope !== this.#partsScope) {
      this.#parts = this.#partsIn(end.scope);
      this.#partsScope = end.scope;
    }
    const container = end?.container ?? null;
    this.#partsAt[0] = container === null ? null : this.#partsOf(container);
    this.#record.clear();
    const role = container === null ? null : CONTAINER_IN[container];
    const context = end && this.#namespace !== null && { role, scope: end.scope, namespace: this.#namespace };
    this.decoder.begin(context || null);
  }

  #partsIn(scope: Scope): Map<Container, Parts> {
    const byNamespace = this.#allParts.get(scope) ?? new Map<string, Map<Container, Parts>>();
    this.#allParts.set(scope, byNamespace);
    const namespace = this.#namespace ?? '';
    const parts = byNamespace.get(namespace) ?? new Map<Container, Parts>();
    byNamespace.set(namespace, parts);
    return parts;
  }

  keepsNode(name: number): boolean {
    const part = this.#partsAt[0]?.byName[name] ?? null;
    return part !== null && part.entry === null;
  }

  open(level: number, scanner: ByteScanner): void {
    const parts = this.#partsAt[level]!;
    this.#partsAt[level + 1] = null;
    this.#entryAt[level] = -1;
    if (level === 0) this.#openChild(scanner);
    if (parts === null) {
      // Elements in a value: the field is read from its parsed text.
      this.unusual();
      return;
    }
    const { name } = scanner;
    let part = parts.byName[name];
    if (part === undefined) parts.byName[name] = part = this.#partOf(parts.container, scanner.names.texts[name]!);
    if (part === null) return;
    const start = scanner.startUnits - this.#start;
    if (part.entry !== null) {
      const outer = level === 0 ? -1 : this.#entryAt[level - 1]!;
      this.#entryAt[level] = this.#record.addEntry(CONTAINERS.indexOf(part.entry), outer, start);
      this.#partsAt[level + 1] = this.#partsOf(part.entry);
    } else if (level > 0) {
      const { names } = scanner;
      const contentStart = scanner.units - this.#start;
      this.#field = this.#record.addField(this.#entryAt[level - 1]!, part.number, start, contentStart);
      this.#fieldLevel = level;
      this.#fieldPart = part;
      this.#nameEnd = scanner.place(scanner.start + 1 + names.lengthOf(name));
    }
  }

  #openChild(scanner: ByteScanner): void {
    this.#record.clear();
    this.#start = scanner.startUnits;
    this.#field = NO_FIELD;
    this.#newValues.length = 0;
    this.#newSequences.length = 0;
  }

  #partsOf(container: Container): Parts {
    let parts = this.#parts.get(container);
    if (parts === undefined) this.#parts.set(container, (parts = { container, byName: [] }));
    return parts;
  }

  #partOf(container: Container, name: string): Part | null {
    const { namespace, local } = expandedName(name, this.#partsScope!, 'element');
    const role = namespace === this.#namespace ? this.vocabulary.partOf(container, local)?.role : undefined;
    if (role === undefined || role === 'publication') return null;
    if (isContainer(role)) return { entry: role };
    this.decoder.addFieldType({ container, role, nameLength: name.length });
    const values = new ByteValueTable();
    this.#values.push(values);
    return { entry: null, number: this.#values.length - 1, values, isKnown: [] };
  }

  close(level: number, scanner: ByteScanner): void {
    if (this.#field !== NO_FIELD && level === this.#fieldLevel) return this.#closeField(scanner);
    const entry = this.#entryAt[level]!;
    if (entry < 0) return;
    this.#record.endEntry(entry, scanner.units - this.#start);
    const { container } = this.#partsAt[level + 1]!;
    if (isInnermost(container)) this.#internSequence(entry);
    else if (isInnermost(CONTAINER_IN[container]!)) this.#internOuterSequence(entry);
  }

  /** Interns the sequence of an innermost entry's fields. */
  #internSequence(entry: number): void {
    const { entries, fields, fieldCount } = this.#record;
    const firstField = entries[entry * ENTRY_SIZE + EntrySlot.FieldsBefore]!;
    let sequence = EMPTY;
    for (let at = firstField * FIELD_SIZE; at < fieldCount * FIELD_SIZE; at += FIELD_SIZE) {
      const value = fields[at + FieldSlot.Value]!;
      if (value < 0) return;
      sequence = this.#sequences.append(sequence, fields[at + FieldSlot.Type]! * MAX_VALUES + value);
    }
    entries[entry * ENTRY_SIZE + EntrySlot.Sequence] = sequence;
    if (sequence === NOT_INTERNED) return;
    if (this.#isKnownSequence[sequence]) this.#record.omitFields(entry);
    else this.#newSequences.push(sequence);
  }

  /**
   * Interns the sequence of the fields and inner entries of an entry around innermost ones: editions repeat most patches. Its fields
   * stay in the record, because those of inner entries are between them.
   */
  #internOuterSequence(entry: number): void {
    const { entries, entryCount, fields, fieldCount } = this.#record;
    let inner = entry + 1;
    let sequence = EMPTY;
    for (let field = entries[entry * ENTRY_SIZE + EntrySlot.FieldsBefore]!; ; field++) {
      while (
        inner < entryCount &&
        (field === fieldCount || entries[inner * ENTRY_SIZE + EntrySlot.FieldsBefore]! <= field)
      ) {
        const within = entries[inner++ * ENTRY_SIZE + EntrySlot.Sequence]!;
        if (within === NOT_INTERNED) return;
        sequence = this.#sequences.append(sequence, -1 - within);
      }
      if (field === fieldCount) break;
      const at = field * FIELD_SIZE;
      if (fields[at + FieldSlot.Entry] !== entry) continue;
      const value = fields[at + FieldSlot.Value]!;
      if (value < 0) return;
      sequence = this.#sequences.append(sequence, fields[at + FieldSlot.Type]! * MAX_VALUES + value);
    }
    entries[entry * ENTRY_SIZE + EntrySlot.Sequence] = sequence;
  }

  #closeField(scanner: ByteScanner): void {
    const field = this.#field;
    const { fields } = this.#record;
    this.#field = NO_FIELD;
    const isEmpty = scanner.kind === ByteToken.EmptyElementTag;
    const end = scanner.units - this.#start;
    fields[field + FieldSlot.End] = end;
    fields[field + FieldSlot.ContentEnd] = isEmpty
      ? fields[field + FieldSlot.ContentStart]!
      : scanner.startUnits - this.#start;
    const flags = fields[field + FieldSlot.Flags]!;
    if ((flags & FieldFlag.Complex) !== 0) return;
    const value = this.#valueOf(scanner, isEmpty);
    if (value < 0) return;
    fields[field + FieldSlot.Value] = value;
    const part = this.#fieldPart!;
    if (part.isKnown[value]) return;
    fields[field + FieldSlot.Flags] = flags | FieldFlag.NewValue;
    this.#newValues.push({ part, value });
  }

  /** The number of the value of the current field, which ends. */
  #valueOf(scanner: ByteScanner, isEmpty: boolean): number {
    const { bytes } = scanner;
    const start = this.#nameEnd - scanner.base;
    const end = isEmpty ? scanner.end : scanner.start;
    // After a tag without attributes, the text is all that is hashed, and the scanner has done so.
    const isBare = scanner.textPlace === this.#nameEnd + 1;
    return this.#fieldPart!.values.of(bytes, start, end, isBare ? scanner.textHash : hashOf(bytes, start, end));
  }

  references(): void {
    if (this.#field !== NO_FIELD) this.#record.fields[this.#field + FieldSlot.Flags]! |= FieldFlag.References;
  }

  unusual(): void {
    if (this.#field !== NO_FIELD) this.#record.fields[this.#field + FieldSlot.Flags]! |= FieldFlag.Complex;
  }

  take(at: number, scanner: ByteScanner): void {
    if (this.#record.entryCount === 0) return;
    for (const { part, value } of this.#newValues) part.isKnown[value] = true;
    for (const sequence of this.#newSequences) this.#isKnownSequence[sequence] = true;
    this.decoder.take(at, this.#record, scanner.bytes, scanner.keptFrom, scanner.end);
  }

  finish(): GatheredItems | null {
    return this.decoder.finish();
  }
}

/** Decodes the records of valid children into entries, and gathers the items of the rules from them. */
import { EMPTY_ENTITIES } from '../xml/entities';
import type { SummaryNode } from './summaryNode';
import type { Scope } from '../xml/namespaces';
import { withCharacters } from '../xml/values';
import type { ItemCollector } from '../domain/incrementalCollector';
import { readerOf, SharedEntry, type PlacedEntry, type Reader } from '../domain/model';
import { CONTAINERS, isInnermost, type Container } from '../domain/roles';
import { RULE_COLLECTORS } from '../rules/runner';
import type { Vocabulary } from '../domain/vocabulary';
import { InternedValue } from '../domain/valueTable';
import {
  ENTRY_SIZE,
  EntrySlot,
  FIELD_SIZE,
  FieldSlot,
  FieldFlag,
  NOT_INTERNED,
  type FieldType,
  type ChildRecord,
} from './records';
import { StreamedEntry, StreamedField, type StreamedChild } from './streamedEntry';

/** How the children of an element are read. */
export interface ParentContext {
  /** The container that children may be; `null` for none. */
  readonly role: Container | null;
  /** The namespaces in force in the element. */
  readonly scope: Scope;
  /** The document's. */
  readonly namespace: string;
}

/** The items gathered from the entries of one segment. */
export interface GatheredItems {
  readonly reader: Reader;
  readonly scope: Scope;
  readonly role: Container;
  /** In the order of {@link gatheringsOf}. */
  readonly items: readonly (readonly unknown[])[];
}

function gatheringsOf(role: Container): readonly ItemCollector[] {
  return RULE_COLLECTORS.filter(({ containers }) => containers.includes(role)).map(({ collector }) => collector);
}

/** Memoises the items of a segment with its node. */
export function rememberItems(node: SummaryNode, { reader, scope, role, items }: GatheredItems): void {
  gatheringsOf(role).forEach((gathering, index) =>
    gathering.memoise(node, { reader, scope, role, items: items[index]! }),
  );
}

interface KnownFieldType extends FieldType {
  /** The values of its fields, by number. */
  readonly values: InternedValue[];
}

export class RecordDecoder {
  #role: Container | null = null;
  #scope: Scope | null = null;
  #reader: Reader | null = null;
  readonly #fieldTypes: KnownFieldType[] = [];
  /** By number of the sequence of their fields. */
  readonly #sharedEntries: SharedEntry[] = [];
  #gatherings: readonly ItemCollector[] = [];
  #items: unknown[][] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  /** To be called when the parent of the following children changes. Children of a segment that is not finished are dropped. */
  begin(context: ParentContext | null): void {
    this.#role = context?.role ?? null;
    this.#scope = context?.scope ?? null;
    this.#reader = context && readerOf(this.vocabulary, EMPTY_ENTITIES, context.namespace);
    this.#gatherings = this.#role === null ? [] : gatheringsOf(this.#role);
    this.#items = this.#gatherings.map(() => []);
  }

  /** Adds a field type; they are numbered from 0. */
  addFieldType(type: FieldType): void {
    this.#fieldTypes.push({ ...type, values: [] });
  }

  /**
   * Adds a valid child to the current segment.
   * @param at where it starts in the segment, in UTF-16 units
   * @param bytes holds the child in `[start, end)`
   */
  take(at: number, record: ChildRecord, bytes: Uint8Array, start: number, end: number): void {
    const child = new RecordedChild(
      record,
      this.#fieldTypes,
      this.#sharedEntries,
      this.#scope!,
      this.#reader!,
      bytes.subarray(start, end),
    );
    child.addValues();
    const { entry } = child;
    for (let i = 0; i < this.#gatherings.length; i++) this.#gatherings[i]!.collect(entry, at, this.#items[i]!);
  }

  /** Ends the segment. @returns its items; `null` where its children are not entries */
  finish(): GatheredItems | null {
    const items = this.#items;
    this.#items = this.#gatherings.map(() => []);
    if (this.#role === null) return null;
    return { reader: this.#reader!, scope: this.#scope!, role: this.#role, items };
  }
}

/** Its input is known to be valid UTF-8. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** A child, read from its record and its bytes. They are the next child's later: it is used during one call only. */
class RecordedChild implements StreamedChild {
  private decoded: string | null = null;

  constructor(
    private readonly record: ChildRecord,
    private readonly types: readonly KnownFieldType[],
    private readonly sharedEntries: SharedEntry[],
    private readonly scope: Scope,
    private readonly reader: Reader,
    private readonly bytes: Uint8Array,
  ) {}

  /** Not needed where all its entries are known. */
  get source(): string {
    return (this.decoded ??= DECODER.decode(this.bytes));
  }

  /** Adds the values that are new. */
  addValues(): void {
    const { fields, fieldCount } = this.record;
    for (let at = 0; at < fieldCount * FIELD_SIZE; at += FIELD_SIZE) {
      const flags = fields[at + FieldSlot.Flags]!;
      if ((flags & FieldFlag.NewValue) === 0) continue;
      const text = this.source.slice(fields[at + FieldSlot.ContentStart], fields[at + FieldSlot.ContentEnd]);
      const { values } = this.types[fields[at + FieldSlot.Type]!]!;
      const value = fields[at + FieldSlot.Value]!;
      values[value] ??= new InternedValue((flags & FieldFlag.References) === 0 ? text : withCharacters(text));
    }
  }

  /** The entry of the child itself. */
  get entry(): StreamedEntry {
    return this.entryAt(0);
  }

  entriesIn(outer: number): PlacedEntry[] | null {
    const { entries, entryCount } = this.record;
    const from = entries[outer * ENTRY_SIZE + EntrySlot.Start]!;
    const end = entries[outer * ENTRY_SIZE + EntrySlot.End]!;
    let found: PlacedEntry[] | null = null;
    for (let index = outer + 1; index < entryCount; index++) {
      const at = index * ENTRY_SIZE;
      const start = entries[at + EntrySlot.Start]!;
      if (start >= end) break;
      if (entries[at + EntrySlot.Outer] === outer)
        (found ??= []).push({ entry: this.entryAt(index), at: start - from });
    }
    return found;
  }

  private entryAt(index: number): StreamedEntry {
    const { entries } = this.record;
    const at = index * ENTRY_SIZE;
    const container = CONTAINERS[entries[at + EntrySlot.Container]!]!;
    const sequence = entries[at + EntrySlot.Sequence]!;
    const shared = sequence === NOT_INTERNED ? null : (this.sharedEntries[sequence] ??= new SharedEntry());
    const [start, end] = [entries[at + EntrySlot.Start]!, entries[at + EntrySlot.End]!];
    return new StreamedEntry(container, this.scope, this.reader, this, index, start, end, shared);
  }

  readFields(entry: number): StreamedField[] | null {
    const { entries, fields, fieldCount } = this.record;
    if (entries[entry * ENTRY_SIZE + EntrySlot.IsOmitted] === 1) return null;
    const from = entries[entry * ENTRY_SIZE + EntrySlot.Start]!;
    const first = entries[entry * ENTRY_SIZE + EntrySlot.FieldsBefore]!;
    const hasOthers = !isInnermost(CONTAINERS[entries[entry * ENTRY_SIZE + EntrySlot.Container]!]!);
    const read: StreamedField[] = [];
    for (let at = first * FIELD_SIZE; at < fieldCount * FIELD_SIZE; at += FIELD_SIZE) {
      if (fields[at + FieldSlot.Entry] !== entry) {
        // The fields of inner entries come between its own.
        if (hasOthers) continue;
        break;
      }
      const { role, nameLength, values } = this.types[fields[at + FieldSlot.Type]!]!;
      const start = fields[at + FieldSlot.Start]!;
      const flags = fields[at + FieldSlot.Flags]!;
      const value = fields[at + FieldSlot.Value]!;
      read.push(
        new StreamedField(
          role,
          start - from,
          this,
          start,
          nameLength,
          fields[at + FieldSlot.ContentStart]!,
          fields[at + FieldSlot.ContentEnd]!,
          fields[at + FieldSlot.End]!,
          (flags & FieldFlag.Complex) === 0,
          (flags & FieldFlag.References) !== 0,
          value < 0 ? null : values[value]!,
        ),
      );
    }
    return read;
  }
}

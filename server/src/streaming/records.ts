/**
 * The record of one child of a container: where its entries and fields are, and which fields have equal values, as flat arrays
 * of numbers. Entries are made of it only when the child turns out to be valid. Places are UTF-16 units from the child's
 * start.
 */
import type { Container, FieldRole } from '../domain/roles';

/** The numbers of an entry. The child itself is the first entry; outer entries come before inner ones. */
export const EntrySlot = {
  /** Index into `CONTAINERS`. */
  Container: 0,
  /** The index of the entry around it; -1 for the child. */
  Outer: 1,
  Start: 2,
  End: 3,
  /** The number of the sequence of its fields, see `SequenceInterner`; {@link NOT_INTERNED} where it has none. */
  Sequence: 4,
  /** 1 where its fields are omitted, because the decoder knows the sequence. */
  IsOmitted: 5,
  /** The number of fields before its own. */
  FieldsBefore: 6,
} as const;
export const ENTRY_SIZE = 7;
/** The number of a sequence that is not interned. */
export const NOT_INTERNED = -1;

/** The numbers of a field. */
export const FieldSlot = {
  /** The index of its entry. */
  Entry: 0,
  /** The number of its {@link FieldType}. */
  Type: 1,
  Start: 2,
  ContentStart: 3,
  ContentEnd: 4,
  End: 5,
  /** The number of its value among those of its type; -1 where it is not interned. */
  Value: 6,
  /** Bits of {@link FieldFlag}. */
  Flags: 7,
} as const;
export const FIELD_SIZE = 8;

export const FieldFlag = {
  /** Its content is more than one piece of text, or its line breaks are normalised. */
  Complex: 1,
  /** It has references to characters or predefined entities. */
  References: 2,
  /** The decoder does not know its value yet. */
  NewValue: 4,
} as const;

/** A kind of fields: the children of a container with one name. */
export interface FieldType {
  readonly container: Container;
  readonly role: FieldRole;
  /** The length of the name as written, in UTF-16 units. */
  readonly nameLength: number;
}

export interface ChildRecord {
  readonly entries: Int32Array;
  readonly entryCount: number;
  readonly fields: Int32Array;
  readonly fieldCount: number;
}

/** Builds records: one object, used for one child after the other. */
export class ChildRecordBuilder implements ChildRecord {
  entries = new Int32Array(64 * ENTRY_SIZE);
  entryCount = 0;
  fields = new Int32Array(256 * FIELD_SIZE);
  fieldCount = 0;

  clear(): void {
    this.entryCount = 0;
    this.fieldCount = 0;
  }

  /** @returns the entry's index; its end is set later */
  addEntry(container: number, outer: number, start: number): number {
    const at = this.entryCount * ENTRY_SIZE;
    if (at === this.entries.length) this.entries = grown(this.entries);
    const { entries } = this;
    entries[at + EntrySlot.Container] = container;
    entries[at + EntrySlot.Outer] = outer;
    entries[at + EntrySlot.Start] = start;
    entries[at + EntrySlot.Sequence] = NOT_INTERNED;
    entries[at + EntrySlot.IsOmitted] = 0;
    entries[at + EntrySlot.FieldsBefore] = this.fieldCount;
    return this.entryCount++;
  }

  endEntry(entry: number, end: number): void {
    this.entries[entry * ENTRY_SIZE + EntrySlot.End] = end;
  }

  /** Omits the fields of the last entry. */
  omitFields(entry: number): void {
    this.entries[entry * ENTRY_SIZE + EntrySlot.IsOmitted] = 1;
    this.fieldCount = this.entries[entry * ENTRY_SIZE + EntrySlot.FieldsBefore]!;
  }

  /** @returns the index of the field's first number; its end and its value are set later */
  addField(entry: number, type: number, start: number, contentStart: number): number {
    const at = this.fieldCount * FIELD_SIZE;
    if (at === this.fields.length) this.fields = grown(this.fields);
    const { fields } = this;
    fields[at + FieldSlot.Entry] = entry;
    fields[at + FieldSlot.Type] = type;
    fields[at + FieldSlot.Start] = start;
    fields[at + FieldSlot.ContentStart] = contentStart;
    fields[at + FieldSlot.Value] = -1;
    fields[at + FieldSlot.Flags] = 0;
    this.fieldCount++;
    return at;
  }
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

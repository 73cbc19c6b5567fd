/**
 * What was read of one child of a container while a document is streamed, as numbers: where its entries and facts are, and
 * which facts are written the same. Numbers cost little to keep, and can be sent to whoever makes entries of them.
 * Places are UTF-16 units from the child's start.
 */
import type { Container, FactRole } from '../roles';

/** Numbers of an entry. The child is the first; an entry stands behind the one that it stands in. */
export const EntryField = {
  /** Index into `CONTAINERS`. */
  Container: 0,
  /** The entry that it stands in, by its index; -1 for the child. */
  Outer: 1,
  Start: 2,
  End: 3,
  /** The number of what it says, see `Sayings`; {@link UNKEPT} where that is not kept. */
  Saying: 4,
  /** 1 where its facts are left out: whoever reads the marks knows what it says. */
  IsTold: 5,
  /** How many facts stand in front of its own. */
  FactsBefore: 6,
} as const;
export const ENTRY_SIZE = 7;
/** What is said is not kept. */
export const UNKEPT = -1;

/** Numbers of a fact. */
export const FactField = {
  /** The entry that it stands in, by its index. */
  Entry: 0,
  /** What it is: the number of a {@link MarkedPart}. */
  Part: 1,
  Start: 2,
  ContentStart: 3,
  ContentEnd: 4,
  End: 5,
  /** The number of its wording among those of its part; -1 where that is not kept. */
  Wording: 6,
  /** Bits of {@link FactFlag}. */
  Flags: 7,
} as const;
export const FACT_SIZE = 8;

export const FactFlag = {
  /** There is more in its content than one stretch of text. */
  Complex: 1,
  /** There are references in it, to characters or to predefined entities. */
  References: 2,
  /** Whoever reads the marks has not met its wording before. */
  NewWording: 4,
} as const;

/** What a fact may be: the child of a container that plays a role. */
export interface MarkedPart {
  readonly container: Container;
  readonly role: FactRole;
  /** Of the element's name as written, in UTF-16 units. */
  readonly nameLength: number;
}

/** The marks of one child. */
export interface Marks {
  readonly entries: Int32Array;
  readonly entryCount: number;
  readonly facts: Int32Array;
  readonly factCount: number;
}

/** Marks in the making: the same object for one child after the other. */
export class GrowingMarks implements Marks {
  entries = new Int32Array(64 * ENTRY_SIZE);
  entryCount = 0;
  facts = new Int32Array(256 * FACT_SIZE);
  factCount = 0;

  clear(): void {
    this.entryCount = 0;
    this.factCount = 0;
  }

  /** @returns the entry's index; its end is not known yet */
  addEntry(container: number, outer: number, start: number): number {
    const at = this.entryCount * ENTRY_SIZE;
    if (at === this.entries.length) this.entries = grown(this.entries);
    const { entries } = this;
    entries[at + EntryField.Container] = container;
    entries[at + EntryField.Outer] = outer;
    entries[at + EntryField.Start] = start;
    entries[at + EntryField.Saying] = UNKEPT;
    entries[at + EntryField.IsTold] = 0;
    entries[at + EntryField.FactsBefore] = this.factCount;
    return this.entryCount++;
  }

  endEntry(entry: number, end: number): void {
    this.entries[entry * ENTRY_SIZE + EntryField.End] = end;
  }

  /** The facts of the last entry are left out, since it is known what it says. */
  leaveOut(entry: number): void {
    this.entries[entry * ENTRY_SIZE + EntryField.IsTold] = 1;
    this.factCount = this.entries[entry * ENTRY_SIZE + EntryField.FactsBefore]!;
  }

  /** @returns where the fact's numbers begin; its end and its wording are not known yet */
  addFact(entry: number, part: number, start: number, contentStart: number): number {
    const at = this.factCount * FACT_SIZE;
    if (at === this.facts.length) this.facts = grown(this.facts);
    const { facts } = this;
    facts[at + FactField.Entry] = entry;
    facts[at + FactField.Part] = part;
    facts[at + FactField.Start] = start;
    facts[at + FactField.ContentStart] = contentStart;
    facts[at + FactField.Wording] = -1;
    facts[at + FactField.Flags] = 0;
    this.factCount++;
    return at;
  }
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

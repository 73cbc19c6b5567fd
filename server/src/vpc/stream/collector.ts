/** Gathers what rules gather from entries from what was marked of them while a document is streamed. */
import { EMPTY_ENTITIES } from '../../xml/entities';
import type { HollowList } from '../../xml/hollow';
import type { Scope } from '../../xml/namespaces';
import { withCharacters } from '../../xml/values';
import type { Gathering } from '../gather';
import { readerOf, type Reader } from '../model';
import { CONTAINERS, isInnermost, type Container } from '../roles';
import { gatheredAhead } from '../rules/runner';
import type { Vocabulary } from '../vocabulary';
import { Wording } from '../wording';
import { ENTRY_SIZE, EntryField, FACT_SIZE, FactField, FactFlag, UNKEPT, type MarkedPart, type Marks } from './marks';
import type { MarkReader, Surroundings } from './marker';
import { Saying, StreamedEntry, StreamedFact, type StreamedChild } from './streamedEntry';

/** What was gathered from the entries of a run. */
export interface RunFacts {
  readonly reader: Reader;
  readonly scope: Scope;
  readonly role: Container;
  /** By the gatherings of `gatheredAhead(role)`. */
  readonly items: readonly (readonly unknown[])[];
}

/** Has a run's facts remembered with the list that stands for it. */
export function rememberFacts(list: HollowList, { reader, scope, role, items }: RunFacts): void {
  gatheredAhead(role).forEach((gathering, index) =>
    gathering.remember(list, { reader, scope, role, items: items[index]! }),
  );
}

/** A part, and what is written in facts that are that. */
interface KnownPart extends MarkedPart {
  /** By number. */
  readonly wordings: Wording[];
}

export class Collector implements MarkReader<RunFacts> {
  #role: Container | null = null;
  #scope: Scope | null = null;
  #reader: Reader | null = null;
  readonly #parts: KnownPart[] = [];
  /** By number. */
  readonly #sayings: Saying[] = [];
  #gatherings: readonly Gathering<unknown>[] = [];
  #items: unknown[][] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  begin(surroundings: Surroundings | null): void {
    this.#role = surroundings?.role ?? null;
    this.#scope = surroundings?.scope ?? null;
    this.#reader = surroundings && readerOf(this.vocabulary, EMPTY_ENTITIES, surroundings.namespace);
    this.#gatherings = this.#role === null ? [] : gatheredAhead(this.#role);
    this.#items = this.#gatherings.map(() => []);
  }

  part(part: MarkedPart): void {
    this.#parts.push({ ...part, wordings: [] });
  }

  take(at: number, marks: Marks, bytes: Uint8Array, start: number, end: number): void {
    const child = new Child(marks, this.#parts, DECODER.decode(bytes.subarray(start, end)));
    child.learn();
    const entry = child.entries(this.#scope!, this.#reader!, this.#sayings);
    for (let i = 0; i < this.#gatherings.length; i++) this.#gatherings[i]!.collect(entry, at, this.#items[i]!);
  }

  finish(): RunFacts | null {
    const items = this.#items;
    this.#items = this.#gatherings.map(() => []);
    if (this.#role === null) return null;
    return { reader: this.#reader!, scope: this.#scope!, role: this.#role, items };
  }
}

/** What it gets was found to be well-formed, byte for byte. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The marks of a child, being read. */
class Child implements StreamedChild {
  constructor(
    private readonly marks: Marks,
    private readonly parts: readonly KnownPart[],
    readonly source: string,
  ) {}

  /** Keeps the wordings that are met here first. */
  learn(): void {
    const { facts, factCount } = this.marks;
    for (let at = 0; at < factCount * FACT_SIZE; at += FACT_SIZE) {
      const flags = facts[at + FactField.Flags]!;
      if ((flags & FactFlag.NewWording) === 0) continue;
      const text = this.source.slice(facts[at + FactField.ContentStart], facts[at + FactField.ContentEnd]);
      const { wordings } = this.parts[facts[at + FactField.Part]!]!;
      const wording = facts[at + FactField.Wording]!;
      wordings[wording] ??= new Wording((flags & FactFlag.References) === 0 ? text : withCharacters(text));
    }
  }

  /** Makes the entries. @returns the child's own */
  entries(scope: Scope, reader: Reader, sayings: Saying[]): StreamedEntry {
    const { entries, entryCount } = this.marks;
    const made: StreamedEntry[] = [];
    for (let index = 0; index < entryCount; index++) {
      const at = index * ENTRY_SIZE;
      const container = CONTAINERS[entries[at + EntryField.Container]!]!;
      const start = entries[at + EntryField.Start]!;
      const end = entries[at + EntryField.End]!;
      const said = entries[at + EntryField.Saying]!;
      const saying = said === UNKEPT ? null : (sayings[said] ??= new Saying());
      const entry = new StreamedEntry(container, scope, reader, this, index, start, end, saying);
      made.push(entry);
      if (index === 0) continue;
      const outer = made[entries[at + EntryField.Outer]!]!;
      (outer.within ??= []).push({ entry, at: start - outer.start });
    }
    return made[0]!;
  }

  readFacts(entry: number): StreamedFact[] | null {
    const { entries, facts, factCount } = this.marks;
    if (entries[entry * ENTRY_SIZE + EntryField.IsTold] === 1) return null;
    const from = entries[entry * ENTRY_SIZE + EntryField.Start]!;
    const first = entries[entry * ENTRY_SIZE + EntryField.FactsBefore]!;
    const hasOthers = !isInnermost(CONTAINERS[entries[entry * ENTRY_SIZE + EntryField.Container]!]!);
    const read: StreamedFact[] = [];
    for (let at = first * FACT_SIZE; at < factCount * FACT_SIZE; at += FACT_SIZE) {
      if (facts[at + FactField.Entry] !== entry) {
        // Between its facts stand those of the entries in it, if any.
        if (hasOthers) continue;
        break;
      }
      const { role, nameLength, wordings } = this.parts[facts[at + FactField.Part]!]!;
      const start = facts[at + FactField.Start]!;
      const flags = facts[at + FactField.Flags]!;
      const wording = facts[at + FactField.Wording]!;
      read.push(
        new StreamedFact(
          role,
          start - from,
          this,
          start,
          nameLength,
          facts[at + FactField.ContentStart]!,
          facts[at + FactField.ContentEnd]!,
          facts[at + FactField.End]!,
          (flags & FactFlag.Complex) === 0,
          (flags & FactFlag.References) !== 0,
          wording < 0 ? null : wordings[wording]!,
        ),
      );
    }
    return read;
  }
}

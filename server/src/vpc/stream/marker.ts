/** Marks, while a document is streamed, what its rules want to know of the entries that are not going to be held. */
import { expandedName, type Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { ByteToken, type ByteScanner } from '../../xml/stream/byteScanner';
import { hashOf } from '../../xml/stream/byteTable';
import type { Observer } from '../../xsd/stream/observer';
import { CONTAINER_IN, CONTAINERS, isContainer, isInnermost, type Container } from '../roles';
import type { Vocabulary } from '../vocabulary';
import { ByteWordings, MOST_WORDINGS } from './byteWordings';
import {
  ENTRY_SIZE,
  EntryField,
  FACT_SIZE,
  FactField,
  FactFlag,
  GrowingMarks,
  UNKEPT,
  type MarkedPart,
  type Marks,
} from './marks';
import { SILENCE, Sayings } from './sayings';

/** What stands around the children that are marked. */
export interface Surroundings {
  /** The containers that may stand there; `null` for none. */
  readonly role: Container | null;
  readonly scope: Scope;
  /** The document's. */
  readonly namespace: string;
}

/** Takes what was marked. */
export interface MarkReader<T> {
  /** The children that follow stand there. What was taken before and is not finished is dropped. */
  begin(surroundings: Surroundings | null): void;
  /** Facts may be that. The first has the number 0, and so on. */
  part(part: MarkedPart): void;
  /**
   * A child goes to the run that is being read.
   * @param at where in the run it starts, in UTF-16 units
   * @param start where its bytes are
   */
  take(at: number, marks: Marks, bytes: Uint8Array, start: number, end: number): void;
  /** The run ends. @returns what is to be known of it */
  finish(): T | null;
}

/** An element of the spine: the container that it is. */
interface Vertebra {
  readonly container: Container | null;
  readonly scope: Scope;
}

/** What a child of a container is: an entry, or a fact. */
type Part = EntryPart | FactPart;

interface EntryPart {
  readonly entry: Container;
}

interface FactPart {
  readonly entry: null;
  readonly number: number;
  readonly wordings: ByteWordings;
  /** By the number of a wording: whether the reader knows it. */
  readonly told: boolean[];
}

/** The parts of a container by the numbers of their names, found out when they are met. */
interface Parts {
  readonly container: Container;
  readonly byName: (Part | null | undefined)[];
}

const NO_FACT = -1;

export class Marker<T> implements Observer<T> {
  #namespace: string | null = null;
  readonly #spine: Vertebra[] = [];
  /** In the scope of the spine's end. */
  #parts = new Map<Container, Parts>();
  #partsScope: Scope | null = null;
  #partCount = 0;
  /** What may be open at each level, and which entry is. */
  readonly #partsAt: (Parts | null)[] = [];
  readonly #entryAt: number[] = [];

  /** Of the child that is being read. */
  readonly #marks = new GrowingMarks();
  #start = 0;
  /** The fact that is being read: where its numbers begin, its level, and where its name ends in the document's bytes. */
  #fact = NO_FACT;
  #factLevel = 0;
  #factPart: FactPart | null = null;
  #nameEnd = 0;
  /** What the reader will have met with this child: wordings, sayings. */
  readonly #news: { readonly part: FactPart; readonly wording: number }[] = [];
  readonly #newSayings: number[] = [];

  readonly #sayings = new Sayings();
  /** By the number of a saying: whether the reader knows it. */
  readonly #told: boolean[] = [];

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly reader: MarkReader<T>,
  ) {}

  enter(node: ElementNode, scope: Scope): void {
    const { namespace, local } = expandedName(node.name, scope, 'element');
    this.#spine.push({ container: this.#containerOf(namespace, local), scope });
    this.#begin();
  }

  leave(): void {
    this.#spine.pop();
    this.#begin();
  }

  #containerOf(namespace: string, local: string): Container | null {
    if (this.#spine.length === 0) {
      if (local !== this.vocabulary.rootName) return null;
      this.#namespace = namespace;
      return 'publication';
    }
    const outer = this.#spine.at(-1)!.container;
    if (outer === null || namespace !== this.#namespace) return null;
    const role = this.vocabulary.partOf(outer, local)?.role;
    return role !== undefined && role !== 'publication' && isContainer(role) ? role : null;
  }

  #begin(): void {
    const end = this.#spine.at(-1);
    if (end !== undefined && end.scope !== this.#partsScope) {
      this.#parts = new Map();
      this.#partsScope = end.scope;
    }
    const container = end?.container ?? null;
    this.#partsAt[0] = container === null ? null : this.#partsOf(container);
    this.#marks.clear();
    const role = container === null ? null : CONTAINER_IN[container];
    const surroundings = end && this.#namespace !== null && { role, scope: end.scope, namespace: this.#namespace };
    this.reader.begin(surroundings || null);
  }

  keeps(name: number): boolean {
    const part = this.#partsAt[0]?.byName[name] ?? null;
    return part !== null && part.entry === null;
  }

  open(level: number, scanner: ByteScanner): void {
    const parts = this.#partsAt[level]!;
    this.#partsAt[level + 1] = null;
    this.#entryAt[level] = -1;
    if (level === 0) this.#openChild(scanner);
    if (parts === null) {
      // What a value says besides text is for those who read trees.
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
      this.#entryAt[level] = this.#marks.addEntry(CONTAINERS.indexOf(part.entry), outer, start);
      this.#partsAt[level + 1] = this.#partsOf(part.entry);
    } else if (level > 0) {
      const { names } = scanner;
      const contentStart = scanner.units - this.#start;
      this.#fact = this.#marks.addFact(this.#entryAt[level - 1]!, part.number, start, contentStart);
      this.#factLevel = level;
      this.#factPart = part;
      this.#nameEnd = scanner.place(scanner.start + 1 + names.lengthOf(name));
    }
  }

  #openChild(scanner: ByteScanner): void {
    this.#marks.clear();
    this.#start = scanner.startUnits;
    this.#fact = NO_FACT;
    this.#news.length = 0;
    this.#newSayings.length = 0;
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
    this.reader.part({ container, role, nameLength: name.length });
    return { entry: null, number: this.#partCount++, wordings: new ByteWordings(), told: [] };
  }

  close(level: number, scanner: ByteScanner): void {
    if (this.#fact !== NO_FACT && level === this.#factLevel) return this.#closeFact(scanner);
    const entry = this.#entryAt[level]!;
    if (entry < 0) return;
    this.#marks.endEntry(entry, scanner.units - this.#start);
    const parts = this.#partsAt[level + 1]!;
    if (isInnermost(parts.container)) this.#say(entry);
  }

  /** Notes what an entry says that holds no others. */
  #say(entry: number): void {
    const { entries, facts, factCount } = this.#marks;
    const firstFact = entries[entry * ENTRY_SIZE + EntryField.FactsBefore]!;
    let saying = SILENCE;
    for (let at = firstFact * FACT_SIZE; at < factCount * FACT_SIZE; at += FACT_SIZE) {
      const wording = facts[at + FactField.Wording]!;
      if (wording < 0) return;
      saying = this.#sayings.followedBy(saying, facts[at + FactField.Part]! * MOST_WORDINGS + wording);
    }
    entries[entry * ENTRY_SIZE + EntryField.Saying] = saying;
    if (saying === UNKEPT) return;
    if (this.#told[saying]) this.#marks.leaveOut(entry);
    else this.#newSayings.push(saying);
  }

  #closeFact(scanner: ByteScanner): void {
    const fact = this.#fact;
    const { facts } = this.#marks;
    this.#fact = NO_FACT;
    const isEmpty = scanner.kind === ByteToken.EmptyElementTag;
    const end = scanner.units - this.#start;
    facts[fact + FactField.End] = end;
    facts[fact + FactField.ContentEnd] = isEmpty
      ? facts[fact + FactField.ContentStart]!
      : scanner.startUnits - this.#start;
    const flags = facts[fact + FactField.Flags]!;
    if ((flags & FactFlag.Complex) !== 0) return;
    const wording = this.#wordingOf(scanner, isEmpty);
    if (wording < 0) return;
    facts[fact + FactField.Wording] = wording;
    const part = this.#factPart!;
    if (part.told[wording]) return;
    facts[fact + FactField.Flags] = flags | FactFlag.NewWording;
    this.#news.push({ part, wording });
  }

  /** The number of the wording of the fact that ends. */
  #wordingOf(scanner: ByteScanner, isEmpty: boolean): number {
    const { bytes } = scanner;
    const start = this.#nameEnd - scanner.base;
    const end = isEmpty ? scanner.end : scanner.start;
    // A value behind a tag of nothing but its name has a hash already.
    const isBare = scanner.textPlace === this.#nameEnd + 1;
    return this.#factPart!.wordings.of(bytes, start, end, isBare ? scanner.textHash : hashOf(bytes, start, end));
  }

  references(): void {
    if (this.#fact !== NO_FACT) this.#marks.facts[this.#fact + FactField.Flags]! |= FactFlag.References;
  }

  unusual(): void {
    if (this.#fact !== NO_FACT) this.#marks.facts[this.#fact + FactField.Flags]! |= FactFlag.Complex;
  }

  take(at: number, scanner: ByteScanner): void {
    if (this.#marks.entryCount === 0) return;
    for (const { part, wording } of this.#news) part.told[wording] = true;
    for (const saying of this.#newSayings) this.#told[saying] = true;
    this.reader.take(at, this.#marks, scanner.bytes, scanner.keptFrom, scanner.end);
  }

  finish(): T | null {
    return this.reader.finish();
  }
}

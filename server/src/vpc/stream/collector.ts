/** Notes, while a document is streamed, what its rules gather from the entries that are not going to be held. */
import { EMPTY_ENTITIES } from '../../xml/entities';
import type { HollowList } from '../../xml/hollow';
import { expandedName, type Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { ByteToken, type ByteScanner } from '../../xml/stream/byteScanner';
import type { Observer } from '../../xsd/stream/observer';
import type { Gathering } from '../gather';
import { readerOf, type Reader } from '../model';
import { CONTAINER_IN, isContainer, type Container, type FactRole } from '../roles';
import { gatheredAhead } from '../rules/runner';
import type { Vocabulary } from '../vocabulary';
import { ByteWordings } from '../wording';
import { StreamedEntry, StreamedFact, type StreamedText } from './streamedEntry';

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

/** An element of the spine: the container that it is, and what its children may be. */
interface Vertebra {
  readonly container: Container | null;
  readonly scope: Scope;
}

/** What a child of a container is: an entry, or a fact. */
type Part = { readonly entry: Container } | FactPart;

/** The parts of a container by the numbers of their names, found out when they are met. */
interface Parts {
  readonly container: Container;
  readonly byName: (Part | null | undefined)[];
}

interface FactPart {
  readonly entry: null;
  readonly role: FactRole;
  readonly wordings: ByteWordings;
}

export class Collector implements Observer<RunFacts> {
  #reader: Reader | null = null;
  readonly #spine: Vertebra[] = [];
  /** In the scope of the spine's end. */
  #parts = new Map<Container, Parts>();
  /** What may be open at each level. */
  readonly #partsAt: (Parts | null)[] = [];
  #partsScope: Scope | null = null;

  /** The child that is being read: its text, and at each level the entry that is open there. */
  #text: StreamedText = { source: '' };
  #start = 0;
  readonly #open: (StreamedEntry | null)[] = [];
  /** The fact that is being read, and where its name ends in the document's bytes. */
  #fact: StreamedFact | null = null;
  #factLevel = 0;
  #wordings: ByteWordings | null = null;
  #nameEnd = 0;

  #gatherings: readonly Gathering<unknown>[] = [];
  #items: unknown[][] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

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
      this.#reader = readerOf(this.vocabulary, EMPTY_ENTITIES, namespace);
      return 'publication';
    }
    const outer = this.#spine.at(-1)!.container;
    if (outer === null || namespace !== this.#reader?.namespace) return null;
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
    const role = this.#childRole;
    this.#gatherings = role === null ? [] : gatheredAhead(role);
    this.#items = this.#gatherings.map(() => []);
  }

  /** The role of the containers that may stand in the spine's innermost element. */
  get #childRole(): Container | null {
    const container = this.#spine.at(-1)?.container ?? null;
    return container === null ? null : CONTAINER_IN[container];
  }

  keeps(name: number): boolean {
    const part = this.#partsAt[0]?.byName[name] ?? null;
    return part !== null && part.entry === null;
  }

  open(level: number, scanner: ByteScanner): void {
    const parts = this.#partsAt[level]!;
    this.#open[level] = null;
    this.#partsAt[level + 1] = null;
    if (level === 0) this.#fact = null;
    if (parts === null) {
      // What a value says besides text is for those who read trees.
      if (this.#fact !== null) this.#fact.isPlain = false;
      return;
    }
    const { name } = scanner;
    let part = parts.byName[name];
    if (part === undefined) parts.byName[name] = part = this.#partOf(parts.container, scanner.names.texts[name]!);
    if (level === 0) {
      this.#text = { source: '' };
      this.#start = scanner.startUnits;
      if (part !== null && part.entry !== null) this.#openEntry(part.entry, 0, 0);
    } else if (part !== null) {
      const outer = this.#open[level - 1]!;
      const start = scanner.startUnits - this.#start;
      if (part.entry === null) this.#openFact(part, outer, start, level, scanner);
      else (outer.within ??= []).push({ entry: this.#openEntry(part.entry, level, start), at: start - outer.start });
    }
  }

  #openEntry(role: Container, level: number, start: number): StreamedEntry {
    const entry = new StreamedEntry(role, this.#partsScope!, this.#reader!, this.#text, start);
    this.#open[level] = entry;
    this.#partsAt[level + 1] = this.#partsOf(role);
    return entry;
  }

  #openFact(part: FactPart, outer: StreamedEntry, start: number, level: number, scanner: ByteScanner): void {
    const { names, name } = scanner;
    const contentStart = scanner.units - this.#start;
    const at = start - outer.start;
    const fact = new StreamedFact(part.role, at, this.#text, start, names.texts[name]!.length, contentStart);
    outer.read.push(fact);
    this.#fact = fact;
    this.#factLevel = level;
    this.#wordings = part.wordings;
    this.#nameEnd = scanner.place(scanner.start + 1 + names.lengthOf(name));
  }

  #partsOf(container: Container): Parts {
    let parts = this.#parts.get(container);
    if (parts === undefined) this.#parts.set(container, (parts = { container, byName: [] }));
    return parts;
  }

  #partOf(container: Container, name: string): Part | null {
    const { namespace, local } = expandedName(name, this.#partsScope!, 'element');
    const role = namespace === this.#reader!.namespace ? this.vocabulary.partOf(container, local)?.role : undefined;
    if (role === undefined || role === 'publication') return null;
    return isContainer(role) ? { entry: role } : { entry: null, role, wordings: new ByteWordings() };
  }

  close(level: number, scanner: ByteScanner): void {
    const fact = this.#fact;
    if (fact !== null && level === this.#factLevel) {
      fact.end = scanner.units - this.#start;
      const isEmpty = scanner.kind === ByteToken.EmptyElementTag;
      fact.contentEnd = isEmpty ? fact.contentStart : scanner.startUnits - this.#start;
      if (fact.isPlain) {
        const { contentStart, contentEnd, hasReferences } = fact;
        const start = this.#nameEnd - scanner.base;
        const end = isEmpty ? scanner.end : scanner.start;
        fact.wording = this.#wordings!.of(scanner.bytes, start, end, contentEnd - contentStart, hasReferences);
      }
      this.#fact = null;
      return;
    }
    const entry = this.#open[level];
    if (entry != null) entry.end = scanner.units - this.#start;
  }

  references(): void {
    if (this.#fact !== null) this.#fact.hasReferences = true;
  }

  unusual(): void {
    if (this.#fact !== null) this.#fact.isPlain = false;
  }

  take(at: number, scanner: ByteScanner): void {
    const entry = this.#open[0];
    if (entry == null) return;
    const { bytes, keptFrom, end } = scanner;
    this.#text.source = DECODER.decode(bytes.subarray(keptFrom, end));
    this.#gatherings.forEach((gathering, index) => gathering.collect(entry, at, this.#items[index]!));
  }

  finish(): RunFacts | null {
    const role = this.#childRole;
    const items = this.#items;
    this.#items = this.#gatherings.map(() => []);
    if (role === null || this.#reader === null) return null;
    return { reader: this.#reader, scope: this.#partsScope!, role, items };
  }
}

/** What it gets was found to be well-formed, byte for byte. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

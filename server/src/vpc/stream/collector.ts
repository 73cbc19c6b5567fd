/** Notes, while a document is streamed, what its rules gather from the entries that are not going to be held. */
import { EMPTY_ENTITIES } from '../../xml/entities';
import { withCharacters } from '../../xml/values';
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
import { ByteWordings, type Wording } from '../wording';
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

interface FactPart {
  readonly entry: null;
  readonly role: FactRole;
  readonly wordings: ByteWordings;
}

export class Collector implements Observer<RunFacts> {
  #reader: Reader | null = null;
  readonly #spine: Vertebra[] = [];
  /** Parts by the number of the name, for each container; in the scope of the spine's end. */
  #parts = new Map<Container, (Part | null | undefined)[]>();
  #partsScope: Scope | null = null;

  /** The child that is being read: its text, and at each level the entry that is open there. */
  #text: StreamedText = { source: '' };
  #start = 0;
  readonly #open: (StreamedEntry | null)[] = [];
  /** The fact that is being read, and where its name ends in the document's bytes. */
  #fact: StreamedFact | null = null;
  #factLevel = 0;
  #factPart: FactPart | null = null;
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
    const container = this.#spine.at(-1)?.container ?? null;
    const part = container === null ? null : (this.#parts.get(container)?.[name] ?? null);
    return part !== null && part.entry === null;
  }

  open(level: number, scanner: ByteScanner): void {
    const outer = level === 0 ? null : this.#open[level - 1]!;
    this.#open[level] = null;
    const container = level === 0 ? (this.#spine.at(-1)?.container ?? null) : (outer?.container ?? null);
    if (container === null) return;
    const part = this.#part(container, scanner);
    if (level === 0) {
      this.#text = { source: '' };
      this.#start = scanner.startUnits;
      if (part !== null && part.entry !== null) this.#open[0] = this.#entry(part.entry, 0);
    } else if (part !== null) {
      const start = scanner.startUnits - this.#start;
      if (part.entry !== null) {
        const entry = this.#entry(part.entry, start);
        (outer!.within ??= []).push({ entry, at: start - outer!.start });
        this.#open[level] = entry;
      } else {
        const { names, name } = scanner;
        const contentStart = scanner.units - this.#start;
        const at = start - outer!.start;
        this.#fact = new StreamedFact(part.role, at, this.#text, start, names.texts[name]!.length, contentStart);
        this.#factLevel = level;
        this.#factPart = part;
        this.#nameEnd = scanner.place(scanner.start + 1 + names.lengthOf(name));
        outer!.read.push(this.#fact);
      }
    }
  }

  #entry(role: Container, start: number): StreamedEntry {
    return new StreamedEntry(role, this.#partsScope!, this.#reader!, this.#text, start);
  }

  #part(container: Container, { name, names }: ByteScanner): Part | null {
    let parts = this.#parts.get(container);
    if (parts === undefined) this.#parts.set(container, (parts = []));
    let part = parts[name];
    if (part === undefined) parts[name] = part = this.#partOf(container, names.texts[name]!);
    return part;
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
      if (fact.isPlain) fact.wording = this.#wording(fact, isEmpty ? scanner.end : scanner.start, scanner);
      this.#fact = null;
      return;
    }
    const entry = this.#open[level];
    if (entry != null) entry.end = scanner.units - this.#start;
  }

  /** @param end where the fact's end tag starts, or where it ends where it has none */
  #wording(
    { contentStart, contentEnd, hasReferences }: StreamedFact,
    end: number,
    scanner: ByteScanner,
  ): Wording | null {
    const { bytes } = scanner;
    const start = this.#nameEnd - scanner.base;
    return this.#factPart!.wordings.of(bytes, start, end, () => {
      // Places are in units, of which a character outside ASCII has fewer than bytes: the text is what is known of the tag.
      const written = DECODER.decode(bytes.subarray(start, end));
      const content = written.slice(written.length - (contentEnd - contentStart));
      return contentEnd === contentStart ? '' : hasReferences ? withCharacters(content) : content;
    });
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

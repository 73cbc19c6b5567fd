/** Notes, while a document is streamed, what its rules gather from the entries that are not going to be held. */
import { EMPTY_ENTITIES } from '../../xml/entities';
import type { HollowList } from '../../xml/hollow';
import { expandedName, type Scope } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { ByteToken, type ByteScanner } from '../../xml/stream/byteScanner';
import type { Observer } from '../../xsd/stream/observer';
import type { Gathering } from '../gather';
import { readerOf, type Reader } from '../model';
import { CONTAINER_IN, isContainer, type Container, type Role } from '../roles';
import { gatheredAhead } from '../rules/runner';
import type { Vocabulary } from '../vocabulary';
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

export class Collector implements Observer<RunFacts> {
  #reader: Reader | null = null;
  readonly #spine: Vertebra[] = [];
  /** Roles by the number of the name, for each container; in the scope of the spine's end. */
  #roles = new Map<Container, (Role | null)[]>();
  #rolesScope: Scope | null = null;

  /** The child that is being read: its text, and at each level the entry that is open there. */
  #text: StreamedText = { source: '' };
  #start = 0;
  readonly #open: (StreamedEntry | null)[] = [];
  #fact: StreamedFact | null = null;
  #factLevel = 0;

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
    if (end !== undefined && end.scope !== this.#rolesScope) {
      this.#roles = new Map();
      this.#rolesScope = end.scope;
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
    const role = container === null ? null : (this.#roles.get(container)?.[name] ?? null);
    return role !== null && !isContainer(role);
  }

  open(level: number, scanner: ByteScanner): void {
    const outer = level === 0 ? null : this.#open[level - 1]!;
    this.#open[level] = null;
    const container = level === 0 ? (this.#spine.at(-1)?.container ?? null) : (outer?.container ?? null);
    if (container === null) return;
    const role = this.#role(container, scanner);
    if (level === 0) {
      this.#text = { source: '' };
      this.#start = scanner.startUnits;
      if (role !== null && isContainer(role)) this.#open[0] = this.#entry(role, 0);
    } else if (role !== null) {
      const start = scanner.startUnits - this.#start;
      if (isContainer(role)) {
        const entry = this.#entry(role, start);
        (outer!.within ??= []).push({ entry, at: start - outer!.start });
        this.#open[level] = entry;
      } else {
        const nameLength = scanner.names.texts[scanner.name]!.length;
        const contentStart = scanner.units - this.#start;
        this.#fact = new StreamedFact(role, start - outer!.start, this.#text, start, nameLength, contentStart);
        this.#factLevel = level;
        outer!.read.push(this.#fact);
      }
    }
  }

  #entry(role: Container, start: number): StreamedEntry {
    return new StreamedEntry(role, this.#rolesScope!, this.#reader!, this.#text, start);
  }

  #role(container: Container, { name, names }: ByteScanner): Role | null {
    let roles = this.#roles.get(container);
    if (roles === undefined) this.#roles.set(container, (roles = []));
    let role = roles[name];
    if (role === undefined) roles[name] = role = this.#roleOf(container, names.texts[name]!);
    return role;
  }

  #roleOf(container: Container, name: string): Role | null {
    const { namespace, local } = expandedName(name, this.#rolesScope!, 'element');
    const role = namespace === this.#reader!.namespace ? this.vocabulary.partOf(container, local)?.role : undefined;
    return role === undefined || role === 'publication' ? null : role;
  }

  close(level: number, scanner: ByteScanner): void {
    const fact = this.#fact;
    if (fact !== null && level === this.#factLevel) {
      fact.end = scanner.units - this.#start;
      fact.contentEnd =
        scanner.kind === ByteToken.EmptyElementTag ? fact.contentStart : scanner.startUnits - this.#start;
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
    return { reader: this.#reader, scope: this.#rolesScope!, role, items };
  }
}

/** What it gets was found to be well-formed, byte for byte. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The domain, read from a tree by roles: a publication with its patch vendors, their patches and the products under them.
 *
 * An entry is what one container element says. It is remembered with its node, and all its places count from the node's
 * own start: after an edit, only the entries on the edit's path are read again. Nothing here fails on broken documents:
 * what is missing is `undefined`, what is misplaced is read all the same.
 */
import { entitiesOf, type Entities } from '../xml/entities';
import { forEachNamed, isHollow, type HollowList } from '../xml/hollow';
import { rootElement } from '../xml/locate';
import { expandedName, localName, Scope } from '../xml/namespaces';
import {
  forEachChild,
  isElement,
  isLeaf,
  isList,
  NodeFlag,
  type ChildNode,
  type ContentNode,
  type ElementNode,
} from '../xml/nodes';
import { own } from '../xml/own';
import type { XmlTree } from '../xml/tree';
import { NodeFact, type Fact } from './fact';
import {
  CONTAINER_IN,
  isContainer,
  isInnermost,
  type Container,
  type FactRole,
  type FactRoleIn,
  type RoleIn,
} from './roles';
import type { Vocabulary } from './vocabulary';
import { Wordings } from './wording';

/** An entry and where its element starts: in the document, or in the entry that it stands in. */
export interface PlacedEntry<C extends Container = Container> {
  readonly entry: Entry<C>;
  readonly at: number;
}

/** The containers that may stand in a container. */
export type ContainerIn<C extends Container> = RoleIn<C> & Container;

const NO_ROLES: readonly FactRole[] = [];

/** What one container element says. */
export abstract class Entry<C extends Container = Container> {
  /** The element itself. */
  abstract readonly node: ElementNode;

  constructor(
    readonly container: C,
    /** The namespaces in force in the element. */
    readonly scope: Scope,
    /** What is the same for all entries of a document. */
    readonly reader: Reader,
  ) {}

  /** All children that play a role, in document order. */
  abstract facts(role: FactRoleIn<C>): readonly Fact[];

  /** Calls `visit` for each child with a plain value that plays some role, in document order. */
  abstract forEachFact(visit: (fact: Fact) => void): void;

  /** Those that stand before the first entry in this one, which may hold tens of thousands; in document order. */
  abstract headFacts(): readonly Fact[];

  /** The roles that several of them play. */
  rolesOfSeveral(): readonly FactRole[] {
    const facts = this.headFacts();
    let roles: FactRole[] | null = null;
    for (let i = 1; i < facts.length; i++) {
      const { role } = facts[i]!;
      for (let earlier = i - 1; earlier >= 0; earlier--) {
        if (facts[earlier]!.role !== role) continue;
        if (roles === null) roles = [role];
        else if (!roles.includes(role)) roles.push(role);
        break;
      }
    }
    return roles ?? NO_ROLES;
  }

  /** The entries of a role that stand in this one, in document order; `at` counts from this element's start. */
  abstract entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[];

  get vocabulary(): Vocabulary {
    return this.reader.vocabulary;
  }

  /** The entry as it was read first, where this one only shows it in another way. */
  get origin(): Entry<C> {
    return this;
  }

  /** A child node of this element as a fact; `null` where it plays no role, or a container's. `at` is the fact's place. */
  factOf(node: ChildNode, at: number): Fact | null {
    if (!isElement(node)) return null;
    const name = (node.flags & NodeFlag.Prefixed) === 0 ? node.name : localName(node.name);
    const part = this.reader.factPart(this.container, name);
    if (part === null || this.reader.scopeIn(node, name, this.scope) === null) return null;
    return new NodeFact(part.role, node, at, this.reader.entities, part.wordings);
  }

  /** The first child that plays a role. */
  fact(role: FactRoleIn<C>): Fact | undefined {
    return this.facts(role)[0];
  }

  /** The first child that plays a role and is not blank. */
  filled(role: FactRoleIn<C>): Fact | undefined {
    const facts = this.facts(role);
    for (let i = 0; i < facts.length; i++) if (facts[i]!.value !== '') return facts[i];
    return undefined;
  }

  /** The value of the first child that plays a role; `undefined` where there is none or it is blank. */
  value(role: FactRoleIn<C>): string | undefined {
    return this.fact(role)?.value || undefined;
  }

  /** The values of all children that play a role, blank ones left out. */
  values(role: FactRoleIn<C>): string[] {
    return this.facts(role)
      .map(({ value }) => value)
      .filter((value) => value !== '');
  }

  /** A child node of this element as an entry of a role; `null` where it does not play that role. */
  child<R extends ContainerIn<C>>(role: R, node: ChildNode): Entry<R> | null {
    const name = this.vocabulary.nameOf(this.container, role);
    if (!isElement(node) || name === undefined) return null;
    const scope = this.reader.scopeIn(node, name, this.scope);
    return scope === null ? null : this.reader.entry(role, node, scope);
  }
}

/** An entry read from a tree. */
class NodeEntry<C extends Container> extends Entry<C> {
  constructor(
    container: C,
    readonly node: ElementNode,
    scope: Scope,
    reader: Reader,
  ) {
    super(container, scope, reader);
  }

  facts(role: FactRoleIn<C>): readonly Fact[] {
    const facts: Fact[] = [];
    const name = this.vocabulary.nameOf(this.container, role);
    if (name === undefined) return facts;
    forEachNamed(this.node.content, this.node.openWidth, name, (child, at) => {
      if (isElement(child) && this.reader.scopeIn(child, name, this.scope) !== null) {
        const wordings = this.reader.factPart(this.container, name)?.wordings;
        facts.push(new NodeFact(role, child, at, this.reader.entities, wordings));
      }
    });
    return facts;
  }

  forEachFact(visit: (fact: Fact) => void): void {
    forEachChild(this.node.content, this.node.openWidth, (child, at) => {
      const fact = this.factOf(child, at);
      if (fact !== null) visit(fact);
    });
  }

  headFacts(): readonly Fact[] {
    const facts: Fact[] = [];
    this.visitHead(this.node.content, this.node.openWidth, facts);
    return facts;
  }

  /** @returns false once an entry was met */
  protected visitHead(content: ContentNode | null, at: number, facts: Fact[]): boolean {
    if (content === null) return true;
    if (!isList(content)) {
      if (!isElement(content)) return true;
      const fact = this.factOf(content, at);
      if (fact !== null) facts.push(fact);
      return fact !== null || !this.isEntry(content);
    }
    if (isHollow(content) && this.mayHoldEntries(content)) return false;
    for (const item of content.items) {
      if (!isLeaf(item) && !this.visitHead(item, at, facts)) return false;
      at += item.width;
    }
    return true;
  }

  private isEntry(node: ChildNode): boolean {
    const name = this.entryName;
    return name !== undefined && isElement(node) && this.reader.scopeIn(node, name, this.scope) !== null;
  }

  private mayHoldEntries(list: HollowList): boolean {
    return this.entryName !== undefined && list.mayHold(this.entryName);
  }

  private get entryName(): string | undefined {
    const role = CONTAINER_IN[this.container];
    return role === null ? undefined : this.vocabulary.nameOf(this.container, role as RoleIn<C>);
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    const found: PlacedEntry<R>[] = [];
    const name = this.vocabulary.nameOf(this.container, role);
    if (name === undefined) return found;
    forEachNamed(this.node.content, this.node.openWidth, name, (child, at) => {
      const entry = this.child(role, child);
      if (entry !== null) found.push({ entry, at });
    });
    return found;
  }
}

/** An entry that holds no others. It is short and short-lived: all that it says is read at once, and kept. */
class InnermostEntry<C extends Container> extends NodeEntry<C> {
  private known: readonly Fact[] | null = null;

  override facts(role: FactRoleIn<C>): readonly Fact[] {
    return this.headFacts().filter((fact) => fact.role === role);
  }

  override forEachFact(visit: (fact: Fact) => void): void {
    const facts = this.headFacts();
    for (let i = 0; i < facts.length; i++) visit(facts[i]!);
  }

  override headFacts(): readonly Fact[] {
    return (this.known ??= super.headFacts());
  }
}

/** What a child with a plain value is, and what is written in others of its role. */
interface FactPart {
  readonly role: FactRole;
  readonly wordings: Wordings;
}

/** So many innermost entries are remembered at least; a patch rarely has more. */
const RECENT = 256;

/** Finds and remembers the entries of documents with the same vocabulary, entities and namespace. */
export class Reader {
  private readonly remembered = new WeakMap<ElementNode, Entry>();
  /** The innermost entries that were asked for last, and how many: one rule after the other asks for those of a patch. */
  private recent = new WeakMap<ElementNode, Entry>();
  private recentCount = 0;
  private lastScope: Scope | null = null;
  private isLastDefault = false;
  private readonly factParts = new Map<Container, Map<string, FactPart | null>>();

  constructor(
    readonly vocabulary: Vocabulary,
    /** What the document's DOCTYPE declares. */
    readonly entities: Entities,
    /** Elements of other namespaces play no role: suppliers may add their own. */
    readonly namespace: string,
  ) {}

  /** The entry of a container element; remembered with its node if it holds others, otherwise for a while. */
  entry<C extends Container>(container: C, node: ElementNode, scope: Scope): Entry<C> {
    if (isInnermost(container)) return this.innermost(container, node, scope);
    const known = this.remembered.get(node);
    if (known?.container === container && known.scope === scope) return known as Entry<C>;
    const entry = new NodeEntry(container, node, scope, this);
    this.remembered.set(node, entry);
    return entry;
  }

  private innermost<C extends Container>(container: C, node: ElementNode, scope: Scope): Entry<C> {
    const known = this.recent.get(node);
    if (known?.container === container && known.scope === scope) return known as Entry<C>;
    const entry = new InnermostEntry(container, node, scope, this);
    if (++this.recentCount > RECENT) [this.recent, this.recentCount] = [new WeakMap<ElementNode, Entry>(), 1];
    this.recent.set(node, entry);
    return entry;
  }

  /** What a child of a container with a plain value is, by its local name; `null` where it is none. */
  factPart(container: Container, name: string): FactPart | null {
    let parts = this.factParts.get(container);
    if (parts === undefined) this.factParts.set(container, (parts = new Map<string, FactPart | null>()));
    let part = parts.get(name);
    if (part === undefined) {
      const role = this.vocabulary.partOf(container, name)?.role;
      if (role === undefined) return null;
      part = role === 'publication' || isContainer(role) ? null : { role, wordings: new Wordings() };
      parts.set(own(name), part);
    }
    return part;
  }

  /**
   * The namespaces in force in an element that has a local name in the documents' namespace; `null` where it has another.
   * @param outer the namespaces in force around it
   */
  scopeIn(element: ElementNode, name: string, outer: Scope): Scope | null {
    if ((element.flags & NodeFlag.Prefixed) === 0) {
      return element.name === name && this.isDefault(outer) ? outer : null;
    }
    if (!element.name.endsWith(name)) return null;
    const scope = outer.enter(element, this.entities);
    const { namespace, local } = expandedName(element.name, scope, 'element');
    return local === name && namespace === this.namespace ? scope : null;
  }

  /** Whether names without a prefix are in the documents' namespace. */
  private isDefault(scope: Scope): boolean {
    if (scope !== this.lastScope) {
      this.lastScope = scope;
      this.isLastDefault = (scope.lookup('') ?? '') === this.namespace;
    }
    return this.isLastDefault;
  }
}

const readers = new WeakMap<Vocabulary, WeakMap<Entities, Map<string, Reader>>>();

/** The reader of documents that have these in common; same arguments, same object. */
export function readerOf(vocabulary: Vocabulary, entities: Entities, namespace: string): Reader {
  const ofVocabulary = readers.get(vocabulary) ?? new WeakMap<Entities, Map<string, Reader>>();
  readers.set(vocabulary, ofVocabulary);
  const ofEntities = ofVocabulary.get(entities) ?? new Map<string, Reader>();
  ofVocabulary.set(entities, ofEntities);
  const known = ofEntities.get(namespace);
  if (known !== undefined) return known;
  // A vocabulary outlives documents.
  const kept = own(namespace);
  const reader = new Reader(vocabulary, entities, kept);
  ofEntities.set(kept, reader);
  return reader;
}

/**
 * The publication that a document is.
 * @returns `null` where the root element is not the vocabulary's; `at` is the root element's offset in the document
 */
export function publicationOf(tree: XmlTree, vocabulary: Vocabulary): PlacedEntry<'publication'> | null {
  const root = rootElement(tree);
  if (root === null) return null;
  const entities = entitiesOf(tree);
  const scope = Scope.ROOT.enter(root.node, entities);
  const { namespace, local } = expandedName(root.node.name, scope, 'element');
  if (local !== vocabulary.rootName) return null;
  const entry = readerOf(vocabulary, entities, namespace).entry('publication', root.node, scope);
  return { entry, at: root.offset };
}

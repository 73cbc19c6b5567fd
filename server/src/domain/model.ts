/**
 * The domain model, read from a tree by roles: a publication with its patch vendors, their patches and their products.
 *
 * An entry is the content of one container element. It is memoised with its node, and all its offsets count from the node's
 * own start: an edit reads only the entries on its path again. Nothing here fails on broken documents: missing values are
 * `undefined`, misplaced ones are read all the same.
 */
import { checkpoint } from '../xml/budget';
import { entitiesOf, type Entities } from '../xml/entities';
import { rootElement } from '../xml/locate';
import { expandedName, localName, Scope } from '../xml/namespaces';
import {
  forEachChild,
  forEachNamed,
  isElement,
  isLeaf,
  isList,
  NodeFlag,
  type ChildNode,
  type ContentNode,
  type ElementNode,
} from '../xml/nodes';
import { detached } from '../xml/strings';
import type { XmlTree } from '../xml/tree';
import { NodeField, type Field } from './field';
import {
  CONTAINER_IN,
  isContainer,
  isInnermost,
  type Container,
  type FieldRole,
  type FieldRoleIn,
  type RoleIn,
} from './roles';
import type { Vocabulary } from './vocabulary';
import { ValueTable } from './valueTable';

/** An entry and the start of its element, counted from the start of the document or of the enclosing entry. */
export interface PlacedEntry<C extends Container = Container> {
  readonly entry: Entry<C>;
  readonly at: number;
}

/** The containers that are allowed in a container. */
export type ContainerIn<C extends Container> = RoleIn<C> & Container;

/**
 * One object for all entries with equal fields and equal inner entries, in equal order; what follows from these can be memoised with
 * it, without offsets.
 */
export class SharedEntry {
  /** Whether no rule reports a problem in such entries; `false` until one is checked. */
  hasNoProblems = false;
  /** What follows from them, of one kind for each container: the record of a product, the digest of a patch. A map is slow and large. */
  memo: unknown = null;
}

const NO_ROLES: readonly FieldRole[] = [];

/** The content of one container element. */
export abstract class Entry<C extends Container = Container> {
  /** The element itself. */
  abstract readonly node: ElementNode;

  constructor(
    readonly container: C,
    /** The namespaces in scope in the element. */
    readonly scope: Scope,
    /** Shared by all entries of a document. */
    readonly reader: Reader,
  ) {}

  /** All fields of a role, in document order. */
  abstract fields(role: FieldRoleIn<C>): readonly Field[];

  /** Calls `visit` for each field, in document order. */
  abstract forEachField(visit: (field: Field) => void): void;

  /** The fields before the first child entry, in document order: there may be tens of thousands of child entries. */
  abstract headFields(): readonly Field[];

  /** The roles that more than one of the head fields has. */
  repeatedRoles(): readonly FieldRole[] {
    const fields = this.headFields();
    let roles: FieldRole[] | null = null;
    for (let i = 1; i < fields.length; i++) {
      const { role } = fields[i]!;
      for (let earlier = i - 1; earlier >= 0; earlier--) {
        if (fields[earlier]!.role !== role) continue;
        if (roles === null) roles = [role];
        else if (!roles.includes(role)) roles.push(role);
        break;
      }
    }
    return roles ?? NO_ROLES;
  }

  /** The child entries of a role, in document order; `at` counts from this element's start. */
  abstract entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[];

  get vocabulary(): Vocabulary {
    return this.reader.vocabulary;
  }

  /** Whether the entry exists only during one pass over its document, so that memoising for it is of no use. */
  get isTransient(): boolean {
    return false;
  }

  /** The object that entries with equal fields share; `null` where equal entries are not tracked. */
  get shared(): SharedEntry | null {
    return null;
  }

  /** The entry that this one wraps; by default, itself. */
  get origin(): Entry<C> {
    return this;
  }

  /** A child node of this element as a field; `null` where it has no role or is a container. `at`: the start of the child. */
  fieldOf(node: ChildNode, at: number): Field | null {
    if (!isElement(node)) return null;
    const name = (node.flags & NodeFlag.Prefixed) === 0 ? node.name : localName(node.name);
    const part = this.reader.fieldPart(this.container, name);
    if (part === null || this.reader.scopeIn(node, name, this.scope) === null) return null;
    return new NodeField(part.role, node, at, this.reader.entities, part.valueTable);
  }

  /** The first field of a role. */
  field(role: FieldRoleIn<C>): Field | undefined {
    return this.fields(role)[0];
  }

  /** The first field of a role that is not empty. */
  filled(role: FieldRoleIn<C>): Field | undefined {
    const fields = this.fields(role);
    for (let i = 0; i < fields.length; i++) if (fields[i]!.value !== '') return fields[i];
    return undefined;
  }

  /** The value of the first field of a role; `undefined` where there is none or it is empty. */
  value(role: FieldRoleIn<C>): string | undefined {
    return this.field(role)?.value || undefined;
  }

  /** The values of all fields of a role, without empty ones. */
  values(role: FieldRoleIn<C>): string[] {
    return this.fields(role)
      .map(({ value }) => value)
      .filter((value) => value !== '');
  }

  /** A child node of this element as an entry of a role; `null` where it does not have that role. */
  child<R extends ContainerIn<C>>(role: R, node: ChildNode): Entry<R> | null {
    const name = this.vocabulary.nameOf(this.container, role);
    if (!isElement(node) || name === undefined) return null;
    const scope = this.reader.scopeIn(node, name, this.scope);
    return scope === null ? null : this.reader.entry(role, node, scope);
  }
}

/** An entry that is read from a tree. */
class NodeEntry<C extends Container> extends Entry<C> {
  constructor(
    container: C,
    readonly node: ElementNode,
    scope: Scope,
    reader: Reader,
  ) {
    super(container, scope, reader);
  }

  fields(role: FieldRoleIn<C>): readonly Field[] {
    const fields: Field[] = [];
    const name = this.vocabulary.nameOf(this.container, role);
    if (name === undefined) return fields;
    forEachNamed(this.node.content, this.node.openWidth, name, (child, at) => {
      if (isElement(child) && this.reader.scopeIn(child, name, this.scope) !== null) {
        checkpoint();
        const valueTable = this.reader.fieldPart(this.container, name)?.valueTable;
        fields.push(new NodeField(role, child, at, this.reader.entities, valueTable));
      }
    });
    return fields;
  }

  forEachField(visit: (field: Field) => void): void {
    forEachChild(this.node.content, this.node.openWidth, (child, at) => {
      const field = this.fieldOf(child, at);
      if (field !== null) visit(field);
    });
  }

  headFields(): readonly Field[] {
    const fields: Field[] = [];
    this.visitHead(this.node.content, this.node.openWidth, fields);
    return fields;
  }

  /** @returns `false` when it has reached a child entry */
  protected visitHead(content: ContentNode | null, at: number, fields: Field[]): boolean {
    if (content === null) return true;
    if (!isList(content)) {
      if (!isElement(content)) return true;
      const field = this.fieldOf(content, at);
      if (field !== null) fields.push(field);
      return field !== null || !this.isEntry(content);
    }
    // Fields are never in a lazy list together with entries.
    if (content.isLazy && this.entryName !== undefined && content.mayHoldElement(this.entryName)) return false;
    for (const item of content.items) {
      if (!isLeaf(item) && !this.visitHead(item, at, fields)) return false;
      at += item.width;
    }
    return true;
  }

  private isEntry(node: ChildNode): boolean {
    const name = this.entryName;
    return name !== undefined && isElement(node) && this.reader.scopeIn(node, name, this.scope) !== null;
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
      checkpoint();
      const entry = this.child(role, child);
      if (entry !== null) found.push({ entry, at });
    });
    return found;
  }
}

/** An entry without child entries. It is short and short-lived, so all its fields are read at once and kept. */
class InnermostEntry<C extends Container> extends NodeEntry<C> {
  private known: readonly Field[] | null = null;

  override fields(role: FieldRoleIn<C>): readonly Field[] {
    return this.headFields().filter((field) => field.role === role);
  }

  override forEachField(visit: (field: Field) => void): void {
    const fields = this.headFields();
    for (let i = 0; i < fields.length; i++) visit(fields[i]!);
  }

  override headFields(): readonly Field[] {
    return (this.known ??= super.headFields());
  }
}

/** The role of a field, and the interned values of that role. */
interface FieldPart {
  readonly role: FieldRole;
  readonly valueTable: ValueTable;
}

/** Innermost entries that are memoised at least; a patch rarely has more. */
const MIN_RECENT = 256;

/** Creates and memoises the entries of documents with the same vocabulary, entities and namespace. */
export class Reader {
  private readonly memo = new WeakMap<ElementNode, Entry>();
  /** The innermost entries of the last requests, and how many: each rule asks for those of the same patch. */
  private recent = new WeakMap<ElementNode, Entry>();
  private recentCount = 0;
  private lastScope: Scope | null = null;
  private isLastDefault = false;
  private readonly fieldParts = new Map<Container, Map<string, FieldPart | null>>();

  constructor(
    readonly vocabulary: Vocabulary,
    /** The entities that the document's DOCTYPE declares. */
    readonly entities: Entities,
    /** Elements of other namespaces have no role: suppliers may add their own. */
    readonly namespace: string,
  ) {}

  /** The entry of a container element; memoised with its node, innermost entries only among the recent ones. */
  entry<C extends Container>(container: C, node: ElementNode, scope: Scope): Entry<C> {
    if (isInnermost(container)) return this.innermost(container, node, scope);
    const known = this.memo.get(node);
    if (known?.container === container && known.scope === scope) return known as Entry<C>;
    const entry = new NodeEntry(container, node, scope, this);
    this.memo.set(node, entry);
    return entry;
  }

  private innermost<C extends Container>(container: C, node: ElementNode, scope: Scope): Entry<C> {
    const known = this.recent.get(node);
    if (known?.container === container && known.scope === scope) return known as Entry<C>;
    const entry = new InnermostEntry(container, node, scope, this);
    if (++this.recentCount > MIN_RECENT) [this.recent, this.recentCount] = [new WeakMap<ElementNode, Entry>(), 1];
    this.recent.set(node, entry);
    return entry;
  }

  /** The part of a field by its local name; `null` where the name has no role or is a container's. */
  fieldPart(container: Container, name: string): FieldPart | null {
    let parts = this.fieldParts.get(container);
    if (parts === undefined) this.fieldParts.set(container, (parts = new Map<string, FieldPart | null>()));
    let part = parts.get(name);
    if (part === undefined) {
      const role = this.vocabulary.partOf(container, name)?.role;
      if (role === undefined) return null;
      part = role === 'publication' || isContainer(role) ? null : { role, valueTable: new ValueTable() };
      parts.set(detached(name), part);
    }
    return part;
  }

  /**
   * The namespaces in scope in an element that has a local name in the documents' namespace; `null` where its name differs.
   * @param outer the namespaces in scope around it
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

/** The reader of documents that have these in common; the same arguments give the same object. */
export function readerOf(vocabulary: Vocabulary, entities: Entities, namespace: string): Reader {
  const ofVocabulary = readers.get(vocabulary) ?? new WeakMap<Entities, Map<string, Reader>>();
  readers.set(vocabulary, ofVocabulary);
  const ofEntities = ofVocabulary.get(entities) ?? new Map<string, Reader>();
  ofVocabulary.set(entities, ofEntities);
  const known = ofEntities.get(namespace);
  if (known !== undefined) return known;
  // A vocabulary outlives documents: the key must not keep a document's text alive.
  const kept = detached(namespace);
  const reader = new Reader(vocabulary, entities, kept);
  ofEntities.set(kept, reader);
  return reader;
}

/**
 * The publication that a document holds.
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

/**
 * Decides which types can contain nodes of an identity constraint, so that other subtrees are not searched: for each type, the set
 * of the names that elements in it can have, at any depth. The sets are shared by all constraints of a schema.
 */
import { checkpoint } from '../../xml/budget';
import {
  isSimpleType,
  type ElementDeclaration,
  type IdentityConstraint,
  type Particle,
  type Schema,
  type TypeDefinition,
} from '../components';
import { MAX_REACHABLE_NAMES } from '../limits';
import type { ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import type { CompiledSchema } from '../validate/compiledSchema';
import type { MatchState } from './matcher';
import type { NameTest } from './xpath';

const bySchema = new WeakMap<CompiledSchema, Reachability>();

/** The {@link Reachability} of a schema. */
export function reachabilityOf(compiled: CompiledSchema): Reachability {
  let reachability = bySchema.get(compiled);
  if (reachability === undefined) bySchema.set(compiled, (reachability = new Reachability(compiled)));
  return reachability;
}

/** What elements of the types of one schema can contain. Answers err on the side of "can". */
export class Reachability {
  readonly #graph: TypeGraph;
  readonly #selectable = new Map<MatchState, readonly number[] | 'any'>();

  constructor(private readonly compiled: CompiledSchema) {
    this.#graph = new TypeGraph(compiled);
  }

  /** Whether an element of that type, where a selector is in that state, can contain an element that the selector selects. */
  canSelect(type: TypeDefinition, state: MatchState): boolean {
    if (state.isDead) return false;
    const reach = this.#graph.reachOf(type);
    // A wildcard can match elements of any name.
    if (reach.isOpen) return true;
    const names = this.#selectableIn(state);
    return names === 'any' ? !reach.names.isEmpty : names.some((name) => reach.names.has(name));
  }

  /** Whether an element of that type can contain one whose declaration has the constraint; `null`: any constraint. */
  canDeclare(type: TypeDefinition, constraint: IdentityConstraint | null): boolean {
    const { names } = this.#graph.reachOf(type);
    const declaring = constraint === null ? this.#graph.constrained : this.#graph.declaring.get(constraint);
    for (const name of declaring ?? []) if (names.has(name)) return true;
    return false;
  }

  #selectableIn(state: MatchState): readonly number[] | 'any' {
    let names = this.#selectable.get(state);
    if (names === undefined) this.#selectable.set(state, (names = this.#namesOf(state.lastTests)));
    return names;
  }

  /** The names that pass one of the tests; one test of any name, or of all names of a namespace, counts as `any`. */
  #namesOf(tests: readonly (NameTest | null)[]): readonly number[] | 'any' {
    const names: number[] = [];
    for (const test of tests) {
      if (test?.namespace == null || test.local === null) return 'any';
      names.push(this.#graph.indexOf(this.compiled.names.intern(test.namespace, test.local)));
    }
    return names;
  }
}

/** The names of the elements in a subtree, and whether a wildcard lets in any others that are assessed. */
interface Reach {
  readonly isOpen: boolean;
  readonly names: NameSet;
}

/**
 * A node of the graph: the elements of exactly one type, of it and all types derived from it (which `xsi:type` can name), or all
 * elements that a wildcard lets in.
 */
interface Node {
  readonly kind: 'type' | 'family' | 'open';
  readonly type: TypeDefinition;
  /** Set when it is visited: its place in the order of visits, and the earliest node on the stack that it leads to. */
  index: number;
  earliest: number;
  /** Set when all that it leads to is known. */
  reach: Reach | null;
}

class TypeGraph {
  /** The names of elements whose declarations have identity constraints, of all and by constraint; of the types asked about. */
  readonly constrained = new Set<number>();
  readonly declaring = new Map<IdentityConstraint, Set<number>>();
  readonly #nodes = { type: new Map<TypeDefinition, Node>(), family: new Map<TypeDefinition, Node>() };
  readonly #open = newNode('open', anyType);
  readonly #indexes = new Map<ElementName, number>();
  #visited = 0;
  #size = 0;

  constructor(private readonly compiled: CompiledSchema) {}

  indexOf(name: ElementName): number {
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = this.#indexes.size));
    return index;
  }

  /** What an element of that type can contain, at any depth. */
  reachOf(type: TypeDefinition): Reach {
    const node = this.#node('type', type);
    return node.reach ?? this.#visit(node);
  }

  /**
   * Tarjan's algorithm, with a stack of its own: the types that contain each other have one set, which is complete when the last of
   * them is left.
   */
  #visit(start: Node): Reach {
    const stack: Node[] = [];
    /** What the nodes on the stack lead to, each after the others. */
    const parts: Reach[] = [];
    const visits = [this.#enter(start, stack, parts)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      checkpoint();
      const { node, targets, from } = visit;
      const target = targets[visit.next++];
      if (target === undefined) {
        visits.pop();
        if (node.earliest === node.index) {
          const reach = this.#union(new Set(parts.splice(from)));
          for (let last = stack.pop(); last !== undefined; last = last === node ? undefined : stack.pop())
            last.reach = reach;
          parts.push(reach);
        }
        const around = visits.at(-1);
        if (around !== undefined) around.node.earliest = Math.min(around.node.earliest, node.earliest);
      } else if (target.reach !== null) {
        parts.push(target.reach);
      } else if (target.index >= 0) {
        node.earliest = Math.min(node.earliest, target.index);
      } else {
        visits.push(this.#enter(target, stack, parts));
      }
    }
    return start.reach!;
  }

  #enter(node: Node, stack: Node[], parts: Reach[]): Visit {
    node.index = node.earliest = this.#visited++;
    stack.push(node);
    const from = parts.length;
    const { targets, reach } = this.#leaving(node);
    if (reach !== null) parts.push(reach);
    return { node, targets, from, next: 0 };
  }

  #union(parts: ReadonlySet<Reach>): Reach {
    const [only] = parts;
    if (parts.size <= 1) return only ?? EMPTY;
    if (this.#size > MAX_REACHABLE_NAMES || parts.has(EVERYTHING)) return EVERYTHING;
    const names = new NameSet();
    let isOpen = false;
    for (const part of parts) {
      isOpen ||= part.isOpen;
      names.addAll(part.names);
    }
    this.#size += names.size;
    return { isOpen, names };
  }

  /** The nodes that a node leads to at once, and the names of the elements on the way. */
  #leaving({ kind, type }: Node): { readonly targets: readonly Node[]; readonly reach: Reach | null } {
    if (kind === 'family') {
      const derived = derivedTypes(this.compiled.schema).get(type) ?? [];
      return { targets: [this.#node('type', type), ...derived.map((each) => this.#node('family', each))], reach: null };
    }
    const { declarations, isOpen } =
      kind === 'open' ? { declarations: this.compiled.schema.elements.values(), isOpen: true } : this.#childrenOf(type);
    const names = new NameSet();
    const targets: Node[] = kind === 'type' && isOpen ? [this.#open] : [];
    // An element without declaration is of this type.
    if (kind === 'open') targets.push(this.#node('family', anyType));
    for (const declaration of declarations) {
      names.add(this.#register(declaration));
      if (!isSimpleType(declaration.type)) targets.push(this.#node('family', declaration.type));
    }
    this.#size += names.size;
    return { targets, reach: { isOpen, names } };
  }

  #register({ namespace, name, identityConstraints }: ElementDeclaration): number {
    const index = this.indexOf(this.compiled.names.intern(namespace, name));
    for (const constraint of identityConstraints) {
      this.constrained.add(index);
      const names = this.declaring.get(constraint);
      if (names === undefined) this.declaring.set(constraint, new Set([index]));
      else names.add(index);
    }
    return index;
  }

  /** The elements in the content of a type, without those that a wildcard allows. */
  #childrenOf(type: TypeDefinition): { readonly declarations: Iterable<ElementDeclaration>; readonly isOpen: boolean } {
    const declarations = new Set<ElementDeclaration>();
    let isOpen = false;
    const add = ({ term }: Particle): void => {
      checkpoint();
      if (term.kind === 'modelGroup') return term.particles.forEach(add);
      if (term.kind === 'wildcard') {
        isOpen ||= term.processContents !== 'skip';
        return;
      }
      declarations.add(term);
      if (!term.isGlobal) return;
      for (const member of this.compiled.schema.substitutables.get(term) ?? []) declarations.add(member);
    };
    if (!isSimpleType(type) && type.contentKind !== 'simple' && type.particle !== null) add(type.particle);
    return { declarations, isOpen };
  }

  #node(kind: 'type' | 'family', type: TypeDefinition): Node {
    let node = this.#nodes[kind].get(type);
    if (node === undefined) this.#nodes[kind].set(type, (node = newNode(kind, type)));
    return node;
  }
}

/** A node whose targets are being visited. */
interface Visit {
  readonly node: Node;
  readonly targets: readonly Node[];
  /** The number of parts before its own. */
  readonly from: number;
  next: number;
}

function newNode(kind: Node['kind'], type: TypeDefinition): Node {
  return { kind, type, index: -1, earliest: -1, reach: null };
}

/** A set of small numbers. */
class NameSet {
  #words = new Uint32Array(0);

  /** In words of memory. */
  get size(): number {
    return this.#words.length;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  has(name: number): boolean {
    return ((this.#words[name >>> 5] ?? 0) & (1 << (name & 31))) !== 0;
  }

  add(name: number): void {
    this.#grow((name >>> 5) + 1);
    this.#words[name >>> 5]! |= 1 << (name & 31);
  }

  addAll(other: NameSet): void {
    const { length } = other.#words;
    this.#grow(length);
    for (let index = 0; index < length; index++) this.#words[index]! |= other.#words[index]!;
  }

  #grow(length: number): void {
    if (length <= this.#words.length) return;
    const words = new Uint32Array(length);
    words.set(this.#words);
    this.#words = words;
  }
}

/** The set of all numbers. */
class AllNames extends NameSet {
  override get isEmpty(): boolean {
    return false;
  }

  override has(): boolean {
    return true;
  }
}

const EMPTY: Reach = { isOpen: false, names: new NameSet() };
const EVERYTHING: Reach = { isOpen: true, names: new AllNames() };

const derivedBySchema = new WeakMap<Schema, ReadonlyMap<TypeDefinition, readonly TypeDefinition[]>>();

/** The named complex types that derive from each type, directly or by anonymous types. */
function derivedTypes(schema: Schema): ReadonlyMap<TypeDefinition, readonly TypeDefinition[]> {
  const known = derivedBySchema.get(schema);
  if (known !== undefined) return known;
  const derived = new Map<TypeDefinition, TypeDefinition[]>();
  derivedBySchema.set(schema, derived);
  for (const type of schema.types.values()) {
    if (isSimpleType(type)) continue;
    const { base } = type;
    const others = derived.get(base);
    if (others === undefined) derived.set(base, [type]);
    else others.push(type);
  }
  return derived;
}

/** Decides which types can contain nodes of an identity constraint, so that other subtrees are not searched. */
import { checkpoint } from '../../xml/budget';
import { isSimpleType, type ElementDeclaration, type Particle, type Schema, type TypeDefinition } from '../components';
import type { ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import type { CompiledSchema } from '../validate/compiledSchema';
import type { MatchState } from './matcher';

/** Decides for a type whether its elements can contain a target element. */
export class Reachability {
  readonly #graph: TypeGraph;
  #answers: ReadonlySet<TypeDefinition> | null = null;

  /** @param isTarget whether a declaration is searched for */
  constructor(
    compiled: CompiledSchema,
    private readonly isTarget: (declaration: ElementDeclaration) => boolean,
  ) {
    this.#graph = graphOf(compiled);
  }

  /** Whether an element of that type can contain a target, at any depth. */
  canContain(type: TypeDefinition): boolean {
    this.#answers ??= this.#graph.ancestorsOf(this.isTarget);
    return this.#answers.has(type);
  }
}

/** Decides for a type and the state of a selector there whether it can select anything inside. */
export class SelectorReachability {
  readonly #graph: TypeGraph;
  readonly #answers = new Map<MatchState, Map<TypeDefinition, boolean>>();

  constructor(private readonly compiled: CompiledSchema) {
    this.#graph = graphOf(compiled);
  }

  canContain(type: TypeDefinition, state: MatchState): boolean {
    let answers = this.#answers.get(state);
    if (answers === undefined) this.#answers.set(state, (answers = new Map<TypeDefinition, boolean>()));
    let answer = answers.get(type);
    if (answer === undefined) answers.set(type, (answer = this.#search(type, state)));
    return answer;
  }

  #search(from: TypeDefinition, start: MatchState): boolean {
    const { isOpen, names } = this.#graph.summary();
    if (!isOpen && !this.#graph.childrenOf(from).isOpen && !names.some((name) => start.canSelect(name))) return false;
    const seen = new Map<MatchState, Set<TypeDefinition>>();
    const queue = [{ type: from, state: start }];
    for (const { type, state } of queue) {
      checkpoint();
      if (state.isDead) continue;
      const { declarations, isOpen } = this.#graph.childrenOf(type);
      // A wildcard can match any element.
      if (isOpen) return true;
      for (const declaration of declarations) {
        const next = state.step(this.compiled.names.intern(declaration.namespace, declaration.name));
        if (next.selects) return true;
        let types = seen.get(next);
        if (types === undefined) seen.set(next, (types = new Set<TypeDefinition>()));
        for (const inside of this.#graph.typesOf(declaration)) {
          if (!types.has(inside)) queue.push({ type: inside, state: next });
          types.add(inside);
        }
      }
    }
    return false;
  }
}

interface Children {
  readonly declarations: ReadonlySet<ElementDeclaration>;
  /** A wildcard allows other elements, and they are assessed. */
  readonly isOpen: boolean;
}

const graphs = new WeakMap<CompiledSchema, TypeGraph>();

function graphOf(compiled: CompiledSchema): TypeGraph {
  let graph = graphs.get(compiled);
  if (graph === undefined) graphs.set(compiled, (graph = new TypeGraph(compiled)));
  return graph;
}

/** Which elements the types of a schema contain: one for all constraints of the schema. */
class TypeGraph {
  readonly #children = new Map<TypeDefinition, Children>();
  #all: readonly TypeDefinition[] | null = null;
  #summary: { readonly isOpen: boolean; readonly names: readonly ElementName[] } | null = null;

  constructor(private readonly compiled: CompiledSchema) {}

  /** The elements in the content of a type, without those that a wildcard allows. */
  childrenOf(type: TypeDefinition): Children {
    let children = this.#children.get(type);
    if (children === undefined) this.#children.set(type, (children = this.#childrenOf(type)));
    return children;
  }

  /** The types that an element can have: `xsi:type` can replace the declared type by a derived one. */
  typesOf({ type }: ElementDeclaration): readonly TypeDefinition[] {
    return [type, ...(derivedTypes(this.compiled.schema).get(type) ?? [])];
  }

  /** The names of all elements that types contain, and whether a type contains any others. Undeclared elements do not count. */
  summary(): { readonly isOpen: boolean; readonly names: readonly ElementName[] } {
    if (this.#summary !== null) return this.#summary;
    const names = new Set<ElementName>();
    let isAnyOpen = false;
    for (const type of this.#types()) {
      const { declarations, isOpen } = this.childrenOf(type);
      isAnyOpen ||= isOpen;
      for (const { namespace, name } of declarations) names.add(this.compiled.names.intern(namespace, name));
    }
    return (this.#summary = { isOpen: isAnyOpen, names: [...names] });
  }

  /** The types whose elements can contain an element with a wanted declaration, at any depth. */
  ancestorsOf(isWanted: (declaration: ElementDeclaration) => boolean): ReadonlySet<TypeDefinition> {
    const globals = [...this.compiled.schema.elements.values()];
    const holders = new Map<ElementDeclaration, TypeDefinition[]>();
    const open: TypeDefinition[] = [];
    // An undeclared element is of this type.
    for (const type of new Set([...this.#types(), anyType])) {
      const { declarations, isOpen } = this.childrenOf(type);
      if (isOpen) open.push(type);
      for (const declaration of declarations) {
        checkpoint();
        const known = holders.get(declaration);
        if (known === undefined) holders.set(declaration, [type]);
        else known.push(type);
      }
    }
    const users = new Map<TypeDefinition, ElementDeclaration[]>();
    for (const declaration of new Set([...holders.keys(), ...globals])) {
      for (const type of this.typesOf(declaration)) {
        checkpoint();
        const known = users.get(type);
        if (known === undefined) users.set(type, [declaration]);
        else known.push(declaration);
      }
    }
    const found = new Set<TypeDefinition>();
    const reached = new Set([...users.values()].flat().filter(isWanted));
    for (const declaration of reached) {
      const around = [...(holders.get(declaration) ?? []), ...(declaration.isGlobal ? open : [])];
      for (const type of around) {
        if (found.has(type)) continue;
        found.add(type);
        for (const user of users.get(type) ?? []) reached.add(user);
      }
    }
    return found;
  }

  /** Every type that a declared element can have. */
  #types(): readonly TypeDefinition[] {
    if (this.#all !== null) return this.#all;
    const { schema } = this.compiled;
    const types = new Set<TypeDefinition>(schema.types.values());
    for (const { type } of schema.elements.values()) types.add(type);
    // A set yields what is added to it while it is read.
    for (const type of types) for (const declaration of this.childrenOf(type).declarations) types.add(declaration.type);
    return (this.#all = [...types]);
  }

  #childrenOf(type: TypeDefinition): Children {
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
}

const derivedBySchema = new WeakMap<Schema, ReadonlyMap<TypeDefinition, readonly TypeDefinition[]>>();

/** The named types that derive from each type, at any distance. */
function derivedTypes(schema: Schema): ReadonlyMap<TypeDefinition, readonly TypeDefinition[]> {
  const known = derivedBySchema.get(schema);
  if (known !== undefined) return known;
  const derived = new Map<TypeDefinition, TypeDefinition[]>();
  derivedBySchema.set(schema, derived);
  for (const type of schema.types.values()) {
    const seen = new Set<TypeDefinition>([type]);
    for (let base: TypeDefinition | null = type.base; base !== null && !seen.has(base); base = base.base) {
      seen.add(base);
      const others = derived.get(base);
      if (others === undefined) derived.set(base, [type]);
      else others.push(type);
    }
  }
  return derived;
}

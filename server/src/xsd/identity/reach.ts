/** Where in documents an identity constraint can find something: all else need not be searched. */
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition } from '../components';
import type { SchemaFacts } from '../validate/schemaFacts';
import type { MatchState } from './matcher';

/** Tells for a type whether elements of it may contain an element that interests. */
export class Reach {
  readonly #answers = new Map<TypeDefinition, boolean>();

  /** @param interests whether a declaration is one to be found */
  constructor(
    private readonly facts: SchemaFacts,
    private readonly interests: (declaration: ElementDeclaration) => boolean,
  ) {}

  /** Whether an element of that type may contain one that interests, at any depth. */
  within(type: TypeDefinition): boolean {
    let answer = this.#answers.get(type);
    if (answer === undefined) this.#answers.set(type, (answer = this.#search(type)));
    return answer;
  }

  #search(from: TypeDefinition): boolean {
    const seen = new Set<TypeDefinition>([from]);
    for (const type of seen) {
      const { declarations, isOpen } = childrenOf(this.facts, type);
      const all = isOpen ? [...declarations, ...this.facts.schema.elements.values()] : declarations;
      for (const declaration of all) {
        if (this.interests(declaration)) return true;
        for (const next of typesOf(this.facts, declaration)) seen.add(next);
      }
    }
    return false;
  }
}

/** Tells for an element of some type, and the state in which a selector arrives there, whether it can find anything inside. */
export class SelectorReach {
  readonly #answers = new Map<MatchState, Map<TypeDefinition, boolean>>();

  constructor(private readonly facts: SchemaFacts) {}

  within(type: TypeDefinition, state: MatchState): boolean {
    let answers = this.#answers.get(state);
    if (answers === undefined) this.#answers.set(state, (answers = new Map<TypeDefinition, boolean>()));
    let answer = answers.get(type);
    if (answer === undefined) answers.set(type, (answer = this.#search(type, state)));
    return answer;
  }

  #search(from: TypeDefinition, start: MatchState): boolean {
    const seen = new Map<MatchState, Set<TypeDefinition>>();
    const queue = [{ type: from, state: start }];
    for (const { type, state } of queue) {
      if (state.isDead) continue;
      const { declarations, isOpen } = childrenOf(this.facts, type);
      // What a wildcard lets in may be anything.
      if (isOpen) return true;
      for (const declaration of declarations) {
        const next = state.step(this.facts.names.intern(declaration.namespace, declaration.name));
        if (next.selects) return true;
        let types = seen.get(next);
        if (types === undefined) seen.set(next, (types = new Set<TypeDefinition>()));
        for (const inside of typesOf(this.facts, declaration)) {
          if (!types.has(inside)) queue.push({ type: inside, state: next });
          types.add(inside);
        }
      }
    }
    return false;
  }
}

interface Children {
  readonly declarations: Iterable<ElementDeclaration>;
  /** A wildcard lets others in, and they are looked at. */
  readonly isOpen: boolean;
}

function childrenOf(facts: SchemaFacts, type: TypeDefinition): Children {
  if (isSimpleType(type) || type.contentKind === 'simple') return { declarations: [], isOpen: false };
  const { declarations, leaves } = facts.model(type);
  const isOpen = leaves.some((leaf) => leaf.kind === 'wildcard' && leaf.wildcard.processContents !== 'skip');
  return { declarations: declarations.values(), isOpen };
}

/** The types that an element may have: `xsi:type` may put a derived type in the declared one's place. */
function typesOf(facts: SchemaFacts, { type }: ElementDeclaration): readonly TypeDefinition[] {
  return [type, ...(derivedTypes(facts.schema).get(type) ?? [])];
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

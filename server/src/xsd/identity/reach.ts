/** Where in documents elements with identity constraints may stand: all else need not be searched. */
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition } from '../components';
import type { SchemaFacts } from '../validate/schemaFacts';

/** Tells for a type whether elements of it may contain an element that interests. */
export class Reach {
  readonly #answers = new Map<TypeDefinition, boolean>();
  readonly #derived: ReadonlyMap<TypeDefinition, readonly TypeDefinition[]>;

  /** @param interests whether a declaration is one to be found */
  constructor(
    private readonly facts: SchemaFacts,
    private readonly interests: (declaration: ElementDeclaration) => boolean,
  ) {
    this.#derived = derivedTypes(facts.schema);
  }

  /** Whether an element of that type may contain one that interests, at any depth. */
  within(type: TypeDefinition): boolean {
    let answer = this.#answers.get(type);
    if (answer === undefined) this.#answers.set(type, (answer = this.#search(type)));
    return answer;
  }

  #search(from: TypeDefinition): boolean {
    const seen = new Set<TypeDefinition>([from]);
    for (const type of seen) {
      for (const declaration of this.#children(type)) {
        if (this.interests(declaration)) return true;
        // `xsi:type` may put a derived type in the declared one's place.
        for (const next of [declaration.type, ...(this.#derived.get(declaration.type) ?? [])]) seen.add(next);
      }
    }
    return false;
  }

  #children(type: TypeDefinition): Iterable<ElementDeclaration> {
    if (isSimpleType(type) || type.contentKind === 'simple') return [];
    const { declarations, leaves } = this.facts.model(type);
    const isOpen = leaves.some((leaf) => leaf.kind === 'wildcard' && leaf.wildcard.processContents !== 'skip');
    return isOpen ? [...declarations.values(), ...this.facts.schema.elements.values()] : declarations.values();
  }
}

/** The named types that derive from each type, at any distance. */
function derivedTypes(schema: Schema): Map<TypeDefinition, TypeDefinition[]> {
  const derived = new Map<TypeDefinition, TypeDefinition[]>();
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

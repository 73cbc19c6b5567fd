/** The compiled form of a schema for validation: automata, attribute tables, interned names; each created on first use. */
import {
  isSimpleType,
  nameKey,
  type AttributeUse,
  type ComplexType,
  type ElementDeclaration,
  type ModelGroup,
  type Schema,
  type TypeDefinition,
} from '../components';
import { compile, ContentModel } from '../contentModel/contentModel';
import { NameTable, type ElementName } from '../names';
import { anyType } from '../resolve/builtins';
import { builtinType } from '../simpleTypes';
import { XSD_NAMESPACE } from '../read/schemaDocument';
import { expandedName, type Scope } from '../../xml/namespaces';
import { detached } from '../../xml/strings';

/** The attributes of a complex type. */
export interface AttributeTable {
  readonly uses: ReadonlyMap<string, AttributeUse>;
  readonly required: readonly AttributeUse[];
}

export class CompiledSchema {
  readonly names = new NameTable();
  readonly #models = new Map<ComplexType, ContentModel>();
  readonly #attributes = new Map<ComplexType, AttributeTable>();
  readonly #byScope = new WeakMap<Scope, Map<string, ElementName>>();
  #localElements: Map<string, ElementDeclaration | null> | null = null;

  constructor(readonly schema: Schema) {}

  /** The automaton of a type's element content. */
  model(type: ComplexType): ContentModel {
    let model = this.#models.get(type);
    if (model === undefined) {
      model = new ContentModel(compile(type.particle, this.schema.substitutables));
      this.#models.set(type, model);
    }
    return model;
  }

  attributes(type: ComplexType): AttributeTable {
    let table = this.#attributes.get(type);
    if (table === undefined) {
      const { attributeUses } = type;
      table = {
        uses: new Map(attributeUses.map((use) => [nameKey(use.declaration.namespace, use.declaration.name), use])),
        required: attributeUses.filter((use) => use.required),
      };
      this.#attributes.set(type, table);
    }
    return table;
  }

  /** The expanded name of an element; `scope` includes the declarations in its own tag. */
  elementName(name: string, scope: Scope): ElementName {
    let names = this.#byScope.get(scope);
    if (names === undefined) this.#byScope.set(scope, (names = new Map<string, ElementName>()));
    let known = names.get(name);
    if (known === undefined) {
      // Scopes and schemas outlive documents: the table must not keep the text of a document alive.
      const kept = detached(name);
      const { namespace, local } = expandedName(kept, scope, 'element');
      known = this.names.intern(namespace, local);
      names.set(kept, known);
    }
    return known;
  }

  /** A type by its expanded name, built-in ones included. */
  typeNamed(namespace: string, local: string): TypeDefinition | undefined {
    if (namespace === XSD_NAMESPACE) {
      const builtin = local === 'anyType' ? anyType : builtinType(local);
      if (builtin !== undefined) return builtin;
    }
    return this.schema.types.get(nameKey(namespace, local));
  }

  /**
   * The most likely declaration of a misplaced element: the one in the content of `parent`, else the global one with that
   * name, else the only local one.
   */
  guess(name: ElementName, parent: ComplexType | null): ElementDeclaration | null {
    const sibling = parent && this.model(parent).declarations.get(name.key);
    return sibling ?? this.schema.elements.get(name.key) ?? this.#local().get(name.key) ?? null;
  }

  /** Declarations by name key; `null` for names with declarations of different types. */
  #local(): Map<string, ElementDeclaration | null> {
    if (this.#localElements !== null) return this.#localElements;
    const found = new Map<string, ElementDeclaration | null>();
    for (const declaration of declarationsIn(this.schema)) {
      const key = nameKey(declaration.namespace, declaration.name);
      const known = found.get(key);
      if (known === undefined) found.set(key, declaration);
      else if (known !== null && known.type !== declaration.type) found.set(key, null);
    }
    return (this.#localElements = found);
  }
}

/** Every element declaration of a schema: the global ones, and those inside types and groups. */
function* declarationsIn(schema: Schema): Generator<ElementDeclaration> {
  const seen = new Set<object>();
  const queue: (TypeDefinition | ModelGroup | ElementDeclaration)[] = [
    ...schema.elements.values(),
    ...schema.types.values(),
    ...[...schema.groups.values()].map((group) => group.modelGroup),
  ];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'element') {
      yield next;
      queue.push(next.type);
    } else if (next.kind === 'modelGroup') {
      for (const { term } of next.particles) if (term.kind !== 'wildcard') queue.push(term);
    } else if (!isSimpleType(next)) {
      queue.push(next.base);
      if (next.particle !== null && next.particle.term.kind !== 'wildcard') queue.push(next.particle.term);
    }
  }
}

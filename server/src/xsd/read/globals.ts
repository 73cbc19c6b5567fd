/** The named definitions in all documents of a schema, unresolved. */
import { nameKey } from '../components';
import type { SchemaElement } from './schemaDocument';

/** The symbol spaces of a schema (XSD 1.0 Structures 2.5); identity constraints are registered with their elements. */
export type GlobalKind = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup' | 'notation';

/** A definition, by its element in a schema document. */
export interface GlobalDefinition {
  readonly kind: GlobalKind;
  readonly element: SchemaElement;
  readonly name: string;
  readonly namespace: string;
  /** The redefined definition: references to its own name inside it resolve to that. */
  readonly redefines: GlobalDefinition | null;
}

const KINDS: ReadonlyMap<string, GlobalKind> = new Map(
  Object.entries({
    element: 'element',
    attribute: 'attribute',
    simpleType: 'type',
    complexType: 'type',
    group: 'group',
    attributeGroup: 'attributeGroup',
    notation: 'notation',
  } as const),
);

/** The definition by a top-level element; `null` if it defines nothing or has no name. */
export function definitionOf(
  element: SchemaElement,
  redefines: GlobalDefinition | null = null,
): GlobalDefinition | null {
  const kind = KINDS.get(element.local);
  const name = element.value('name');
  if (kind === undefined || name === undefined) return null;
  return { kind, element, name, namespace: element.document.targetNamespace, redefines };
}

/** All definitions by kind and expanded name. */
export class Globals {
  readonly #byKind: Readonly<Record<GlobalKind, Map<string, GlobalDefinition>>> = {
    element: new Map(),
    attribute: new Map(),
    type: new Map(),
    group: new Map(),
    attributeGroup: new Map(),
    notation: new Map(),
  };

  get(kind: GlobalKind, key: string): GlobalDefinition | undefined {
    return this.#byKind[kind].get(key);
  }

  /** Adds a definition, in place of one of the same kind and name. */
  set(definition: GlobalDefinition): void {
    this.#byKind[definition.kind].set(keyOf(definition), definition);
  }

  /** The definitions of one kind in document order. */
  all(kind: GlobalKind): Iterable<GlobalDefinition> {
    return this.#byKind[kind].values();
  }
}

/** The key of a definition's expanded name. */
export function keyOf(definition: GlobalDefinition): string {
  return nameKey(definition.namespace, definition.name);
}

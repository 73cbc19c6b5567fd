/** The named definitions of all documents of a schema, not yet resolved. */
import { nameKey } from '../components';
import type { SchemaElement } from './schemaDocument';

/** The symbol spaces of a schema (XSD 1.0 Structures 2.5); identity constraints come when their elements do. */
export type GlobalKind = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup' | 'notation';

/** A definition by its element in a schema document. */
export interface GlobalDefinition {
  readonly kind: GlobalKind;
  readonly element: SchemaElement;
  readonly name: string;
  readonly namespace: string;
  /** What it redefines: a reference to its own name inside it means that. */
  readonly redefines: GlobalDefinition | null;
}

const KINDS: Readonly<Record<string, GlobalKind>> = {
  element: 'element',
  attribute: 'attribute',
  simpleType: 'type',
  complexType: 'type',
  group: 'group',
  attributeGroup: 'attributeGroup',
  notation: 'notation',
};

/** The definition that a top-level element makes; `null` where it makes none or lacks its name. */
export function definitionOf(
  element: SchemaElement,
  redefines: GlobalDefinition | null = null,
): GlobalDefinition | null {
  const kind = KINDS[element.local];
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

  /** Puts a definition in its place; the one that stood there before is replaced. */
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

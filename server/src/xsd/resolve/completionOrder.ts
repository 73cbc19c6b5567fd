/**
 * The order in which definitions are completed.
 *
 * A type is completed from its base, a group from the groups that it refers to, and so on. Done on demand, that takes a level of
 * the stack for each, and chains of thousands are valid. So they are completed from the far end of the chain.
 */
import { keyOf, type GlobalDefinition, type GlobalKind, type Globals } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { words } from '../read/attributeValues';
import { expandedQName } from '../read/qnames';

/** The attributes by which a definition of a kind refers to others of its kind that it is completed from. */
const REFERENCES: ReadonlyMap<GlobalKind, readonly string[]> = new Map([
  ['type', ['base', 'itemType', 'memberTypes']],
  ['group', ['ref']],
  ['attributeGroup', ['ref']],
]);

/** The elements that can have these attributes and nest; the types of local elements and attributes are completed later. */
const NOT_SEARCHED: ReadonlySet<string> = new Set(['element', 'attribute', 'annotation']);

/** The definitions of a kind, each after those that it is completed from; those of a cycle, in any order. */
export function completionOrder(globals: Globals, kind: GlobalKind): GlobalDefinition[] {
  const done = new Set<GlobalDefinition>();
  const begun = new Set<GlobalDefinition>();
  const stack = [...globals.all(kind)].reverse();
  for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
    if (begun.has(next)) {
      stack.pop();
      done.add(next);
      continue;
    }
    begun.add(next);
    for (const other of referencesOf(next, globals)) if (!begun.has(other)) stack.push(other);
  }
  return [...done];
}

function referencesOf(definition: GlobalDefinition, globals: Globals): GlobalDefinition[] {
  const attributes = REFERENCES.get(definition.kind) ?? [];
  const found: GlobalDefinition[] = definition.redefines === null ? [] : [definition.redefines];
  const search = (element: SchemaElement): void => {
    for (const attribute of attributes) {
      for (const qname of words(element.value(attribute) ?? '')) {
        const name = expandedQName(element, qname);
        const other = name && globals.get(definition.kind, name.key);
        if (other) found.push(other.redefines !== null && keyOf(other) === keyOf(definition) ? other.redefines : other);
      }
    }
    for (const child of element.definitions) if (!NOT_SEARCHED.has(child.local)) search(child);
  };
  search(definition.element);
  return found;
}

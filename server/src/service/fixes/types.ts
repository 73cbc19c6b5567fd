/** `xsi:type`: another type, or one for an element whose own type is abstract. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { governing, type Schema, type TypeDefinition } from '../../xsd';
import { XSI_NAMESPACE } from '../../xsd/read/schemaDocument';
import { Prefixes } from '../completion/prefixes';
import { localName } from '../elementNames';
import { editing, taggedElement, type FixMaker } from './fix';
import { meant } from './names';
import { attributeEdit } from './missing';

/** One of the types that may stand for the declared one, the nearest by its name first. */
export const anotherType: FixMaker = function* (request) {
  const { problem, tree, marked, document } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeValue' || document.schema === null) return;
  const { element } = context;
  const types = typesFor(element, document.schema);
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  for (const { word, preferred } of meant(localName(marked.trim()), [...types.keys()])) {
    const name = written(types.get(word)!, prefixes);
    if (name === null) continue;
    yield editing('Replace by "{0}"', [name], [{ start: problem.start, end: problem.end, text: name }], preferred);
  }
};

/** How many types are proposed. */
const MOST_TYPES = 6;

/** A type that is not abstract, named with `xsi:type`. */
export const claimType: FixMaker = function* (request) {
  const { tree, document } = request;
  const element = taggedElement(request);
  if (element === null || document.schema === null) return;
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  const known = prefixes.attribute(XSI_NAMESPACE, 'type');
  const attribute = known ?? 'xsi:type';
  const declaration = known === null ? [attributeEdit(element, 'xmlns:xsi', XSI_NAMESPACE)] : [];
  for (const type of [...typesFor(element, document.schema).values()].slice(0, MOST_TYPES)) {
    const name = written(type, prefixes);
    if (name === null) continue;
    const own = attributeEdit(element, attribute, name);
    const edit = { ...own, text: declaration.map(({ text }) => text).join('') + own.text };
    yield editing('Give it the type "{0}"', [name], [edit], 'alone');
  }
};

/** The named types that derive from the declared one of an element, by local name. */
function typesFor(element: Placed<ElementNode>, schema: Schema): ReadonlyMap<string, TypeDefinition> {
  const declared = governing(element, schema)?.declaration?.type;
  const types = new Map<string, TypeDefinition>();
  if (declared === undefined) return types;
  for (const type of schema.types.values()) {
    if (type.name === null || (type.kind === 'complexType' && type.abstract) || !isFrom(type, declared)) continue;
    types.set(type.name, type);
  }
  return types;
}

function isFrom(type: TypeDefinition, ancestor: TypeDefinition): boolean {
  for (let at: TypeDefinition | null = type; at !== null; at = at.base === at ? null : at.base) {
    if (at === ancestor) return true;
  }
  return false;
}

/** The name of a type as a value; `null` where its namespace has no prefix here. */
function written({ name, namespace }: TypeDefinition, prefixes: Prefixes): string | null {
  const { name: qualified, declares } = prefixes.element(namespace, name ?? '');
  return declares === undefined ? qualified : null;
}

/** `xsi:type`: another type, or one for an element whose own type is abstract. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { governing, typesFor, XSI_NAMESPACE, type Schema, type TypeDefinition } from '../../xsd';
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
  const types = typesOf(element, document.schema);
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  for (const { word, preferred } of meant(localName(marked.trim()), [...types.keys()])) {
    const name = prefixes.value(types.get(word)!.namespace, word);
    if (name?.declarations !== '') continue;
    const edit = { start: problem.start, end: problem.end, text: name.name };
    yield editing('Replace by "{0}"', [name.name], [edit], preferred);
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
  const { name: attribute, declarations, inside } = prefixes.attribute(XSI_NAMESPACE, 'type');
  for (const type of [...typesOf(element, document.schema).values()].slice(0, MOST_TYPES)) {
    const name = inside.value(type.namespace, type.name ?? '');
    if (name === null) continue;
    const edit = attributeEdit(element, attribute, name.name, [], declarations + name.declarations);
    yield editing('Give it the type "{0}"', [name.name], [edit], 'alone');
  }
};

/** The named types that an element may have instead of the declared one, by local name. */
function typesOf(element: Placed<ElementNode>, schema: Schema): ReadonlyMap<string, TypeDefinition> {
  const declaration = governing(element, schema)?.declaration;
  const types = declaration ? typesFor(declaration, schema) : [];
  return new Map(types.flatMap((type) => (type.name === null ? [] : [[type.name, type] as const])));
}

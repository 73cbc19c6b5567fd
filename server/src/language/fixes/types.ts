/** Fixes of `xsi:type`. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { schemaInfo, candidateTypes, XSI_NAMESPACE, type Schema, type TypeDefinition } from '../../xsd';
import { Prefixes } from '../completion/prefixes';
import { editFix, elementAtTag, type FixMaker } from './fix';
import { suggestions } from './names';
import { attributeEdit } from './missing';
import { localName } from '../../xml/namespaces';

/** Replaces the type by one that can be used here, the most similar name first. */
export const replaceXsiType: FixMaker = function* (request) {
  const { problem, tree, marked, document } = request;
  const context = contextAt(tree, problem.start);
  if (context.kind !== 'attributeValue' || document.schema === null) return;
  const { element } = context;
  const types = candidateTypesByName(element, document.schema);
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  for (const { word, preferred } of suggestions(localName(marked.trim()), [...types.keys()])) {
    const name = prefixes.value(types.get(word)!.namespace, word);
    if (name?.declarations !== '') continue;
    const edit = { start: problem.start, end: problem.end, text: name.name };
    yield editFix('Replace with "{0}"', [name.name], [edit], preferred);
  }
};

/** Longer lists are not read. */
const MAX_TYPES = 6;

/** Adds `xsi:type` with a type that is not abstract. */
export const addXsiType: FixMaker = function* (request) {
  const { tree, document } = request;
  const element = elementAtTag(request);
  if (element === null || document.schema === null) return;
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  const { name: attribute, declarations, inside } = prefixes.attribute(XSI_NAMESPACE, 'type');
  for (const type of [...candidateTypesByName(element, document.schema).values()].slice(0, MAX_TYPES)) {
    const name = inside.value(type.namespace, type.name ?? '');
    if (name === null) continue;
    const edit = attributeEdit(element, attribute, name.name, [], declarations + name.declarations);
    yield editFix('Set xsi:type to "{0}"', [name.name], [edit], 'alone');
  }
};

/** The named types that an element can have, by local name. */
function candidateTypesByName(element: Placed<ElementNode>, schema: Schema): ReadonlyMap<string, TypeDefinition> {
  const declaration = schemaInfo(element, schema)?.declaration;
  const types = declaration ? candidateTypes(declaration, schema) : [];
  return new Map(types.flatMap((type) => (type.name === null ? [] : [[type.name, type] as const])));
}

/** Completion without a schema: the names that the document uses, the nearest first. */
import type { Context } from '../../xml/context';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import { NO_DOCUMENTATION, type CompletionItem, type CompletionOptions } from './item';
import { visitSurroundingElements } from './surroundingElements';
import { textAt, type TagPlace } from './tagPlace';
import { Template } from './template';
import type { Localize } from '../../xml/problem';
import { prefixOf, scopeIn, type Scope } from '../../xml/namespaces';
import type { Entities } from '../../xml/entities';

/** The names of surrounding elements; those in parents of the same name first. */
export function usedElementItems(
  place: TagPlace,
  entities: Entities,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { parent, start, end, element } = place;
  const inEqualParents = new Set<string>();
  const others = new Set<string>();
  visitSurroundingElements(parent, place.at, element, (node, around) => {
    (around.name === parent?.node.name ? inEqualParents : others).add(node.name);
  });
  const scope = scopeIn(parent, entities);
  const names = [...new Set([...inEqualParents, ...others])].filter((name) => isBound(name, scope));
  return names.map((name) => ({
    label: name,
    kind: 'element',
    detail: localize('used in this document'),
    documentation: NO_DOCUMENTATION,
    start,
    end,
    filterText: name,
    ...textAt(place, name, options, (template) => template.literal(`${name}>`).placeholder().literal(`</${name}>`)),
    required: false,
  }));
}

/** Whether the prefix of a name is declared: elsewhere in the document it can be. */
function isBound(name: string, scope: Scope): boolean {
  return scope.lookup(prefixOf(name)) !== undefined;
}

/** The names of attributes of surrounding elements with the same name. @param before written before the name */
export function usedAttributeItems(
  element: Placed<ElementNode>,
  { start, end }: Context,
  entities: Entities,
  before: string,
  hasValue: boolean,
  { snippets }: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const own = new Set(attributesOf(element.node).map(({ name }) => name));
  const names = new Set<string>();
  const scope = scopeIn(element, entities);
  visitSurroundingElements(element.parent, element.offset, null, (node) => {
    if (node.name !== element.node.name) return;
    for (const { name } of attributesOf(node)) if (!own.has(name) && isBound(name, scope)) names.add(name);
  });
  return [...names].map((name) => {
    const template = new Template({ snippets: snippets && !hasValue, indent: null }).literal(before + name);
    if (!hasValue) template.literal('="').placeholder().literal('"').end();
    return {
      label: name,
      kind: 'attribute',
      detail: localize('used in this document'),
      documentation: NO_DOCUMENTATION,
      start,
      end,
      filterText: name,
      text: template.toString(),
      isSnippet: snippets && !hasValue,
      required: false,
    };
  });
}

/** Where no schema says what may stand somewhere: names that the document has used already, nearest first. */
import type { Context } from '../../xml/context';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import type { Localize } from '../localize';
import { SILENT, type CompletionItem, type CompletionOptions } from './item';
import { forEachNearby } from './nearby';
import { written, type TagPlace } from './tagPlace';
import { Template } from './template';

/** The names of elements that stand around a place: those that stood in elements of the same name first. */
export function seenElementItems(place: TagPlace, options: CompletionOptions, localize: Localize): CompletionItem[] {
  const { parent, start, end, element } = place;
  const inSuchParents = new Set<string>();
  const others = new Set<string>();
  forEachNearby(parent, place.at, element, (node, around) => {
    (around.name === parent?.node.name ? inSuchParents : others).add(node.name);
  });
  return [...new Set([...inSuchParents, ...others])].map((name) => ({
    label: name,
    kind: 'element',
    detail: localize('used in this document'),
    documentation: SILENT,
    start,
    end,
    filterText: name,
    ...written(place, name, options, (template) => template.literal(`${name}>`).place().literal(`</${name}>`)),
    required: false,
  }));
}

/** The names of attributes that elements of the same name have elsewhere. */
export function seenAttributeItems(
  element: Placed<ElementNode>,
  { start, end }: Context,
  before: string,
  hasValue: boolean,
  { snippets }: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const own = new Set(attributesOf(element.node).map(({ name }) => name));
  const names = new Set<string>();
  forEachNearby(element.parent, element.offset, null, (node) => {
    if (node.name !== element.node.name) return;
    for (const { name } of attributesOf(node)) if (!own.has(name)) names.add(name);
  });
  return [...names].map((name) => {
    const template = new Template({ snippets: snippets && !hasValue, indent: null }).literal(before + name);
    if (!hasValue) template.literal('="').place().literal('"').end();
    return {
      label: name,
      kind: 'attribute',
      detail: localize('used in this document'),
      documentation: SILENT,
      start,
      end,
      filterText: name,
      text: template.toString(),
      isSnippet: snippets && !hasValue,
      required: false,
    };
  });
}

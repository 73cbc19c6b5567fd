import { contextAt, type Context } from '../xml/context';
import { attributeItems } from './completion/attributes';
import { closingTagItems } from './completion/closingTags';
import { elementItems } from './completion/elements';
import type { CompletionItem, CompletionList, CompletionOptions } from './completion/item';
import { isBegun, markupItems } from './completion/markup';
import { referenceItems } from './completion/references';
import { rowItems } from './completion/rows';
import { suppressionItems } from './completion/suppressions';
import { tagPlace } from './completion/tagPlace';
import { valuePlace } from './completion/valuePlace';
import { valueItems } from './completion/values';
import type { GovernedDocument } from './document';
import type { Localize } from './localize';

export type { CompletionItem, CompletionList, CompletionOptions };

/**
 * What may be written at an offset, in the order in which it is to be shown. The answer comes from the automata that
 * validate, so what is offered and taken is valid there, or asks for values that only the user knows. Works in half-written
 * documents; costs the path to the place, not the file.
 */
export function completion(
  document: GovernedDocument,
  offset: number,
  options: CompletionOptions,
  localize: Localize,
): CompletionList {
  const context = contextAt(document.tree, offset);
  let isIncomplete = false;
  const values = (): readonly CompletionItem[] => {
    const place = valuePlace(document, context, offset);
    if (place === null) return [];
    const typed = document.tree.slice(place.start, offset);
    const list = valueItems(document, place, typed, options, localize);
    isIncomplete = list.isIncomplete;
    return list.items;
  };
  const items = itemsIn(document, context, offset, options, localize, values);
  return { items, isIncomplete };
}

function itemsIn(
  document: GovernedDocument,
  context: Context,
  offset: number,
  options: CompletionOptions,
  localize: Localize,
  values: () => readonly CompletionItem[],
): readonly CompletionItem[] {
  const { tree } = document;
  const elements = (): CompletionItem[] => {
    const place = tagPlace(tree, context);
    if (place === null) return [];
    return [...elementItems(document, place, options, localize), ...rowItems(document, place, options, localize)];
  };
  const markup = (): CompletionItem[] => markupItems(document, context, offset, options, localize);
  switch (context.kind) {
    case 'tagName':
      return elements();
    case 'tagOpen':
      return [...elements(), ...closingTagItems(document, context), ...markup()];
    case 'text':
    case 'reference':
    case 'declaration': {
      if (isBegun(document, offset)) return markup();
      const references = referenceItems(document, offset, false, localize);
      if (references !== null || context.kind !== 'text') return references ?? [];
      // Between the `<` and the `/` of an end tag nothing can be written.
      if (tree.slice(offset - 1, offset) === '<') return [];
      return [...values(), ...elements(), ...closingTagItems(document, context), ...markup()];
    }
    case 'endTagName':
      return closingTagItems(document, context);
    case 'tagSpace':
    case 'attributeName':
      return attributeItems(document, context, options, localize);
    case 'attributeValue':
      return referenceItems(document, offset, true, localize) ?? values();
    case 'comment':
      return suppressionItems(document, offset, localize);
    default:
      return [];
  }
}

import { contextAt, type Context } from '../../xml/context';
import { attributeItems } from './attributes';
import { closingTagItems } from './closingTags';
import { elementItems } from './elements';
import type { CompletionItem, CompletionList, CompletionOptions } from './item';
import { isMarkupStarted, markupItems } from './markup';
import { referenceItems } from './references';
import { rowItems } from './rows';
import { suppressionItems } from './suppressions';
import { tagPlace } from './tagPlace';
import { valuePlace } from './valuePlace';
import { valueItems } from './values';
import type { GovernedDocument } from '../../workspace/document';
import type { Localize } from '../../xml/problem';

export type { CompletionItem, CompletionList, CompletionOptions };

/**
 * The completion items at an offset, in display order. They come from the automata that validate, so an inserted item is
 * valid, or leaves values to be filled in. Works in incomplete documents; costs the path to the offset, not the file.
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
      if (tagPlace(tree, context)?.emptied) return elements();
      return [...elements(), ...closingTagItems(document, context), ...markup()];
    case 'text':
    case 'reference':
    case 'declaration': {
      if (isMarkupStarted(document, offset)) return markup();
      const references = referenceItems(document, offset, false, localize);
      if (references !== null || context.kind !== 'text') return references ?? [];
      // Between the `<` and the `/` of an end tag nothing can be written but the name of an empty element.
      if (tree.slice(offset - 1, offset) === '<') return tree.slice(offset, offset + 2) === '/>' ? elements() : [];
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

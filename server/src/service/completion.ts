import { contextAt } from '../xml/context';
import { attributeItems } from './completion/attributes';
import { closingTagItems, elementItems } from './completion/elements';
import type { CompletionItem, CompletionOptions } from './completion/item';
import { valueItems } from './completion/values';
import type { GovernedDocument } from './document';
import type { Localize } from './localize';

export type { CompletionItem, CompletionOptions };

/**
 * What may be written at an offset, in the order in which it is to be shown. The answer comes from the automata that
 * validate, so what is offered and taken is valid there. Works in half-written documents.
 */
export function completion(
  document: GovernedDocument,
  offset: number,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const context = contextAt(document.tree, offset);
  switch (context.kind) {
    case 'tagName':
      return elementItems(document, context, options, localize);
    case 'tagOpen':
      return [...elementItems(document, context, options, localize), ...closingTagItems(document, context)];
    case 'text':
      return [
        ...valueItems(document, context),
        ...elementItems(document, context, options, localize),
        ...closingTagItems(document, context),
      ];
    case 'endTagName':
      return closingTagItems(document, context);
    case 'tagSpace':
    case 'attributeName':
      return attributeItems(document, context, options, localize);
    case 'attributeValue':
      return valueItems(document, context);
    default:
      return [];
  }
}

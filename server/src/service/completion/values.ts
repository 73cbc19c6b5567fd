import type { Context } from '../../xml/context';
import { expectedAttributes } from '../../xsd';
import { describeAttribute, describeElement, type Description } from '../describe';
import type { GovernedDocument } from '../document';
import { localName } from '../elementNames';
import { plain } from '../markdown';
import type { CompletionItem } from './item';

/** The values that may stand in the element or attribute around a place, each with its meaning. */
export function valueItems(document: GovernedDocument, context: Context): CompletionItem[] {
  switch (context.kind) {
    case 'text':
      // An editor replaces no more than a line.
      if (context.element === null || document.tree.slice(context.start, context.end).includes('\n')) return [];
      return items(describeElement(document, context.element), context, escapedText);
    case 'attributeValue': {
      const { element, attribute, quoted } = context;
      const expected = document.schema === null ? [] : expectedAttributes(element, document.schema);
      const use = expected.find(({ use }) => use.declaration.name === localName(attribute.name))?.use ?? null;
      const quote = quoted ? document.tree.slice(context.start - 1, context.start) : '"';
      const before = quoted ? '' : quote;
      const behind = quoted && attribute.kind !== 'UnclosedAttribute' ? '' : quote;
      const written = (value: string): string => before + escapedAttribute(value, quote) + behind;
      return items(describeAttribute(document, element, attribute.name, use), context, written);
    }
    default:
      return [];
  }
}

function items(
  { values, name }: Description,
  { start, end }: Context,
  written: (value: string) => string,
): CompletionItem[] {
  return values.map(({ value, meaning }) => ({
    label: value,
    kind: 'value',
    detail: name,
    documentation: plain(meaning),
    start,
    end,
    filterText: written(value),
    text: written(value),
    isSnippet: false,
    required: false,
  }));
}

function escapedText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function escapedAttribute(value: string, quote: string): string {
  return escapedText(value).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
}

/** A place for a value: its range, its type, and how it is escaped and quoted there. */
import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { contentStart, type Placed } from '../../xml/locate';
import { expandedName, Scope, type ExpandedName, scopeIn } from '../../xml/namespaces';
import type { PlainText } from '../../xml/markup';
import { isLeaf, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { expectedAttributes, type AttributeUse } from '../../xsd';
import { check, type SimpleType, type ValueContext } from '../../xsd/simpleTypes';
import { describeAttribute, describeElement, type Description } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';

export interface ValuePlace {
  readonly element: Placed<ElementNode>;
  readonly attribute: Attribute | null;
  /** The expanded name of the attribute; `null` for the text of an element. */
  readonly attributeName: ExpandedName | null;
  readonly description: Description;
  /** The range that the value replaces. */
  readonly start: number;
  readonly end: number;
  /** The markup for a value: escaped, and with the missing quotes. */
  readonly markupFor: (value: PlainText) => string;
  /** Whether a value is valid there, together with the text that is not replaced. */
  readonly accepts: (value: string) => boolean;
  /** The character that ends the value when it is typed. */
  readonly terminator: string;
}

/** The place for a value in a context; `null` where none can be inserted. */
export function valuePlace(document: GovernedDocument, context: Context, offset: number): ValuePlace | null {
  if (context.kind === 'text') return textPlace(document, context, offset);
  return context.kind === 'attributeValue' ? attributePlace(document, context, offset) : null;
}

function textPlace(document: GovernedDocument, context: Context, offset: number): ValuePlace | null {
  const { tree } = document;
  const { element } = context;
  let { start, end } = context;
  // LSP: the range of an item is on one line.
  if (element === null || tree.slice(start, end).includes('\n')) return null;
  const { content } = element.node;
  const isOpen = element.node.kind === NodeKind.UnclosedElement;
  if (content !== null && !isOpen && !(isLeaf(content) && content.kind === NodeKind.Text)) return null;
  const from = contentStart(element);
  const text = content === null || isOpen ? '' : textOf(content);
  // At the start of the text, and after a space at its end (`Not `), the text is replaced; elsewhere in the whitespace around
  // it, no second value is allowed.
  if (start === end && text.trim() !== '') {
    const trimmedEnd = from + text.trimEnd().length;
    if (offset > trimmedEnd && /^[ \t]+$/.test(tree.slice(trimmedEnd, offset))) {
      start = from + text.length - text.trimStart().length;
      if (tree.slice(start, end).includes('\n')) return null;
    } else if (start - from !== text.length - text.trimStart().length || text.trim().includes('\n')) {
      return null;
    } else {
      end = start + text.trim().length;
    }
  }
  const [before, after] = [text.slice(0, Math.max(start - from, 0)), text.slice(end - from)];
  const description = describeElement(document, element);
  return {
    element,
    attribute: null,
    attributeName: null,
    description,
    start,
    end,
    markupFor: escapedText,
    accepts: (value) => fits(description.simpleType, before + value + after),
    terminator: '<',
  };
}

function attributePlace(
  document: GovernedDocument,
  { element, attribute, quoted, start, end }: Extract<Context, { kind: 'attributeValue' }>,
  offset: number,
): ValuePlace | null {
  const { tree } = document;
  const quote = quoted ? tree.slice(start - 1, start) : '"';
  const before = quoted ? '' : quote;
  const after = quoted && attribute.kind !== 'UnclosedAttribute' ? '' : quote;
  const name = expandedName(attribute.name, scopeIn(element, entitiesOf(tree)), 'attribute');
  const description = describeAttribute(document, element, attribute.name, useOf(document, element, name));
  // In a list, the item at the cursor is replaced.
  const item =
    description.simpleType?.variety === 'list' && quoted ? itemAround(tree.slice(start, end), offset - start) : null;
  const value = tree.slice(start, end);
  return {
    element,
    attribute,
    attributeName: name,
    description,
    start: start + (item?.start ?? 0),
    end: item === null ? end : start + item.end,
    markupFor: (text) => before + escapedAttribute(text, quote) + after,
    accepts: (text) =>
      fits(description.simpleType, item === null ? text : value.slice(0, item.start) + text + value.slice(item.end)),
    terminator: quote,
  };
}

function itemAround(text: string, at: number): { start: number; end: number } {
  const before = /\S*$/.exec(text.slice(0, at))![0];
  const after = /^\S*/.exec(text.slice(at))![0];
  return { start: at - before.length, end: at + after.length };
}

/** The attribute use of an element by expanded name; `null` if the schema has none. */
export function useOf(
  { schema }: GovernedDocument,
  element: Placed<ElementNode>,
  { namespace, local }: ExpandedName,
): AttributeUse | null {
  if (schema === null) return null;
  const expected = expectedAttributes(element, schema);
  const found = expected.find(
    ({ use: { declaration } }) => declaration.name === local && declaration.namespace === namespace,
  );
  return found?.use ?? null;
}

const NO_CONTEXT: ValueContext = { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true };

/** Whether a text is valid for a type; always, if the type is unknown. */
export function fits(type: SimpleType | null, text: string): boolean {
  return type === null || check(type, text, NO_CONTEXT) === null;
}

function escapedText(value: PlainText): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function escapedAttribute(value: PlainText, quote: string): string {
  return escapedText(value).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
}

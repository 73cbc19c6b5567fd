/** Where a value is to be written, what must be around it, and what it has to be. */
import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { contentStart, type Placed } from '../../xml/locate';
import { expandedName, Scope, type ExpandedName } from '../../xml/namespaces';
import { isLeaf, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { expectedAttributes, type AttributeUse } from '../../xsd';
import { check, type SimpleType, type ValueContext } from '../../xsd/simpleTypes';
import { describeAttribute, describeElement, type Description } from '../describe';
import type { GovernedDocument } from '../document';
import { scopeIn } from '../elementNames';

export interface ValuePlace {
  readonly element: Placed<ElementNode>;
  readonly attribute: Attribute | null;
  /** What the attribute's name means; of an element's text `null`. */
  readonly attributeName: ExpandedName | null;
  readonly description: Description;
  /** The range that the value replaces. */
  readonly start: number;
  readonly end: number;
  /** How a value is written there: escaped, and with the quotes that are missing. */
  readonly written: (value: string) => string;
  /** Whether a value may stand there, together with the blanks that stay. */
  readonly takes: (value: string) => boolean;
  /** What a person would type behind the value: it ends there. */
  readonly terminator: string;
}

/** The place of a context; `null` where no value of its own may be written. */
export function valuePlace(document: GovernedDocument, context: Context, offset: number): ValuePlace | null {
  if (context.kind === 'text') return textPlace(document, context);
  return context.kind === 'attributeValue' ? attributePlace(document, context, offset) : null;
}

function textPlace(document: GovernedDocument, context: Context): ValuePlace | null {
  const { tree } = document;
  const { element, start } = context;
  let { end } = context;
  // An editor replaces no more than a line.
  if (element === null || tree.slice(start, end).includes('\n')) return null;
  const { content } = element.node;
  const isOpen = element.node.kind === NodeKind.UnclosedElement;
  if (content !== null && !isOpen && !(isLeaf(content) && content.kind === NodeKind.Text)) return null;
  const from = contentStart(element);
  const text = content === null || isOpen ? '' : textOf(content);
  // In front of a text it is that text which is replaced; in the blanks around it, there is no place for another.
  if (start === end && text.trim() !== '') {
    if (start - from !== text.length - text.trimStart().length || text.trim().includes('\n')) return null;
    end = start + text.trim().length;
  }
  const [before, behind] = [text.slice(0, Math.max(start - from, 0)), text.slice(end - from)];
  const description = describeElement(document, element);
  return {
    element,
    attribute: null,
    attributeName: null,
    description,
    start,
    end,
    written: escapedText,
    takes: (value) => fits(description.simpleType, before + value + behind),
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
  const behind = quoted && attribute.kind !== 'UnclosedAttribute' ? '' : quote;
  const name = expandedName(attribute.name, scopeIn(element, entitiesOf(tree)), 'attribute');
  const description = describeAttribute(document, element, attribute.name, useOf(document, element, name));
  // Of a list, the item at the cursor.
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
    written: (text) => before + escapedAttribute(text, quote) + behind,
    takes: (text) =>
      fits(description.simpleType, item === null ? text : value.slice(0, item.start) + text + value.slice(item.end)),
    terminator: quote,
  };
}

function itemAround(text: string, at: number): { start: number; end: number } {
  const before = /\S*$/.exec(text.slice(0, at))![0];
  const behind = /^\S*/.exec(text.slice(at))![0];
  return { start: at - before.length, end: at + behind.length };
}

/** What the schema says of an attribute by its name; `null` for nothing. */
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

const ANYWHERE: ValueContext = { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true };

/** Whether a text is a value of a type; where no type is known, every text is. */
export function fits(type: SimpleType | null, text: string): boolean {
  return type === null || check(type, text, ANYWHERE) === null;
}

function escapedText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function escapedAttribute(value: string, quote: string): string {
  return escapedText(value).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
}

import { contextAt, type Context } from '../../xml/context';
import { expectedAttributes } from '../../xsd';
import type { Clock } from '../../domain/clock';
import { describeAttribute, describeElement, type DescribedValue, type Description } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';
import { dateText, identifierText, referenceAt, stateText } from './valueDetails';
import type { Localize } from '../../xml/problem';
import { bold, code, paragraphs, plain } from '../support/markdown';
import { cardinalityText } from '../support/cardinality';
import type { Task } from '../../xml/task';
import { localName } from '../../xml/namespaces';
import { describe, type FacetName, type SimpleType } from '../../xsd/simpleTypes';

/** What is shown at an offset. */
export interface Hover {
  readonly markdown: string;
  /** The name or value that it is about. */
  readonly start: number;
  readonly end: number;
}

/**
 * Describes the element, attribute, value or reference at an offset; `null` where nothing is known about it.
 * @param offset of a character, as of the block cursor of a terminal, or where something ends
 * @param clock dates are shown with their distance from it
 */
export function* hover(
  document: GovernedDocument,
  offset: number,
  clock: Clock,
  localize: Localize,
): Task<Hover | null> {
  const found = yield* hoverAt(document, offset, clock, localize);
  if (found !== null) return found;
  // Before its first character, a cursor between two characters is not in a name or value yet.
  const next = yield* hoverAt(document, offset + 1, clock, localize);
  return next !== null && next.start <= offset ? next : null;
}

function* hoverAt(document: GovernedDocument, offset: number, clock: Clock, localize: Localize): Task<Hover | null> {
  const context = contextAt(document.tree, offset);
  const reference = MAY_HOLD_REFERENCE.has(context.kind) ? referenceAt(document, offset, localize) : null;
  if (reference !== null) return reference;
  const described = textFor(document, context, localize);
  const markdown = paragraphs(
    yield* valueFacts(document, context, offset, clock, localize),
    described,
    nextStatesText(document, context, localize),
  );
  return markdown === '' ? null : { markdown, start: context.start, end: context.end };
}

const MAY_HOLD_REFERENCE: ReadonlySet<Context['kind']> = new Set(['text', 'reference', 'attributeValue']);

/** About the value itself: its date, its identifier. */
function* valueFacts(
  document: GovernedDocument,
  context: Context,
  offset: number,
  clock: Clock,
  localize: Localize,
): Task<string> {
  if (context.start === context.end) return '';
  const text = document.tree.slice(context.start, context.end).trim();
  if (context.kind === 'attributeValue') return dateText(text, clock, localize);
  if (context.kind !== 'text' || context.element === null) return '';
  return paragraphs(dateText(text, clock, localize), yield* identifierText(document, offset, localize));
}

/** About a state: the states that can follow it. */
function nextStatesText(
  document: GovernedDocument,
  { kind, element, start, end }: Context,
  localize: Localize,
): string {
  if (kind !== 'text' || element === null || start === end) return '';
  return stateText(document, element, document.tree.slice(start, end).trim(), localize);
}

function textFor(document: GovernedDocument, context: Context, localize: Localize): string {
  switch (context.kind) {
    case 'tagName':
    case 'endTagName':
      return context.element === null ? '' : descriptionText(describeElement(document, context.element), localize);
    case 'attributeName':
      return descriptionText(attributeDescription(document, context), localize);
    case 'attributeValue':
      return valueText(document, context, attributeDescription(document, context), localize);
    case 'text':
      if (context.element === null || context.start === context.end) return '';
      return valueText(document, context, describeElement(document, context.element), localize);
    default:
      return '';
  }
}

function attributeDescription(
  document: GovernedDocument,
  { element, attribute }: Extract<Context, { kind: 'attributeName' | 'attributeValue' }>,
): Description {
  const expected = document.schema === null ? [] : expectedAttributes(element, document.schema);
  const found = expected.find(({ use }) => use.declaration.name === localName(attribute.name));
  return describeAttribute(document, element, attribute.name, found?.use ?? null);
}

/** The meaning of a documented value, else the description of its element or attribute. */
function valueText({ tree }: GovernedDocument, { start, end }: Context, of: Description, localize: Localize): string {
  const text = tree.slice(start, end).trim();
  const known = of.values.find(({ value, meaning }) => value === text && meaning !== '');
  if (known === undefined) return of.typeName === '' && of.meaning === '' ? '' : descriptionText(of, localize);
  return paragraphs(`${bold(known.value)} · ${code(of.name)}`, plain(known.meaning), sourceLine(of, localize));
}

/** A description as markdown; `''` where only the name is known. */
export function descriptionText(of: Description, localize: Localize): string {
  if (of.typeName === '' && of.meaning === '') return '';
  const cardinality = of.cardinality === null ? '' : plain(cardinalityText(of.cardinality, localize));
  const facts = of.simpleType === null ? [] : typeFacts(of.simpleType, localize);
  return paragraphs(
    [bold(of.name), code(of.typeName), cardinality].filter((part) => part !== '').join(' · '),
    plain(of.meaning),
    plain(of.usage),
    facts.length === 0 ? '' : plain(`${localize('The value:')} ${facts.join('; ')}`),
    valueList(of.values, localize),
    of.example === '' ? '' : `${plain(localize('Example:'))} ${code(of.example)}`,
    sourceLines(of, localize),
  );
}

function valueList(values: readonly DescribedValue[], localize: Localize): string {
  if (values.length === 0) return '';
  const lines = values.map(({ value, meaning }) => `- ${code(value)}${meaning === '' ? '' : ` ${plain(meaning)}`}`);
  return `${plain(localize('Values:'))}\n${lines.join('\n')}`;
}

/**
 * The report's table that the row belongs to, and the source of the row. These differ: the report names the table, while the
 * wording of most rows is the project's own and must not be mistaken for the report's.
 */
function sourceLines(of: Description, localize: Localize): string {
  const { name, source, table } = of;
  if (table === null) return sourceLine(of, localize);
  return paragraphs(
    italic(localize('{0} · Table {1}. Source: {2}', table.name, table.number, table.source)),
    source === table.source ? '' : italic(localize('Row {0}. Source: {1}', name, source)),
  );
}

/** The source of the description: the element tables, else the schema's file. */
function sourceLine(of: Description, localize: Localize): string {
  const schema = of.schemaUri.slice(of.schemaUri.lastIndexOf('/') + 1);
  const source = of.source === '' ? schema : of.source;
  return source === '' ? '' : italic(localize('Source: {0}', source));
}

function italic(text: string): string {
  return `*${plain(text)}*`;
}

/** Facets in words; `{0}` is the value. */
const FACET_WORDS: Partial<Record<FacetName, string>> = {
  length: 'exactly {0} characters long',
  minLength: 'at least {0} characters long',
  maxLength: 'at most {0} characters long',
  minInclusive: '{0} or more',
  minExclusive: 'more than {0}',
  maxInclusive: '{0} or less',
  maxExclusive: 'less than {0}',
  totalDigits: 'at most {0} digits',
  fractionDigits: 'at most {0} fraction digits',
};

/** The facets of a simple type in words; enumerations are left out, hover lists them. */
export function typeFacts(type: SimpleType, localize: Localize): string[] {
  const { facets, patterns, variety, parts } = describe(type);
  const facts = facets.flatMap(({ name, value }) => {
    const words = FACET_WORDS[name];
    return words === undefined ? [] : [localize(words, value)];
  });
  for (const step of patterns) facts.push(localize('matches {0}', step.join(' | ')));
  if (variety === 'list') facts.push(localize('a list of {0}, separated by whitespace', parts.join(', ')));
  if (variety === 'union') facts.push(localize('one of {0}', parts.join(', ')));
  return facts;
}

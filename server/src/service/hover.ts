import { contextAt, type Context } from '../xml/context';
import { finished } from '../xml/pause';
import { expectedAttributes } from '../xsd';
import type { Clock } from './clock';
import { describeAttribute, describeElement, type DescribedValue, type Description } from './describe';
import type { GovernedDocument } from './document';
import { localName } from './elementNames';
import { dateText, identifierText, referenceAt, stateText } from './hoverFacts';
import type { Localize } from './localize';
import { bold, code, paragraphs, plain } from './markdown';
import { occurrenceWords } from './occurrence';
import { typeFacts } from './typeFacts';

/** What is shown about a place. */
export interface Hover {
  readonly markdown: string;
  /** The name or value that it is about. */
  readonly start: number;
  readonly end: number;
}

/**
 * What there is to say about the element, the attribute, the value or the reference at an offset; `null` for nothing.
 * @param clock dates are told by their distance from it
 */
export function hover(document: GovernedDocument, offset: number, clock: Clock, localize: Localize): Hover | null {
  return finished(hoverInSteps(document, offset, clock, localize));
}

/** The same for whoever lets others have their turn: what is named in thousands of places is counted. */
export function* hoverInSteps(
  document: GovernedDocument,
  offset: number,
  clock: Clock,
  localize: Localize,
): Generator<void, Hover | null, undefined> {
  const context = contextAt(document.tree, offset);
  const reference = HOLD_REFERENCES.has(context.kind) ? referenceAt(document, offset, localize) : null;
  if (reference !== null) return reference;
  const described = textFor(document, context, localize);
  const markdown = paragraphs(
    yield* factsFor(document, context, offset, clock, localize),
    described,
    nextFor(document, context, localize),
  );
  return markdown === '' ? null : { markdown, start: context.start, end: context.end };
}

const HOLD_REFERENCES: ReadonlySet<Context['kind']> = new Set(['text', 'reference', 'attributeValue']);

/** What a value says beyond its kind. */
function* factsFor(
  document: GovernedDocument,
  context: Context,
  offset: number,
  clock: Clock,
  localize: Localize,
): Generator<void, string, undefined> {
  if (context.start === context.end) return '';
  const text = document.tree.slice(context.start, context.end).trim();
  if (context.kind === 'attributeValue') return dateText(text, clock, localize);
  if (context.kind !== 'text' || context.element === null) return '';
  return paragraphs(dateText(text, clock, localize), yield* identifierText(document, offset, localize));
}

/** Of a state, what may follow it. */
function nextFor(document: GovernedDocument, { kind, element, start, end }: Context, localize: Localize): string {
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

/** A value that has a meaning of its own, else what may stand there. */
function valueText({ tree }: GovernedDocument, { start, end }: Context, of: Description, localize: Localize): string {
  const text = tree.slice(start, end).trim();
  const known = of.values.find(({ value, meaning }) => value === text && meaning !== '');
  if (known === undefined) return of.typeName === '' && of.meaning === '' ? '' : descriptionText(of, localize);
  return paragraphs(`${bold(known.value)} · ${code(of.name)}`, plain(known.meaning), sourceLine(of, localize));
}

/** A description as markdown; `''` where there is nothing to say but the name. */
export function descriptionText(of: Description, localize: Localize): string {
  if (of.typeName === '' && of.meaning === '') return '';
  const occurrence = of.occurrence === null ? '' : plain(occurrenceWords(of.occurrence, localize));
  const facts = of.simpleType === null ? [] : typeFacts(of.simpleType, localize);
  return paragraphs(
    [bold(of.name), code(of.typeName), occurrence].filter((part) => part !== '').join(' · '),
    plain(of.meaning),
    plain(of.usage),
    facts.length === 0 ? '' : plain(`${localize('The value:')} ${facts.join('; ')}`),
    valueList(of.values, localize),
    of.example === '' ? '' : `${plain(localize('Example:'))} ${code(of.example)}`,
    sourceLine(of, localize),
  );
}

function valueList(values: readonly DescribedValue[], localize: Localize): string {
  if (values.length === 0) return '';
  const lines = values.map(({ value, meaning }) => `- ${code(value)}${meaning === '' ? '' : ` ${plain(meaning)}`}`);
  return `${plain(localize('Values:'))}\n${lines.join('\n')}`;
}

/** Where the words come from, so that nobody takes the project's for the report's. */
function sourceLine(of: Description, localize: Localize): string {
  const schema = of.schemaUri.slice(of.schemaUri.lastIndexOf('/') + 1);
  const source = of.source === '' ? schema : of.source;
  return source === '' ? '' : `*${plain(localize('Source: {0}', source))}*`;
}

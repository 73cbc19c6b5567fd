import { contextAt, type Context } from '../../xml/context';
import {
  nameKey,
  schemaInfo,
  schemaTree,
  XSI_NAMESPACE,
  type AttributeUse,
  type Schema,
  type SchemaPlace,
  type TypeDefinition,
} from '../../xsd';
import { entitiesOf } from '../../xml/entities';
import { wholeCharacters } from '../../xml/escape';
import { useOf } from '../completion/valuePlace';
import { typeNote, type Note } from '../support/typeDocumentation';
import { generalMeaning } from './generalAttributes';
import type { Clock } from '../../domain/clock';
import { describeAttribute, describeElement, type DescribedValue, type Description } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';
import { dateText, identifierText, referenceAt, stateText } from './valueDetails';
import type { Localize } from '../../xml/problem';
import { bold, code, link, paragraphs, plain } from '../support/markdown';
import { cardinalityText } from '../support/cardinality';
import type { Task } from '../../xml/task';
import { expandedName, localName, scopeIn, type ExpandedName } from '../../xml/namespaces';
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
      return context.element === null
        ? ''
        : descriptionText(describeElement(document, context.element), document.schema, localize);
    case 'attributeName': {
      const described = descriptionText(attributeDescription(document, context), document.schema, localize);
      return described === '' ? generalAttributeText(document, context, localize) : described;
    }
    case 'attributeValue': {
      const described = valueText(document, context, attributeDescription(document, context), localize);
      return described === '' ? generalAttributeText(document, context, localize) : described;
    }
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
  const name = expandedName(attribute.name, scopeIn(element, entitiesOf(document.tree)), 'attribute');
  const use = useOf(document, element, name) ?? globalUse(document.schema, name);
  return describeAttribute(document, element, attribute.name, use);
}

/** An attribute that only a wildcard allows, with its global declaration; `null` where the schema has none. */
function globalUse(schema: Schema | null, { namespace, local }: ExpandedName): AttributeUse | null {
  const declaration = schema?.attributes.get(nameKey(namespace, local));
  if (declaration?.source == null) return null;
  const { valueConstraint, source } = declaration;
  return { declaration, required: false, valueConstraint, annotation: null, source };
}

/** What an attribute says that every schema allows: `xsi:…`, `xml:…`, `xmlns:…`; `''` for any other. */
function generalAttributeText(
  { tree, schema }: GovernedDocument,
  context: Extract<Context, { kind: 'attributeName' | 'attributeValue' }>,
  localize: Localize,
): string {
  const { element, attribute, kind } = context;
  const entities = entitiesOf(tree);
  const scope = scopeIn(element, entities);
  const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
  const title = [bold(attribute.name), generalMeaning(namespace, local, localize)].filter((part) => part !== '');
  if (title.length < 2) return '';
  const isType = kind === 'attributeValue' && namespace === XSI_NAMESPACE && local === 'type' && schema !== null;
  const type = isType ? schemaInfo(element, schema)?.type : null;
  const isNamed = type?.name === localName(tree.slice(context.start, context.end).trim());
  return isNamed && type != null && schema !== null ? typeText(type, schema, localize) : paragraphs(...title);
}

/** A type as Markdown: its name, what it is derived from, its documentation. */
export function typeText(type: TypeDefinition, schema: Schema, localize: Localize): string {
  const base = type.base?.name ?? '';
  const derived =
    type.kind === 'complexType' && type.derivation === 'extension'
      ? localize('extends {0}', base)
      : localize('restricts {0}', base);
  const note = typeNote(type, schema);
  const facts = type.kind === 'simpleType' ? typeFacts(type, localize) : [];
  return paragraphs(
    [bold(type.name ?? ''), base === '' || base === 'anyType' ? '' : plain(derived)]
      .filter((part) => part !== '')
      .join(' · '),
    note === null ? '' : noteText(note.name === type.name ? { ...note, name: '' } : note, null, schema, localize),
    facts.length === 0 ? '' : plain(`${localize('The value:')} ${facts.join('; ')}`),
  );
}

/** The meaning of a documented value, else the description of its element or attribute. */
function valueText(
  { tree, schema }: GovernedDocument,
  { start, end }: Context,
  of: Description,
  localize: Localize,
): string {
  const text = tree.slice(start, end).trim();
  const known = of.values.find(({ value, meaning }) => value === text && meaning !== '');
  if (known === undefined) return descriptionText(of, schema, localize);
  return paragraphs(
    `${bold(known.value)} · ${code(of.name)}`,
    plain(localize(known.meaning)),
    sourceLine(of, localize),
  );
}

/** Longer texts are cut, in UTF-16 units: a hover has room for about twenty lines. */
const MAX_MEANING = 1_200;
const MAX_NOTE = 500;
/** Code lists can have thousands of values. */
const MAX_VALUES = 30;

/** A description as markdown; `''` where only the name is known. @param schema that has the declaration, for links to it */
export function descriptionText(of: Description, schema: Schema | null, localize: Localize): string {
  const type = of.anonymous === null || of.typeName !== '' ? code(of.typeName) : plain(anonymousText(of, localize));
  const { cardinality, notes, defaultValue, fixed } = of;
  if (type === '' && of.meaning === '' && cardinality === null && notes.length === 0) return '';
  const facts = of.simpleType === null ? [] : typeFacts(of.simpleType, localize);
  const occurrence = cardinality === null ? '' : plain(cardinalityText(cardinality, localize));
  return paragraphs(
    [bold(of.name), type, occurrence].filter((part) => part !== '').join(' · '),
    shortened(localize(of.meaning), MAX_MEANING, of.declared, schema, localize),
    plain(localize(of.usage)),
    ...notes.map((note) => noteText(note, of.declared, schema, localize)),
    facts.length === 0 ? '' : plain(`${localize('The value:')} ${facts.join('; ')}`),
    fixed === null ? '' : `${plain(localize('Always:'))} ${code(fixed)}`,
    defaultValue === null ? '' : `${plain(localize('Default:'))} ${code(defaultValue)}`,
    valueList(of.values, localize),
    of.example === '' ? '' : `${plain(localize('Example:'))} ${code(of.example)}`,
    sourceLines(of, localize),
  );
}

function anonymousText({ anonymous }: Description, localize: Localize): string {
  const { derivation, base, content } = anonymous!;
  if (derivation === 'extension') return localize('extends {0}', base);
  if (derivation === 'restriction') return localize('restricts {0}', base);
  if (content === 'empty') return localize('without content');
  return content === 'mixed' ? localize('text and elements') : localize('elements');
}

function noteText(note: Note, declared: SchemaPlace | null, schema: Schema | null, localize: Localize): string {
  const { kind, name } = note;
  const text = shortened(localize(note.text), MAX_NOTE, declared, schema, localize);
  if (name === '') return text;
  const label =
    kind === 'type'
      ? localize('Type {0}:', name)
      : kind === 'head'
        ? localize('Substitutes {0}:', name)
        : localize('Group {0}:', name);
  return `${plain(label)} ${text}`;
}

/** A text, cut between words where it is longer than `limit`; then with a link to the schema document, which has the rest. */
function shortened(
  text: string,
  limit: number,
  place: SchemaPlace | null,
  schema: Schema | null,
  localize: Localize,
): string {
  if (text.length <= limit) return plain(text);
  const cut = `${wholeCharacters(text.slice(0, limit)).replace(/\s+\S*$/, '')} …`;
  const address = place && schema && addressOf(place, schema);
  if (address === null) return plain(cut);
  return `${plain(cut)} ${link(localize('Read on in {0}', fileNameOf(place!.uri)), address)}`;
}

/** The address of a place in a schema document that can be opened, with its line; `null` for a bundled one. */
function addressOf({ uri, start }: SchemaPlace, schema: Schema): string | null {
  if (/^(?:vpc|xsd):/.test(uri)) return null;
  const tree = schemaTree(schema, uri);
  return tree === null ? uri : `${uri}#L${tree.positionAt(start).line + 1}`;
}

function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function valueList(values: readonly DescribedValue[], localize: Localize): string {
  if (values.length === 0) return '';
  const lines = values
    .slice(0, MAX_VALUES)
    .map(({ value, meaning }) => `- ${code(value)}${meaning === '' ? '' : ` ${plain(localize(meaning))}`}`);
  const more = values.length - lines.length;
  if (more > 0) lines.push(`- ${plain(localize('and {0} more', String(more)))}`);
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
    italic(localize('{0} · Table {1}. Source: {2}', table.name, table.number, localize(table.source))),
    source === table.source ? '' : italic(localize('Row {0}. Source: {1}', name, localize(source))),
  );
}

/** The source of the description: the element tables, else the schema's file. */
function sourceLine(of: Description, localize: Localize): string {
  const source = of.source === '' ? fileNameOf(of.declared?.uri ?? '') : localize(of.source);
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

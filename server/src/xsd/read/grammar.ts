/**
 * The schema for schemas (XSD 1.0 Structures, appendix A) as a table: attributes and content of each element of a schema
 * document.
 *
 * A production is an element in one context (`element.global`, `element.local`): attributes and content of a name depend on
 * the context. Content models are in DTD syntax, over names of productions.
 */

/** The type of an attribute's value. */
export type ValueKind =
  | 'any'
  | 'anyURI'
  | 'boolean'
  | 'ID'
  | 'language'
  | 'NCName'
  | 'QName'
  | 'QNames'
  | 'nonNegativeInteger'
  | 'positiveInteger'
  | 'occurrenceLimit'
  | 'zeroOrOne'
  | 'namespaceList'
  /** `#all` or a list of these items. */
  | { readonly derivations: readonly string[] }
  | { readonly oneOf: readonly string[] };

export interface Production {
  readonly attributes: ReadonlyMap<string, ValueKind>;
  readonly required: readonly string[];
  /** A content model over production names; `null` for any content. */
  readonly content: string | null;
}

const ANNOTATED = { id: 'ID' } as const;
const OCCURS = { minOccurs: 'nonNegativeInteger', maxOccurs: 'occurrenceLimit' } as const;
const OCCURS_ONCE = { minOccurs: 'zeroOrOne', maxOccurs: 'zeroOrOne' } as const;
const FORM = { oneOf: ['qualified', 'unqualified'] } as const;
const COMPLEX_DERIVATIONS = { derivations: ['extension', 'restriction'] } as const;
const BLOCK = { derivations: ['extension', 'restriction', 'substitution'] } as const;
const WILDCARD = {
  namespace: 'namespaceList',
  processContents: { oneOf: ['strict', 'lax', 'skip'] },
} as const;

const REDEFINABLE = 'simpleType.named | complexType.named | group.named | attributeGroup.named';
const ATTRIBUTES = '(attribute.local | attributeGroup.ref)*, anyAttribute?';
const PARTICLE = 'group.ref | all | choice | sequence';
const FACETS = `minExclusive | minInclusive | maxExclusive | maxInclusive | totalDigits | fractionDigits
  | length | minLength | maxLength | enumeration | whiteSpace | pattern`;
const NESTED = '(element.local | group.ref | choice | sequence | any)*';

const ELEMENT = {
  ...ANNOTATED,
  name: 'NCName',
  type: 'QName',
  default: 'any',
  fixed: 'any',
  nillable: 'boolean',
  block: BLOCK,
} as const;

/** The attributes of a production, as it is written here. */
type Attributes = Readonly<Record<string, ValueKind>>;

/** A map, because it is asked for what a document contains: an object has a `constructor`. */
function annotated(attributes: Attributes): Production['attributes'] {
  return new Map(Object.entries({ ...ANNOTATED, ...attributes }));
}

function production(attributes: Attributes, required: readonly string[], content: string | null): Production {
  return { attributes: annotated(attributes), required, content: content && `annotation?, ${content}` };
}

function annotationOnly(attributes: Attributes, required: readonly string[]): Production {
  return { attributes: annotated(attributes), required, content: 'annotation?' };
}

function facet(value: ValueKind, fixable = true): Production {
  return annotationOnly(fixable ? { value, fixed: 'boolean' } : { value }, ['value']);
}

const PRODUCTIONS: Readonly<Record<string, Production>> = {
  schema: {
    attributes: annotated({
      targetNamespace: 'anyURI',
      version: 'any',
      elementFormDefault: FORM,
      attributeFormDefault: FORM,
      blockDefault: BLOCK,
      finalDefault: { derivations: ['extension', 'restriction', 'list', 'union'] },
    }),
    required: [],
    content: `(include | import | redefine | annotation)*,
      ((${REDEFINABLE} | element.global | attribute.global | notation), annotation*)*`,
  },
  include: annotationOnly({ schemaLocation: 'anyURI' }, ['schemaLocation']),
  import: annotationOnly({ namespace: 'anyURI', schemaLocation: 'anyURI' }, []),
  redefine: {
    attributes: annotated({ schemaLocation: 'anyURI' }),
    required: ['schemaLocation'],
    content: `(annotation | ${REDEFINABLE})*`,
  },

  annotation: { attributes: annotated({}), required: [], content: '(appinfo | documentation)*' },
  appinfo: { attributes: new Map([['source', 'anyURI']]), required: [], content: null },
  documentation: { attributes: new Map([['source', 'anyURI']]), required: [], content: null },

  'element.global': production(
    {
      ...ELEMENT,
      abstract: 'boolean',
      substitutionGroup: 'QName',
      final: COMPLEX_DERIVATIONS,
    },
    ['name'],
    '(simpleType.local | complexType.local)?, (unique | key | keyref)*',
  ),
  'element.local': production(
    { ...ELEMENT, ...OCCURS, ref: 'QName', form: FORM },
    [],
    '(simpleType.local | complexType.local)?, (unique | key | keyref)*',
  ),
  'element.inAll': production(
    { ...ELEMENT, ...OCCURS_ONCE, ref: 'QName', form: FORM },
    [],
    '(simpleType.local | complexType.local)?, (unique | key | keyref)*',
  ),
  'attribute.global': production(
    { name: 'NCName', type: 'QName', default: 'any', fixed: 'any' },
    ['name'],
    'simpleType.local?',
  ),
  'attribute.local': production(
    {
      name: 'NCName',
      ref: 'QName',
      type: 'QName',
      default: 'any',
      fixed: 'any',
      form: FORM,
      use: { oneOf: ['optional', 'prohibited', 'required'] },
    },
    [],
    'simpleType.local?',
  ),

  'complexType.named': production(
    { name: 'NCName', abstract: 'boolean', mixed: 'boolean', block: COMPLEX_DERIVATIONS, final: COMPLEX_DERIVATIONS },
    ['name'],
    `(simpleContent | complexContent | ((${PARTICLE})?, ${ATTRIBUTES}))`,
  ),
  'complexType.local': production(
    { mixed: 'boolean' },
    [],
    `(simpleContent | complexContent | ((${PARTICLE})?, ${ATTRIBUTES}))`,
  ),
  simpleContent: production({}, [], '(restriction.simpleContent | extension.simpleContent)'),
  complexContent: production({ mixed: 'boolean' }, [], '(restriction.complexContent | extension.complexContent)'),
  'restriction.simpleContent': production(
    { base: 'QName' },
    ['base'],
    `simpleType.local?, (${FACETS})*, ${ATTRIBUTES}`,
  ),
  'extension.simpleContent': production({ base: 'QName' }, ['base'], ATTRIBUTES),
  'restriction.complexContent': production({ base: 'QName' }, ['base'], `(${PARTICLE})?, ${ATTRIBUTES}`),
  'extension.complexContent': production({ base: 'QName' }, ['base'], `(${PARTICLE})?, ${ATTRIBUTES}`),

  'simpleType.named': production(
    { name: 'NCName', final: { derivations: ['list', 'union', 'restriction'] } },
    ['name'],
    '(restriction.simpleType | list | union)',
  ),
  'simpleType.local': production({}, [], '(restriction.simpleType | list | union)'),
  'restriction.simpleType': production({ base: 'QName' }, [], `simpleType.local?, (${FACETS})*`),
  list: production({ itemType: 'QName' }, [], 'simpleType.local?'),
  union: production({ memberTypes: 'QNames' }, [], 'simpleType.local*'),

  minExclusive: facet('any'),
  minInclusive: facet('any'),
  maxExclusive: facet('any'),
  maxInclusive: facet('any'),
  totalDigits: facet('positiveInteger'),
  fractionDigits: facet('nonNegativeInteger'),
  length: facet('nonNegativeInteger'),
  minLength: facet('nonNegativeInteger'),
  maxLength: facet('nonNegativeInteger'),
  enumeration: facet('any', false),
  whiteSpace: facet({ oneOf: ['preserve', 'replace', 'collapse'] }),
  pattern: facet('any', false),

  'group.named': production({ name: 'NCName' }, ['name'], '(all.named | choice.named | sequence.named)'),
  'group.ref': annotationOnly({ ...OCCURS, ref: 'QName' }, ['ref']),
  all: production({ minOccurs: 'zeroOrOne', maxOccurs: { oneOf: ['1'] } }, [], 'element.inAll*'),
  'all.named': production({}, [], 'element.inAll*'),
  choice: production(OCCURS, [], NESTED),
  'choice.named': production({}, [], NESTED),
  sequence: production(OCCURS, [], NESTED),
  'sequence.named': production({}, [], NESTED),
  'attributeGroup.named': production({ name: 'NCName' }, ['name'], ATTRIBUTES),
  'attributeGroup.ref': annotationOnly({ ref: 'QName' }, ['ref']),
  any: annotationOnly({ ...OCCURS, ...WILDCARD }, []),
  anyAttribute: annotationOnly(WILDCARD, []),

  unique: production({ name: 'NCName' }, ['name'], 'selector, field+'),
  key: production({ name: 'NCName' }, ['name'], 'selector, field+'),
  keyref: production({ name: 'NCName', refer: 'QName' }, ['name', 'refer'], 'selector, field+'),
  selector: annotationOnly({ xpath: 'any' }, ['xpath']),
  field: annotationOnly({ xpath: 'any' }, ['xpath']),
  notation: annotationOnly({ name: 'NCName', public: 'any', system: 'anyURI' }, ['name']),
};

/** The productions by name. */
export const GRAMMAR: ReadonlyMap<string, Production> = new Map(Object.entries(PRODUCTIONS));

/** The local name of the element of a production. */
export function elementOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

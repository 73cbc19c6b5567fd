/** The built-in simple types (Datatypes 3), created like any other type. */
import { listOf, restrict } from './define';
import { PRIMITIVES } from './primitives';
import { NO_FACETS, SimpleTypeDefinition } from './simpleType';
import type { Facet, FacetName, Facets, PrimitiveName, SimpleType, TypeHead, WhiteSpace } from './types';
import { NO_PREFIXES } from './facetValues';

/** The namespace of XML Schema and its built-in types. */
export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';

/** The simple ur-type: any text. */
export const anySimpleType: SimpleType = new SimpleTypeDefinition(head('anySimpleType'), {
  variety: null,
  base: null,
  facets: NO_FACETS,
  whiteSpace: 'preserve',
  builtin: true,
});

/** The derived types: name, base, facets. */
const DERIVED: ReadonlyMap<string, readonly [string, Readonly<Partial<Record<FacetName, string>>>]> = new Map(
  Object.entries<readonly [string, Readonly<Partial<Record<FacetName, string>>>]>({
    normalizedString: ['string', { whiteSpace: 'replace' }],
    token: ['normalizedString', { whiteSpace: 'collapse' }],
    language: ['token', {}],
    NMTOKEN: ['token', {}],
    Name: ['token', {}],
    NCName: ['Name', {}],
    ID: ['NCName', {}],
    IDREF: ['NCName', {}],
    ENTITY: ['NCName', {}],
    integer: ['decimal', { fractionDigits: '0' }],
    nonPositiveInteger: ['integer', { maxInclusive: '0' }],
    negativeInteger: ['nonPositiveInteger', { maxInclusive: '-1' }],
    long: ['integer', { minInclusive: '-9223372036854775808', maxInclusive: '9223372036854775807' }],
    int: ['long', { minInclusive: '-2147483648', maxInclusive: '2147483647' }],
    short: ['int', { minInclusive: '-32768', maxInclusive: '32767' }],
    byte: ['short', { minInclusive: '-128', maxInclusive: '127' }],
    nonNegativeInteger: ['integer', { minInclusive: '0' }],
    unsignedLong: ['nonNegativeInteger', { maxInclusive: '18446744073709551615' }],
    unsignedInt: ['unsignedLong', { maxInclusive: '4294967295' }],
    unsignedShort: ['unsignedInt', { maxInclusive: '65535' }],
    unsignedByte: ['unsignedShort', { maxInclusive: '255' }],
    positiveInteger: ['nonNegativeInteger', { minInclusive: '1' }],
  }),
);

/** The list types: name, type of the items. */
const LISTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ IDREFS: 'IDREF', ENTITIES: 'ENTITY', NMTOKENS: 'NMTOKEN' }),
);

/** The local names of the built-in simple types, `anySimpleType` first. */
export const BUILTIN_NAMES: readonly string[] = [
  'anySimpleType',
  ...Object.keys(PRIMITIVES),
  ...DERIVED.keys(),
  ...LISTS.keys(),
];
const NAMES: ReadonlySet<string> = new Set(BUILTIN_NAMES);

const types = new Map([['anySimpleType', anySimpleType]]);

/**
 * A built-in simple type by its local name; `undefined` if there is none. Created on first use: a schema needs few of them.
 */
export function builtinType(local: string): SimpleType | undefined {
  let type = types.get(local);
  if (type === undefined && NAMES.has(local)) types.set(local, (type = make(local)));
  return type;
}

function make(name: string): SimpleType {
  const derived = DERIVED.get(name);
  if (derived !== undefined) return define(name, partsOf(derivedType(name, ...derived)));
  const item = LISTS.get(name);
  if (item !== undefined) return define(name, { ...partsOf(listType(name, item)), base: anySimpleType });
  const primitive = name as PrimitiveName;
  const whiteSpace: WhiteSpace = primitive === 'string' ? 'preserve' : 'collapse';
  const facets: Facets = { ...NO_FACETS, whiteSpace: facet('whiteSpace', whiteSpace, primitive !== 'string') };
  return define(name, { variety: 'atomic', base: anySimpleType, primitive, facets, whiteSpace });
}

function derivedType(name: string, base: string, values: Readonly<Partial<Record<FacetName, string>>>): SimpleType {
  const facets = (Object.keys(values) as FacetName[]).map((key) => facet(key, values[key]!, key === 'fractionDigits'));
  return restrict(builtinType(base)!, facets, head(name), () => false).type;
}

function listType(name: string, item: string): SimpleType {
  const plain = listOf(builtinType(item)!, head(name)).type;
  return restrict(plain, [facet('minLength', '1', false)], head(name), () => false).type;
}

function define(
  name: string,
  parts: Omit<ConstructorParameters<typeof SimpleTypeDefinition>[1], 'builtin'>,
): SimpleType {
  return new SimpleTypeDefinition(head(name), { ...parts, builtin: true });
}

/** The parts of a type, to create it again as a built-in one. */
function partsOf(type: SimpleType): ConstructorParameters<typeof SimpleTypeDefinition>[1] {
  const { variety, base, primitive, itemType, memberTypes, ownFacets, facets, whiteSpace } = type;
  return {
    variety,
    base,
    ...(primitive !== null && { primitive }),
    ...(itemType !== null && { itemType }),
    memberTypes,
    ownFacets,
    facets,
    whiteSpace,
  };
}

function head(name: string): TypeHead {
  return { name, namespace: XSD_NAMESPACE, final: new Set(), source: null };
}

function facet(name: FacetName, value: string, fixed: boolean): Facet {
  return { name, value, fixed, source: null, scope: NO_PREFIXES, documentation: '' };
}

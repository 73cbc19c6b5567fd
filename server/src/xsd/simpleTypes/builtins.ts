/** The built-in simple types (Datatypes 3), made as any other type is. */
import { NO_PREFIXES } from './contexts';
import { listOf, restrict } from './define';
import { PRIMITIVES } from './primitives';
import { NO_FACETS, SimpleTypeDefinition } from './simpleType';
import type { Facet, FacetName, Facets, PrimitiveName, SimpleType, TypeHead, WhiteSpace } from './types';

/** The namespace of XML Schema, in which the built-in types are. */
export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';

const types = new Map<string, SimpleType>();

/** The simple ur-type: any text. */
export const anySimpleType: SimpleType = new SimpleTypeDefinition(head('anySimpleType'), {
  variety: null,
  base: null,
  facets: NO_FACETS,
  whiteSpace: 'preserve',
  builtin: true,
});
types.set('anySimpleType', anySimpleType);

for (const primitive of Object.keys(PRIMITIVES) as PrimitiveName[]) {
  const preserves = primitive === 'string';
  const whiteSpace: WhiteSpace = preserves ? 'preserve' : 'collapse';
  const facets: Facets = { ...NO_FACETS, whiteSpace: facet('whiteSpace', whiteSpace, !preserves) };
  define(primitive, { variety: 'atomic', base: anySimpleType, primitive, facets, whiteSpace });
}

/** The derived types in an order in which each base comes first: name, base, facets. */
const DERIVED: readonly (readonly [string, string, Readonly<Partial<Record<FacetName, string>>>])[] = [
  ['normalizedString', 'string', { whiteSpace: 'replace' }],
  ['token', 'normalizedString', { whiteSpace: 'collapse' }],
  ['language', 'token', {}],
  ['NMTOKEN', 'token', {}],
  ['Name', 'token', {}],
  ['NCName', 'Name', {}],
  ['ID', 'NCName', {}],
  ['IDREF', 'NCName', {}],
  ['ENTITY', 'NCName', {}],
  ['integer', 'decimal', { fractionDigits: '0' }],
  ['nonPositiveInteger', 'integer', { maxInclusive: '0' }],
  ['negativeInteger', 'nonPositiveInteger', { maxInclusive: '-1' }],
  ['long', 'integer', { minInclusive: '-9223372036854775808', maxInclusive: '9223372036854775807' }],
  ['int', 'long', { minInclusive: '-2147483648', maxInclusive: '2147483647' }],
  ['short', 'int', { minInclusive: '-32768', maxInclusive: '32767' }],
  ['byte', 'short', { minInclusive: '-128', maxInclusive: '127' }],
  ['nonNegativeInteger', 'integer', { minInclusive: '0' }],
  ['unsignedLong', 'nonNegativeInteger', { maxInclusive: '18446744073709551615' }],
  ['unsignedInt', 'unsignedLong', { maxInclusive: '4294967295' }],
  ['unsignedShort', 'unsignedInt', { maxInclusive: '65535' }],
  ['unsignedByte', 'unsignedShort', { maxInclusive: '255' }],
  ['positiveInteger', 'nonNegativeInteger', { minInclusive: '1' }],
];

for (const [name, base, values] of DERIVED) {
  const facets = (Object.keys(values) as FacetName[]).map((key) => facet(key, values[key]!, key === 'fractionDigits'));
  const { type } = restrict(types.get(base)!, facets, head(name), () => false);
  define(name, partsOf(type));
}

for (const [name, item] of [
  ['IDREFS', 'IDREF'],
  ['ENTITIES', 'ENTITY'],
  ['NMTOKENS', 'NMTOKEN'],
] as const) {
  const plain = listOf(types.get(item)!, head(name)).type;
  const { type } = restrict(plain, [facet('minLength', '1', false)], head(name), () => false);
  define(name, { ...partsOf(type), base: anySimpleType });
}

/** A built-in simple type by its local name; `undefined` for a name that is none. */
export function builtinType(local: string): SimpleType | undefined {
  return types.get(local);
}

/** The local names of the built-in simple types, `anySimpleType` first. */
export const BUILTIN_NAMES: readonly string[] = [...types.keys()];

function define(name: string, parts: Omit<ConstructorParameters<typeof SimpleTypeDefinition>[1], 'builtin'>): void {
  types.set(name, new SimpleTypeDefinition(head(name), { ...parts, builtin: true }));
}

/** What a type was made of: it is made again as a built-in one. */
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

/**
 * The ur-types, from which all others derive, and types in place of those that a schema document fails to define.
 *
 * An unknown type allows everything, derives from everything, and everything derives from it: the wrong reference or
 * definition is reported once, and nothing that only follows from it.
 */
import type {
  AttributeUse,
  ComplexType,
  ModelGroup,
  Particle,
  SchemaPlace,
  SimpleType,
  TypeDefinition,
  Wildcard,
} from '../components';
import { builtinType } from '../simpleTypes';
import { SimpleTypeDefinition } from '../simpleTypes/simpleType';

const NOWHERE: SchemaPlace = { uri: '', start: 0, end: 0 };
const NONE: ReadonlySet<never> = new Set<never>();

const anyWildcard: Wildcard = {
  kind: 'wildcard',
  constraint: { kind: 'any' },
  processContents: 'lax',
  annotation: null,
  source: null,
};

const anyContent: Particle = {
  term: {
    kind: 'modelGroup',
    compositor: 'sequence',
    particles: [{ term: anyWildcard, minOccurs: 0, maxOccurs: Infinity, source: NOWHERE }],
    annotation: null,
    source: null,
  },
  minOccurs: 1,
  maxOccurs: 1,
  source: NOWHERE,
};

/** `xs:anyType`, the base of all types and its own (3.4.7). */
export const anyType: ComplexType = {
  kind: 'complexType',
  name: 'anyType',
  namespace: 'http://www.w3.org/2001/XMLSchema',
  get base() {
    return anyType;
  },
  derivation: 'restriction',
  abstract: false,
  block: NONE,
  final: NONE,
  attributeUses: [] as AttributeUse[],
  attributeWildcard: anyWildcard,
  contentKind: 'mixed',
  simpleType: null,
  particle: anyContent,
  annotation: null,
  source: null,
};

/** `xs:anySimpleType`, the base of all simple types. */
export const anySimpleType: SimpleType = builtinType('anySimpleType')!;

/** Replaces an undefined type that may be complex. */
export const unknownType: ComplexType = { ...anyType, base: anyType, name: null };

/** The content and attributes of a group that is not defined: nothing there is a mistake of the document. */
export const unknownWildcard: Wildcard = { ...anyWildcard };

/** Replaces an undefined model group. */
export const unknownGroup: ModelGroup = {
  kind: 'modelGroup',
  compositor: 'sequence',
  particles: [{ term: unknownWildcard, minOccurs: 0, maxOccurs: Infinity, source: NOWHERE }],
  annotation: null,
  source: null,
};

/** Replaces an undefined simple type. */
export const unknownSimpleType: SimpleType = new SimpleTypeDefinition(
  { name: null, namespace: '', final: new Set(), source: null },
  { variety: null, base: anySimpleType, facets: anySimpleType.facets, whiteSpace: 'preserve' },
);

/** Whether a type replaces an undefined one. */
export function isUnknown(type: TypeDefinition): boolean {
  return type === unknownType || type === unknownSimpleType;
}

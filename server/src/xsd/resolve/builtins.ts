/** The ur-types, from which all others derive. */
import type { AttributeUse, ComplexType, Particle, SimpleType, Wildcard } from '../components';
import { builtinType } from '../simpleTypes';
import type { SchemaPlace } from '../components';

const NOWHERE: SchemaPlace = { uri: '', start: 0, end: 0 };
const NONE: ReadonlySet<never> = new Set<never>();

const anything: Wildcard = {
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
    particles: [{ term: anything, minOccurs: 0, maxOccurs: Infinity, source: NOWHERE }],
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
  attributeWildcard: anything,
  contentKind: 'mixed',
  simpleType: null,
  particle: anyContent,
  annotation: null,
  source: null,
};

/** `xs:anySimpleType`, the base of all simple types. */
export const anySimpleType: SimpleType = builtinType('anySimpleType')!;

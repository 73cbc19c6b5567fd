/** The tests for the facets that have one value: lengths, bounds, digits (Datatypes 4.3). */
import { decimalOf, type Primitive } from './primitives';
import { facetReason, type Test } from './reasons';
import type { Facet, FailureCode, SimpleType, SingleFacetName } from './types';
import type { OrderedSpace } from './values/order';
import { totalDigits } from './values/decimal';

/** The tests that an atomic type's facets ask for; texts are in its lexical space. */
export function facetTests(type: SimpleType, primitive: Primitive): Test[] {
  return [
    ...(primitive.length === null ? [] : lengthTests(type, primitive.length)),
    ...(primitive.order === null ? [] : boundTests(type, primitive.order)),
    ...(type.primitive === 'decimal' ? digitTests(type) : []),
  ];
}

type LengthFacet = 'length' | 'minLength' | 'maxLength';

/** The tests of the length facets. @param lengthOf what they count in a text */
export function lengthTests(type: SimpleType, lengthOf: (text: string) => number): Test[] {
  const test = (name: LengthFacet, fits: (length: number, limit: number) => boolean): Test[] =>
    withFacet(type, name, (facet) => {
      const limit = Number(facet.value);
      return (text) => {
        const length = lengthOf(text);
        if (fits(length, limit)) return null;
        return facetReason(type, facet, `cvc-${name}-valid`, text, [String(length), facet.value]);
      };
    });
  return [
    ...test('length', (length, limit) => length === limit),
    ...test('minLength', (length, limit) => length >= limit),
    ...test('maxLength', (length, limit) => length <= limit),
  ];
}

/** The facets that bound a value, and what the order must say of value and bound. */
export const BOUNDS = {
  minInclusive: (order: number) => order >= 0,
  minExclusive: (order: number) => order > 0,
  maxInclusive: (order: number) => order <= 0,
  maxExclusive: (order: number) => order < 0,
} as const;
export type BoundName = keyof typeof BOUNDS;
export const BOUND_NAMES = Object.keys(BOUNDS) as readonly BoundName[];

/** One test for all bounds: the value is read once. */
function boundTests(type: SimpleType, space: OrderedSpace<unknown>): Test[] {
  const bounds = BOUND_NAMES.flatMap((name) => {
    const facet = type.facets[name];
    const code: FailureCode = `cvc-${name}-valid`;
    return facet === undefined ? [] : [{ facet, code, passes: BOUNDS[name], limit: space.parse(facet.value) }];
  });
  if (bounds.length === 0) return [];
  return [
    (text) => {
      const value = space.parse(text);
      for (const { facet, code, passes, limit } of bounds) {
        if (!passes(space.compare(value, limit))) return facetReason(type, facet, code, text, [facet.value]);
      }
      return null;
    },
  ];
}

function digitTests(type: SimpleType): Test[] {
  return [
    ...withFacet(type, 'totalDigits', (facet) => {
      const limit = Number(facet.value);
      return (text) =>
        totalDigits(decimalOf(text)) <= limit
          ? null
          : facetReason(type, facet, 'cvc-totalDigits-valid', text, [facet.value]);
    }),
    ...withFacet(type, 'fractionDigits', (facet) => {
      const limit = Number(facet.value);
      return (text) =>
        decimalOf(text).fraction.length <= limit
          ? null
          : facetReason(type, facet, 'cvc-fractionDigits-valid', text, [facet.value]);
    }),
  ];
}

function withFacet(type: SimpleType, name: SingleFacetName, make: (facet: Facet) => Test): Test[] {
  const facet = type.facets[name];
  return facet === undefined ? [] : [make(facet)];
}

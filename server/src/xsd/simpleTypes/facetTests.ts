/** The tests for the facets that have one value: lengths, bounds, digits (Datatypes 4.3). */
import { decimalOf, type Primitive } from './primitives';
import { facetExplanation, type ValueTest } from './explanations';
import type { Facet, FailureCode, SimpleType, SingleFacetName } from './types';
import { totalDigits, type OrderedSpace } from './values/numbers';

/** The tests for the facets of an atomic type, for texts in its lexical space. */
export function facetTests(type: SimpleType, primitive: Primitive): ValueTest[] {
  return [
    ...(primitive.length === null ? [] : lengthTests(type, primitive.length)),
    ...(primitive.order === null ? [] : boundTests(type, primitive.order)),
    ...(type.primitive === 'decimal' ? digitTests(type) : []),
  ];
}

type LengthFacet = 'length' | 'minLength' | 'maxLength';

/** The tests for the length facets. @param lengthOf the length of a text as the facets count it */
export function lengthTests(type: SimpleType, lengthOf: (text: string) => number): ValueTest[] {
  const test = (name: LengthFacet, fits: (length: number, limit: number) => boolean): ValueTest[] =>
    withFacet(type, name, (facet) => {
      const limit = Number(facet.value);
      return (text) => {
        const length = lengthOf(text);
        if (fits(length, limit)) return null;
        return facetExplanation(type, facet, `cvc-${name}-valid`, text, [String(length), facet.value]);
      };
    });
  return [
    ...test('length', (length, limit) => length === limit),
    ...test('minLength', (length, limit) => length >= limit),
    ...test('maxLength', (length, limit) => length <= limit),
  ];
}

/** The bounds, each with its condition on the comparison of a value with the bound. */
export const BOUNDS = {
  minInclusive: (order: number) => order >= 0,
  minExclusive: (order: number) => order > 0,
  maxInclusive: (order: number) => order <= 0,
  maxExclusive: (order: number) => order < 0,
} as const;
export type BoundName = keyof typeof BOUNDS;
export const BOUND_NAMES = Object.keys(BOUNDS) as readonly BoundName[];

/** One test for all bounds, so that the value is parsed once. */
function boundTests(type: SimpleType, space: OrderedSpace<unknown>): ValueTest[] {
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
        if (!passes(space.compare(value, limit))) return facetExplanation(type, facet, code, text, [facet.value]);
      }
      return null;
    },
  ];
}

function digitTests(type: SimpleType): ValueTest[] {
  return [
    ...withFacet(type, 'totalDigits', (facet) => {
      const limit = Number(facet.value);
      return (text) =>
        totalDigits(decimalOf(text)) <= limit
          ? null
          : facetExplanation(type, facet, 'cvc-totalDigits-valid', text, [facet.value]);
    }),
    ...withFacet(type, 'fractionDigits', (facet) => {
      const limit = Number(facet.value);
      return (text) =>
        decimalOf(text).fraction.length <= limit
          ? null
          : facetExplanation(type, facet, 'cvc-fractionDigits-valid', text, [facet.value]);
    }),
  ];
}

function withFacet(type: SimpleType, name: SingleFacetName, make: (facet: Facet) => ValueTest): ValueTest[] {
  const facet = type.facets[name];
  return facet === undefined ? [] : [make(facet)];
}

/** The messages of this folder's codes: English templates, `{0}` and so on filled with `args`. The room's code table takes them over. */
import type { DefinitionCode, FailureCode } from './types';

/** `{0}` is always the text that is wrong; types are given by their display names. */
export const FAILURE_MESSAGES: Readonly<Record<FailureCode, string>> = {
  // text, type, an example
  'cvc-datatype-valid.1.2.1': '"{0}" is not a value of type {1}. Write it like {2}.',
  'cvc-datatype-valid.1.2.1:empty': 'A value of type {1} is missing here. Write it like {2}.',
  // text, the members' names
  'cvc-datatype-valid.1.2.3': '"{0}" is none of what may stand here: {1}.',
  // text
  'cvc-simple-type.2.1':
    '"{0}" names no unparsed entity of this document. Declare it in the DOCTYPE or use a declared one.',
  // text, its length, the facet's value, type
  'cvc-length-valid': '"{0}" has length {1}; {3} takes exactly {2}.',
  'cvc-minLength-valid': '"{0}" has length {1}; {3} takes at least {2}.',
  'cvc-maxLength-valid': '"{0}" has length {1}; {3} takes at most {2}. Shorten it.',
  // text, pattern, type
  'cvc-pattern-valid': '"{0}" does not match the pattern {1} of {2}.',
  // text, the values nearest first, type
  'cvc-enumeration-valid': '"{0}" is not a value of {2}. Use one of: {1}.',
  // text, bound, type
  'cvc-maxInclusive-valid': '"{0}" is too large: {2} goes up to {1}.',
  'cvc-maxExclusive-valid': '"{0}" is too large: {2} takes only what is below {1}.',
  'cvc-minInclusive-valid': '"{0}" is too small: {2} starts at {1}.',
  'cvc-minExclusive-valid': '"{0}" is too small: {2} takes only what is above {1}.',
  // text, the facet's value, type
  'cvc-totalDigits-valid': '"{0}" has too many digits: {2} takes at most {1}.',
  'cvc-fractionDigits-valid': '"{0}" has too many digits behind the decimal point: {2} takes at most {1}.',
};

const BOUND_OUTSIDE = '{0} "{1}" is outside of what the base type {2} allows. A restriction can only narrow it.';
const BOUNDS_CROSSED = '{0} "{1}" and {2} "{3}" leave no value between them.';
const BOTH_BOUNDS = '{0} and {2} exclude each other. Keep one of them.';

/** Mistakes in the definition of a type; the places are named beside each. */
export const DEFINITION_MESSAGES: Readonly<Record<DefinitionCode, string>> = {
  // facet, its value
  'st-props-correct.1': '"{1}" is no value for {0}. Correct it or remove the facet.',
  // base type
  'st-props-correct.3': '{0} is final: it must not be restricted.',
  // base type
  'cos-st-restricts.1.1':
    '{0} cannot be restricted directly. Restrict one of the types derived from it, such as xs:string.',
  // item type
  'cos-st-restricts.2.1': '{0} cannot be the item of a list: its values are lists themselves, or anything.',
  'cos-st-restricts.2.3.1.1': '{0} is final: no list may be made of it.',
  // member type
  'cos-st-restricts.3.3.1.1': '{0} is final: no union may be made of it.',
  // facet, base type
  'cos-applicable-facets': '{0} has no meaning for {1}. Remove it.',
  // facet
  'src-single-facet-value': '{0} stands twice. Keep one of them.',
  // facet, its value, the fixed value, base type
  'st-restrict-facets': '{0} is fixed to "{2}" in {3}: it cannot be "{1}" here.',
  // facet, its value, other facet, its value
  'length-minLength-maxLength': '{0} "{1}" and {2} "{3}" do not go together. Keep the length alone.',
  'minLength-less-than-equal-to-maxLength': BOUNDS_CROSSED,
  'minInclusive-minExclusive': BOTH_BOUNDS,
  'maxInclusive-maxExclusive': BOTH_BOUNDS,
  'minInclusive-less-than-equal-to-maxInclusive': BOUNDS_CROSSED,
  'minInclusive-less-than-maxExclusive': BOUNDS_CROSSED,
  'minExclusive-less-than-equal-to-maxExclusive': BOUNDS_CROSSED,
  'minExclusive-less-than-maxInclusive': BOUNDS_CROSSED,
  'fractionDigits-less-than-equal-to-totalDigits': '{0} "{1}" is more than {2} "{3}".',
  // facet, its value, base type
  'length-valid-restriction': '{0} "{1}" differs from the length that the base type {2} has.',
  'minLength-valid-restriction': BOUND_OUTSIDE,
  'maxLength-valid-restriction': BOUND_OUTSIDE,
  'whiteSpace-valid-restriction': '{0} "{1}" would undo what the base type {2} does with white space.',
  'minInclusive-valid-restriction': BOUND_OUTSIDE,
  'minExclusive-valid-restriction': BOUND_OUTSIDE,
  'maxInclusive-valid-restriction': BOUND_OUTSIDE,
  'maxExclusive-valid-restriction': BOUND_OUTSIDE,
  'totalDigits-valid-restriction': BOUND_OUTSIDE,
  'fractionDigits-valid-restriction': BOUND_OUTSIDE,
  'enumeration-valid-restriction': '{0} "{1}" is not a value of the base type {2}.',
  'enumeration-required-notation': '{0} "{1}" names no notation of this schema. Declare it or use a declared one.',
};

/** The messages of this folder's codes: English templates, with `args` for `{0}`, `{1}` ... Included in the code tables of the room. */
import type { DefinitionCode, FailureCode } from './types';

/** `{0}` is always the invalid text; types are given by their display names. */
export const FAILURE_MESSAGES: Readonly<Record<FailureCode, string>> = {
  // text, type, an example
  'cvc-datatype-valid.1.2.1': '"{0}" is not a valid {1}. Example: {2}.',
  'cvc-datatype-valid.1.2.1:empty': 'Missing value of type {1}. Example: {2}.',
  // text, type, an example, year
  'cvc-datatype-valid.1.2.1:february': '"{0}" is not a valid {1}: February {3} has 28 days.',
  'cvc-datatype-valid.1.2.1:leapFebruary': '"{0}" is not a valid {1}: February has 29 days.',
  'cvc-datatype-valid.1.2.1:april': '"{0}" is not a valid {1}: April has 30 days.',
  'cvc-datatype-valid.1.2.1:june': '"{0}" is not a valid {1}: June has 30 days.',
  'cvc-datatype-valid.1.2.1:september': '"{0}" is not a valid {1}: September has 30 days.',
  'cvc-datatype-valid.1.2.1:november': '"{0}" is not a valid {1}: November has 30 days.',
  // text, prefix, its namespace in the schema
  'cvc-datatype-valid.1.2.1:prefix': 'Prefix "{1}" of "{0}" is not declared. Declare it with xmlns:{1}="{2}".',
  // text, the members' names
  'cvc-datatype-valid.1.2.3': '"{0}" does not match any of the allowed types: {1}.',
  // text
  'cvc-simple-type.2.1': 'Unparsed entity "{0}" is not declared. Declare it in the DOCTYPE, or use a declared one.',
  // text, its length, the facet's value, type
  'cvc-length-valid': '"{0}" has length {1}; {3} requires exactly {2}.',
  'cvc-minLength-valid': '"{0}" has length {1}; {3} requires at least {2}.',
  'cvc-maxLength-valid': '"{0}" has length {1}; {3} allows at most {2}.',
  // text, pattern, type
  // text, pattern, type
  'limit.pattern-alternatives':
    '"{0}" cannot be compared with the pattern {1} of {2}: too many alternatives. Simplify it.',
  // text, pattern, type
  'cvc-pattern-valid': '"{0}" does not match the pattern {1} of {2}.',
  // text, the values nearest first, type
  'cvc-enumeration-valid': '"{0}" is not a valid {2}. Use one of: {1}.',
  // text, its namespace, the expected one
  'cvc-enumeration-valid:other':
    'The name "{0}" is in namespace "{1}", expected "{2}". Use a prefix that is bound to that namespace.',
  'cvc-enumeration-valid:none':
    'The name "{0}" is in no namespace, expected "{2}". Use a prefix that is bound to that namespace.',
  'cvc-enumeration-valid:notNone': 'The name "{0}" is in namespace "{1}", expected no namespace.',
  // text, bound, type
  'cvc-maxInclusive-valid': '"{0}" is too large: {2} allows at most {1}.',
  'cvc-maxExclusive-valid': '"{0}" is too large: {2} allows only values below {1}.',
  'cvc-minInclusive-valid': '"{0}" is too small: {2} requires at least {1}.',
  'cvc-minExclusive-valid': '"{0}" is too small: {2} allows only values above {1}.',
  // text, the facet's value, type
  'cvc-totalDigits-valid': '"{0}" has too many digits: {2} allows at most {1}.',
  'cvc-fractionDigits-valid': '"{0}" has too many fraction digits: {2} allows at most {1}.',
};

const BOUND_OUTSIDE = '{0} "{1}" is outside the range of the base type {2}. A restriction can only narrow it.';
const BOUNDS_CROSSED = '{0} "{1}" and {2} "{3}" allow no value.';
const BOTH_BOUNDS = '{0} and {2} are mutually exclusive. Remove one of them.';

/** Problems in the definition of a type, with the arguments above each. */
export const DEFINITION_MESSAGES: Readonly<Record<DefinitionCode, string>> = {
  // facet, its value
  'st-props-correct.1': '"{1}" is not a valid value for {0}. Correct it, or remove the facet.',
  // base type
  'st-props-correct.3': '{0} is final and cannot be restricted.',
  // base type
  'cos-st-restricts.1.1': '{0} cannot be restricted directly. Restrict a type derived from it, such as xs:string.',
  // item type
  'cos-st-restricts.2.1': '{0} cannot be the item type of a list: its values can be lists themselves.',
  'cos-st-restricts.2.3.1.1': '{0} is final and cannot be the item type of a list.',
  // member type
  'cos-st-restricts.3.3.1.1': '{0} is final and cannot be a member type of a union.',
  // facet, base type
  'cos-applicable-facets': 'Facet {0} does not apply to {1}. Remove it.',
  // facet
  'src-single-facet-value': 'Duplicate facet {0}. Remove one of the two.',
  // facet, its value, the fixed value, base type
  'st-restrict-facets': '{0} is fixed to "{2}" in {3} and cannot be "{1}" here.',
  // facet, its value, other facet, its value
  'length-minLength-maxLength': '{0} "{1}" and {2} "{3}" are mutually exclusive. Keep only the length.',
  'minLength-less-than-equal-to-maxLength': BOUNDS_CROSSED,
  'minInclusive-minExclusive': BOTH_BOUNDS,
  'maxInclusive-maxExclusive': BOTH_BOUNDS,
  'minInclusive-less-than-equal-to-maxInclusive': BOUNDS_CROSSED,
  'minInclusive-less-than-maxExclusive': BOUNDS_CROSSED,
  'minExclusive-less-than-equal-to-maxExclusive': BOUNDS_CROSSED,
  'minExclusive-less-than-maxInclusive': BOUNDS_CROSSED,
  'fractionDigits-less-than-equal-to-totalDigits': '{0} "{1}" is greater than {2} "{3}".',
  // facet, its value, base type
  'length-valid-restriction': '{0} "{1}" differs from the length of the base type {2}.',
  'minLength-valid-restriction': BOUND_OUTSIDE,
  'maxLength-valid-restriction': BOUND_OUTSIDE,
  'whiteSpace-valid-restriction': '{0} "{1}" is weaker than the whitespace handling of the base type {2}.',
  'minInclusive-valid-restriction': BOUND_OUTSIDE,
  'minExclusive-valid-restriction': BOUND_OUTSIDE,
  'maxInclusive-valid-restriction': BOUND_OUTSIDE,
  'maxExclusive-valid-restriction': BOUND_OUTSIDE,
  'totalDigits-valid-restriction': BOUND_OUTSIDE,
  'fractionDigits-valid-restriction': BOUND_OUTSIDE,
  'enumeration-valid-restriction': '{0} "{1}" is not a valid value of the base type {2}.',
  // the limits
  'limit.pattern': 'The pattern is too complex: more than {0} characters, or {1} levels of parentheses. Simplify it.',
  // the limit
  'limit.simpleTypes': 'The type is derived in more than {0} steps. Any text is allowed. Derive it in fewer steps.',
  // facet, its value
  'enumeration-required-notation': '{0} "{1}" is not a declared notation. Declare it, or use a declared one.',
};

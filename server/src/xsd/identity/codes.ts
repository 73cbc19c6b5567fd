/** The messages of identity constraints (Structures 3.11.4): English templates, included in the code table of the room. */

export type IdentityCode =
  | 'cvc-identity-constraint.3'
  | 'cvc-identity-constraint.4.1'
  | 'cvc-identity-constraint.4.2.1'
  | 'cvc-identity-constraint.4.2.2'
  | 'cvc-identity-constraint.4.2.3'
  | 'cvc-identity-constraint.4.3';

/** Range and message of each code: at the value, or at the name of the element without one. */
export const IDENTITY_CODES: Readonly<
  Record<IdentityCode, { readonly range: 'value' | 'startTagName'; readonly message: string }>
> = {
  // element, field, constraint
  'cvc-identity-constraint.3': {
    range: 'startTagName',
    message: 'Field "{1}" of "{2}" must select exactly one simple value in "{0}".',
  },
  // value, constraint, element that declares it
  'cvc-identity-constraint.4.1': {
    range: 'value',
    message: 'Duplicate value "{0}": "{1}" must be unique in "{2}". Change one of them.',
  },
  // element, field, constraint
  'cvc-identity-constraint.4.2.1': {
    range: 'startTagName',
    message: 'Missing value of "{1}" in "{0}": key "{2}" requires it.',
  },
  // value, constraint, element that declares it
  'cvc-identity-constraint.4.2.2': {
    range: 'value',
    message: 'Duplicate value "{0}": key "{1}" must be unique in "{2}". Change one of them.',
  },
  // element, field, constraint
  'cvc-identity-constraint.4.2.3': {
    range: 'startTagName',
    message: '"{1}" of "{0}" is nillable and cannot be part of key "{2}".',
  },
  // value, keyref, key
  'cvc-identity-constraint.4.3': {
    range: 'value',
    message: 'Reference "{0}" has no target: no "{2}" has this value. Correct it, or add the target.',
  },
};

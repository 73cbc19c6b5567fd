/** The messages of identity constraints (Structures 3.11.4): English templates. The room's code table takes them over. */

export type IdentityCode =
  | 'cvc-identity-constraint.3'
  | 'cvc-identity-constraint.4.1'
  | 'cvc-identity-constraint.4.2.1'
  | 'cvc-identity-constraint.4.2.2'
  | 'cvc-identity-constraint.4.2.3'
  | 'cvc-identity-constraint.4.3';

/** Where each of them is reported: at the value, or at the name of the element that lacks one. */
export const IDENTITY_CODES: Readonly<
  Record<IdentityCode, { readonly range: 'value' | 'startTagName'; readonly message: string }>
> = {
  // element, field, constraint
  'cvc-identity-constraint.3': {
    range: 'startTagName',
    message: '"{1}" finds in "{0}" several values or something that is no value: "{2}" needs exactly one.',
  },
  // value, constraint, element that it is declared for
  'cvc-identity-constraint.4.1': {
    range: 'value',
    message: '"{0}" stands here again: "{1}" wants each value once in "{2}". Change one of them.',
  },
  // element, field, constraint
  'cvc-identity-constraint.4.2.1': {
    range: 'startTagName',
    message: '"{0}" lacks the value of "{1}" that the key "{2}" needs. Add it.',
  },
  // value, constraint, element that it is declared for
  'cvc-identity-constraint.4.2.2': {
    range: 'value',
    message: '"{0}" stands here again: the key "{1}" wants each value once in "{2}". Change one of them.',
  },
  // element, field, constraint
  'cvc-identity-constraint.4.2.3': {
    range: 'startTagName',
    message: '"{1}" of "{0}" may be nil, so that it cannot be part of the key "{2}".',
  },
  // value, keyref, key
  'cvc-identity-constraint.4.3': {
    range: 'value',
    message: '"{0}" refers to nothing: no "{2}" has this value. Correct it or add what it refers to.',
  },
};

/**
 * The codes of mistakes in documents: one row each, named after the rule of XSD 1.0 (Structures and Datatypes, 2nd edition)
 * that is broken. A word behind a colon tells cases of one rule apart; it is no part of the code that users see.
 */
import type { Severity } from '../../xml/problem';
import { IDENTITY_CODES, type IdentityCode } from '../identity/codes';
import { FAILURE_MESSAGES, type FailureCode } from '../simpleTypes';

/** Which part of the document a problem marks. */
export type Range =
  /** The name in the element's start tag. */
  | 'startTagName'
  | 'attributeName'
  /** An attribute's value, or the text of an element: without the blanks around it. */
  | 'value'
  /** Nothing: the place where what is missing belongs. */
  | 'gap';

/** One row of the table. */
export interface InstanceCodeEntry {
  readonly severity: Severity;
  readonly range: Range;
  /** English template with `{0}`-style places. */
  readonly message: string;
}

function error(range: Range, message: string): InstanceCodeEntry {
  return { severity: 'error', range, message };
}

/** An element of the right name in the wrong namespace. {1}: the one it is in, {2}: the one it should be in. */
const NAMESPACE_MESSAGES = {
  other: '"{0}" is in the namespace "{1}"; what can stand here is in "{2}". Correct the xmlns attribute or the prefix.',
  none: '"{0}" is in no namespace; what can stand here is in "{2}". Declare it with xmlns, or use its prefix.',
  notNone: '"{0}" is in the namespace "{1}"; what can stand here is in none. Remove the xmlns attribute or the prefix.',
};

const STRUCTURE_CODES = {
  // Elements
  'cvc-elt.1': error(
    'startTagName',
    'The schema knows no element "{0}" that a document may begin with. It knows: {1}.',
  ),
  'cvc-elt.1:other': error('startTagName', NAMESPACE_MESSAGES.other),
  'cvc-elt.1:none': error('startTagName', NAMESPACE_MESSAGES.none),
  'cvc-elt.1:notNone': error('startTagName', NAMESPACE_MESSAGES.notNone),
  'cvc-elt.2': error('startTagName', '"{0}" is abstract: it cannot stand itself. Use one of: {1}.'),
  'cvc-elt.3.1': error('attributeName', '"{0}" cannot be nil. Remove the attribute, and give the element its content.'),
  'cvc-elt.3.2.1': error(
    'startTagName',
    '"{0}" is nil and must be empty. Remove its content or the attribute xsi:nil.',
  ),
  'cvc-elt.3.2.2': error('attributeName', '"{0}" has a fixed value: it cannot be nil.'),
  'cvc-elt.4.2': error('value', 'The schema knows no type "{0}".'),
  'cvc-elt.4.3': error(
    'value',
    'The type "{0}" cannot stand here: it does not derive from "{1}" in a way that is allowed.',
  ),
  'cvc-elt.5.1.1': error(
    'startTagName',
    'The default value "{1}" of "{0}" is not valid for the type that xsi:type gives. Write the value.',
  ),
  'cvc-elt.5.2.2.1': error('startTagName', '"{0}" has the fixed value "{1}": it cannot hold elements.'),
  'cvc-elt.5.2.2.2': error('value', '"{0}" is not the value that the schema fixes here. Write "{1}".'),
  'cvc-type.2': error(
    'startTagName',
    'The type "{1}" of "{0}" is abstract. Name a type derived from it with xsi:type.',
  ),
  'cvc-type.3.1.1': error('attributeName', '"{1}" has no attribute "{0}": it holds a plain value.'),
  'cvc-type.3.1.2': error('startTagName', '"{1}" holds a plain value: the element "{0}" cannot stand in it.'),

  // Content
  'cvc-complex-type.2.1': error('startTagName', '"{1}" must be empty: "{0}" cannot stand in it.'),
  'cvc-complex-type.2.1:text': error('value', '"{0}" must be empty. Remove the text.'),
  'cvc-complex-type.2.2': error('startTagName', '"{1}" holds text only: the element "{0}" cannot stand in it.'),
  'cvc-complex-type.2.3': error('value', '"{0}" holds elements only. Remove the text, or put it into an element.'),
  'cvc-complex-type.2.4.a': error('startTagName', '"{0}" cannot stand here in "{1}". What can: {2}.'),
  'cvc-complex-type.2.4.a:before': error(
    'startTagName',
    '"{0}" is in the wrong place: in "{1}" it belongs in front of "{2}".',
  ),
  'cvc-complex-type.2.4.a:behind': error(
    'startTagName',
    '"{0}" is in the wrong place: in "{1}" it belongs behind "{2}".',
  ),
  'cvc-complex-type.2.4.a:other': error('startTagName', NAMESPACE_MESSAGES.other),
  'cvc-complex-type.2.4.a:none': error('startTagName', NAMESPACE_MESSAGES.none),
  'cvc-complex-type.2.4.a:notNone': error('startTagName', NAMESPACE_MESSAGES.notNone),
  'cvc-complex-type.2.4.b': error('gap', '{0} is missing in "{1}". It belongs here.'),
  'cvc-complex-type.2.4.b:never': error(
    'startTagName',
    'Nothing can stand in "{0}", and yet the schema does not let it be empty. Correct the schema.',
  ),
  'cvc-complex-type.2.4.c': error(
    'startTagName',
    'The schema declares no element "{0}", but what stands here must be declared.',
  ),
  'cvc-complex-type.2.4.d': error('startTagName', '"{0}" cannot stand here: "{1}" is complete, nothing more fits.'),
  'cvc-complex-type.2.4.f': error('startTagName', '"{0}" stands too often in "{1}": at most {2} can stand here.'),

  // Attributes
  'cvc-complex-type.3.2.2': error('attributeName', '"{1}" has no attribute "{0}". It can have: {2}.'),
  'cvc-complex-type.3.2.2:none': error('attributeName', '"{1}" has no attribute "{0}": it has no attributes at all.'),
  'cvc-complex-type.4': error('startTagName', '"{0}" needs the attribute "{1}".'),
  'cvc-complex-type.5.1': error('attributeName', '"{0}" is the second ID of this element. An element has one at most.'),
  'cvc-attribute.1': error(
    'attributeName',
    'The schema declares no attribute "{0}", but what stands here must be declared.',
  ),
  'cvc-attribute.4': error('value', '"{0}" is not the value that the schema fixes here. Write "{1}".'),

  // Identifiers
  'cvc-id.1': error('value', 'Nothing in this document has the ID "{0}".'),
  'cvc-id.2': error('value', 'The ID "{0}" stands twice in this document. Give one of the two another ID.'),
} satisfies Record<string, InstanceCodeEntry>;

const FAILURE_CODES = Object.fromEntries(
  Object.entries(FAILURE_MESSAGES).map(([code, message]) => [code, error('value', message)]),
) as Record<FailureCode, InstanceCodeEntry>;

const IDENTITY_ROWS = Object.fromEntries(
  Object.entries(IDENTITY_CODES).map(([code, { range, message }]) => [code, error(range, message)]),
) as Record<IdentityCode, InstanceCodeEntry>;

/** A row of the table. */
export type InstanceCode = keyof typeof STRUCTURE_CODES | IdentityCode | FailureCode;

/** The table. */
export const INSTANCE_CODES: Readonly<Record<InstanceCode, InstanceCodeEntry>> = {
  ...STRUCTURE_CODES,
  ...IDENTITY_ROWS,
  ...FAILURE_CODES,
};

/** The code that users see. */
export function publicCode(code: InstanceCode): string {
  return `xsd/${code.replace(/:.*/, '')}`;
}

/**
 * The codes of problems in documents: one row each, named after the violated rule of XSD 1.0 (Structures and Datatypes, 2nd
 * edition). A word after a colon distinguishes cases of one rule; it is not part of the public code.
 */
import type { Severity } from '../../xml/problem';
import { IDENTITY_CODES, type IdentityCode } from '../identity/codes';
import { FAILURE_MESSAGES, type FailureCode } from '../simpleTypes';

/** The part of the document that a problem covers. */
export type Range =
  /** The name in the element's start tag. */
  | 'startTagName'
  | 'attributeName'
  /** The value of an attribute or the text of an element, without surrounding whitespace. */
  | 'value'
  /** An empty range where the missing element belongs. */
  | 'gap';

/** One row of the table. */
export interface InstanceCodeEntry {
  readonly severity: Severity;
  readonly range: Range;
  /** English template with placeholders `{0}`, `{1}` ... */
  readonly message: string;
}

function error(range: Range, message: string): InstanceCodeEntry {
  return { severity: 'error', range, message };
}

/** The document names a schema that is not read; {0}: the location as written. */
function notFollowed(message: string): InstanceCodeEntry {
  return { severity: 'warning', range: 'value', message };
}

/** A known local name in the wrong namespace. {1}: the actual namespace, {2}: the expected one. */
const NAMESPACE_MESSAGES = {
  other: 'Element "{0}" is in namespace "{1}", expected "{2}". Correct the xmlns attribute or the prefix.',
  none: 'Element "{0}" is in no namespace, expected "{2}". Declare it with xmlns, or use its prefix.',
  notNone: 'Element "{0}" is in namespace "{1}", expected no namespace. Remove the xmlns attribute or the prefix.',
};

const STRUCTURE_CODES = {
  // Elements
  'cvc-elt.1': error('startTagName', 'The schema declares no root element "{0}". Expected: {1}.'),
  'cvc-elt.1:other': error('startTagName', NAMESPACE_MESSAGES.other),
  'cvc-elt.1:none': error('startTagName', NAMESPACE_MESSAGES.none),
  'cvc-elt.1:notNone': error('startTagName', NAMESPACE_MESSAGES.notNone),
  'cvc-elt.2': error('startTagName', 'Element "{0}" is abstract and cannot be used directly. Use one of: {1}.'),
  'cvc-elt.3.1': error(
    'attributeName',
    'Element "{0}" is not nillable. Remove the attribute, and add the content of the element.',
  ),
  'cvc-elt.3.2.1': error(
    'startTagName',
    'Element "{0}" is nil and must be empty. Remove its content or the attribute xsi:nil.',
  ),
  'cvc-elt.3.2.2': error('attributeName', 'Element "{0}" has a fixed value and cannot be nil.'),
  'cvc-elt.4.2': error('value', 'The schema defines no type "{0}".'),
  'cvc-elt.4.3': error('value', 'Type "{0}" is not allowed here: it is not validly derived from "{1}".'),
  'cvc-elt.5.1.1': error(
    'startTagName',
    'The default value "{1}" of "{0}" is not valid for the type given by xsi:type. Write a value.',
  ),
  'cvc-elt.5.2.2.1': error('startTagName', 'Element "{0}" has the fixed value "{1}" and cannot contain elements.'),
  'cvc-elt.5.2.2.2': error('value', 'Expected the fixed value "{1}", found "{0}".'),
  'cvc-type.2': error(
    'startTagName',
    'The type "{1}" of element "{0}" is abstract. Give a derived type with xsi:type.',
  ),
  'cvc-type.3.1.1': error('attributeName', 'Attribute "{0}" is not allowed: "{1}" has a simple type.'),
  'cvc-type.3.1.2': error('startTagName', 'Element "{0}" is not allowed: "{1}" has a simple type.'),

  // Content
  'cvc-complex-type.2.1': error('startTagName', 'Element "{0}" is not allowed: "{1}" must be empty.'),
  'cvc-complex-type.2.1:text': error('value', 'Element "{0}" must be empty. Remove the text.'),
  'cvc-complex-type.2.2': error('startTagName', 'Element "{0}" is not allowed: "{1}" can contain only text.'),
  'cvc-complex-type.2.3': error(
    'value',
    'Text is not allowed: "{0}" can contain only elements. Remove the text, or put it into an element.',
  ),
  // {1}: the invisible characters
  'cvc-complex-type.2.3:invisible': error(
    'value',
    'Text is not allowed: "{0}" can contain only elements. Use plain spaces, tabs or line breaks instead of {1}.',
  ),
  'cvc-complex-type.2.4.a': error('startTagName', 'Element "{0}" is not allowed here in "{1}". Expected: {2}.'),
  'cvc-complex-type.2.4.a:before': error(
    'startTagName',
    'Element "{0}" is misplaced: in "{1}" it belongs before "{2}".',
  ),
  'cvc-complex-type.2.4.a:after': error('startTagName', 'Element "{0}" is misplaced: in "{1}" it belongs after "{2}".'),
  'cvc-complex-type.2.4.a:other': error('startTagName', NAMESPACE_MESSAGES.other),
  'cvc-complex-type.2.4.a:none': error('startTagName', NAMESPACE_MESSAGES.none),
  'cvc-complex-type.2.4.a:notNone': error('startTagName', NAMESPACE_MESSAGES.notNone),
  'cvc-complex-type.2.4.b': error('gap', 'Missing {0} in "{1}".'),
  'cvc-complex-type.2.4.b:never': error(
    'startTagName',
    'The schema allows "{0}" neither with content nor empty. Correct the schema.',
  ),
  'cvc-complex-type.2.4.c': error(
    'startTagName',
    'Element "{0}" is not declared; only declared elements are allowed here.',
  ),
  'cvc-complex-type.2.4.d': error('startTagName', 'Element "{0}" is not allowed here: "{1}" is already complete.'),
  'cvc-complex-type.2.4.f': error('startTagName', 'Too many elements "{0}" in "{1}": at most {2} allowed.'),

  'limit.content': error(
    'startTagName',
    'The content of "{0}" is not checked from here on: its content model has more than {1} alternatives. Simplify the schema.',
  ),

  // Schema locations, XSD 1.0 Structures, 4.3.2
  'schema-location': notFollowed(
    'Schema location "{0}" is not the address of a file and is not followed. Write a relative path, with %25 for a percent sign.',
  ),
  'schema-location:elsewhere': notFollowed(
    'Schema location "{0}" is on another computer or a device and is not followed. Copy the schema into the folder of this file.',
  ),
  'schema-location:outside': notFollowed(
    'Schema location "{0}" is outside {1} and is not followed. Move the schema there, or name it on the command line or in the settings.',
  ),
  'schema-location:no-file': notFollowed(
    'Schema location "{0}" is not a regular file and is not followed. Replace it with a file.',
  ),
  'schema-location:catalog': notFollowed(
    'The catalog gives "{1}" for "{0}", which cannot be read. Correct the entry, or put the schema there.',
  ),
  'schema-location:limit': notFollowed(
    'Schema location "{0}" and those after it are not followed: the limit is {1}. Name one schema that includes the others.',
  ),

  // Attributes
  'cvc-complex-type.3.2.2': error('attributeName', 'Attribute "{0}" is not allowed in "{1}". Allowed: {2}.'),
  'cvc-complex-type.3.2.2:none': error('attributeName', 'Attribute "{0}" is not allowed: "{1}" has no attributes.'),
  'cvc-complex-type.4': error('startTagName', 'Missing required attribute "{1}" in "{0}".'),
  'cvc-complex-type.5.1': error('attributeName', 'Attribute "{0}" is a second ID: an element can have only one.'),
  'cvc-attribute.1': error(
    'attributeName',
    'Attribute "{0}" is not declared; only declared attributes are allowed here.',
  ),
  'cvc-attribute.4': error('value', 'Expected the fixed value "{1}", found "{0}".'),

  // Identifiers
  'cvc-id.1': error('value', 'ID "{0}" is not defined in this document.'),
  'cvc-id.2': error('value', 'Duplicate ID "{0}". Change one of the two.'),
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

/** The code as reported, without the word after the colon. */
export function publicCode(code: InstanceCode): string {
  return `xsd/${code.replace(/:.*/, '')}`;
}

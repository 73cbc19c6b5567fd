/**
 * The codes of mistakes in schema documents: one row each, named after the rule of XSD 1.0 (Structures, 2nd edition) that is
 * broken. Where one rule is broken in ways that a reader wants to tell apart, a last word says which.
 */
import type { Severity } from '../../xml/problem';
import { DEFINITION_MESSAGES } from '../simpleTypes';
import type { DefinitionCode } from '../simpleTypes/types';

/** One row of the table. */
export interface SchemaCodeEntry {
  readonly severity: Severity;
  /** English template with `{0}`-style places. */
  readonly message: string;
  /** What the second place, where there is one, is; filled with the same arguments. */
  readonly relatedMessage?: string;
}

const FIRST = 'It stands here first.';
const BASE = 'The base type is defined here.';
const BASE_USE = 'The base type declares the attribute here.';

function error(message: string, relatedMessage?: string): SchemaCodeEntry {
  return { severity: 'error', message, ...(relatedMessage !== undefined && { relatedMessage }) };
}

const STRUCTURE_CODES = {
  // Schema for schemas
  's4s-elt-schema-ns': error(
    '"{0}" is no schema: the outermost element must be "schema" of the namespace http://www.w3.org/2001/XMLSchema.',
  ),
  's4s-elt-must-match.1': error('"{0}" may not stand here in "{1}". What may: {2}.'),
  's4s-elt-must-match.2': error('"{0}" is incomplete. What may come next: {1}.'),
  's4s-elt-character': error('"{0}" holds elements only. Remove the text, or put it into an annotation.'),
  's4s-att-not-allowed': error('"{1}" has no attribute "{0}" here. What it may have: {2}.'),
  's4s-att-must-appear': error('"{0}" needs the attribute "{1}".'),
  's4s-att-invalid-value': error('"{0}" is no value for "{1}". It takes: {2}.'),
  's4s-att-invalid-value.id': error('The id "{0}" stands twice in this document. Give one of them another id.', FIRST),

  // Documents
  'schema_reference.4': {
    severity: 'warning',
    message: 'The schema document "{0}" was not found. What it defines is missing.',
  },
  'src-include.2.1': error(
    '"{0}" is for the namespace "{1}"; only a document for "{2}" or for none can be included here. Use import.',
  ),
  'src-import.1.1': error('A document does not import its own namespace "{0}". Use include.'),
  'src-import.1.2': error(
    'A document without target namespace cannot import components without namespace. Use include, or give a namespace.',
  ),
  'src-import.3.1': error('"{0}" is for the namespace "{1}", not for "{2}" as the import says.'),
  'src-import.3.1.empty': error(
    '"{0}" has no namespace, and an empty one is not the same as none. Leave the attribute "namespace" out.',
  ),
  'src-import.3.2': error(
    '"{0}" is for the namespace "{1}"; an import without namespace takes only documents for none.',
  ),
  'src-redefine.3.1': error(
    '"{0}" is for the namespace "{1}"; only a document for "{2}" or for none can be redefined here.',
  ),
  'src-redefine.2': error('The schema document "{0}" was not found: what stands here cannot redefine anything of it.'),
  'src-redefine.5': error('"{0}" is not defined in the redefined document: there is nothing to redefine.'),
  'src-redefine.5.1': error('A redefinition of the type "{0}" must derive from "{0}" itself.'),
  'src-redefine.6.1.1': error('A redefinition of the group "{0}" refers to "{0}" itself at most once.'),
  'src-redefine.6.1.2': error(
    'In a redefinition, the reference to the group "{0}" itself occurs exactly once. Remove minOccurs and maxOccurs.',
  ),
  'src-redefine.6.2.2': error(
    'The redefined group "{0}" allows more than the original. Refer to the original, or restrict it.',
  ),
  'src-redefine.7.1': error('A redefinition of the attribute group "{0}" refers to "{0}" itself at most once.'),
  'sch-props-correct.2': error('"{0}" is defined twice. Rename or remove one of the two.', FIRST),

  // References
  'src-qname': error('The prefix "{1}" of "{0}" is not declared. Declare it with xmlns:{1}.'),
  'src-resolve': error('"{0}" is not defined: there is no such {1}.'),
  'src-resolve.simple': error('"{0}" is a complex type; only a simple type can stand here.'),
  'src-resolve.4.1': error(
    '"{0}" has no namespace, but this document has no import without namespace. Add the import, or a prefix.',
  ),
  'src-resolve.4.2': error('"{0}" is in the namespace "{1}", which this document does not import. Add an import.'),

  // Attributes and attribute groups
  'src-attribute.1': error('"default" and "fixed" exclude each other. Keep one of them.'),
  'src-attribute.2': error('An attribute with a default is optional: use="{0}" makes no sense with it.'),
  'src-attribute.3.1': error('An attribute has either a name or a ref.'),
  'src-attribute.3.2': error('"{0}" may not stand beside ref: the attribute referred to has it.'),
  'src-attribute.4': error(
    'The type of "{0}" is given twice: by the attribute "type" and by a simpleType inside. Keep one of them.',
  ),
  'no-xmlns': error('No attribute can be named "xmlns".'),
  'no-xsi': error('No attribute can be declared in the namespace http://www.w3.org/2001/XMLSchema-instance.'),
  'a-props-correct.2': error('The {1} value "{0}" is not valid for the type {2}.'),
  'a-props-correct.3': error('An attribute of type ID cannot have a {0} value.'),
  'au-props-correct.2': error(
    'The attribute "{0}" is declared with the fixed value "{1}": this use must fix the same value.',
  ),
  'ag-props-correct.2': error('The attribute "{0}" stands twice in this group.', FIRST),
  'ag-props-correct.3': error('"{0}" and "{1}" are both IDs. A group can have one ID only.', FIRST),
  'src-attribute_group.2': error(
    'The wildcards of these attribute groups have no intersection that can be written as one wildcard.',
  ),
  'src-attribute_group.3': error('The attribute group "{0}" contains itself.'),

  // Elements
  'src-element.1': error('"default" and "fixed" exclude each other. Keep one of them.'),
  'src-element.2.1': error('An element has either a name or a ref.'),
  'src-element.2.2': error('"{0}" may not stand beside ref: the element referred to has it.'),
  'src-element.3': error(
    'The type of "{0}" is given twice: by the attribute "type" and by a type inside. Keep one of them.',
  ),
  'e-props-correct.2': error('The {1} value "{0}" is not valid for the type {2}.'),
  'e-props-correct.4': error(
    'The type of "{0}" does not derive from that of "{1}" in a way that "{1}" allows: it cannot stand for it.',
    'The head of the substitution group.',
  ),
  'e-props-correct.5': error('An element of type ID cannot have a {0} value.'),
  'e-props-correct.6': error('"{0}" is in its own substitution group.'),
  'cos-valid-default.2.1': error('A {0} value needs text content: the type holds elements only.'),
  'cos-valid-default.2.2.2': error('A {0} value needs content that may be without elements: the type requires some.'),

  // Types
  'st-props-correct.2': error('The type "{0}" is defined by itself.'),
  'src-simple-type.2': error('A restriction has either the attribute "{1}" or a simpleType inside.'),
  'src-simple-type.3': error('A list has either the attribute "{1}" or a simpleType inside.'),
  'src-simple-type.4': error('A union needs member types: in the attribute "memberTypes" or as simpleTypes inside.'),
  'src-ct.1': error('complexContent needs a complex base type; "{0}" is a simple type. Use simpleContent.'),
  'src-ct.2': error('simpleContent cannot start from "{0}": its content is not text. Use complexContent.'),
  'src-ct.2.2': error(
    'The mixed type "{0}" says nothing about its text: give the type of the text by a simpleType inside.',
  ),
  'src-ct.5': error(
    'The attribute wildcards of this type and its base have no union that can be written as one wildcard.',
  ),
  'enumeration-required-notation.use': error(
    '{0} does not say which notations it takes. Use a type derived from it that enumerates them.',
  ),
  'ct-props-correct.3': error('The type "{0}" derives from itself.'),
  'ct-props-correct.4': error('The attribute "{0}" stands twice in this type.', FIRST),
  'ct-props-correct.5': error('"{0}" and "{1}" are both IDs. A type can have one ID only.', FIRST),
  'cos-ct-extends.1.1': error('"{0}" is final: it must not be extended.', BASE),
  'cos-ct-extends.1.4.1': error('"{0}" has text content: an extension of it cannot add elements.', BASE),
  'cos-ct-extends.1.4.3.2.2.1': error('An extension is mixed if and only if its base "{0}" is.', BASE),
  'cos-ct-extends.2.2': error('"{0}" is final: it must not be extended.', BASE),
  'derivation-ok-restriction.1': error('"{0}" is final: it must not be restricted.', BASE),
  'derivation-ok-restriction.2.1.1': error(
    'The base type requires the attribute "{0}": a restriction must require it too.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.1.2': error(
    'The type of the attribute "{0}" does not derive from the one that it has in the base type.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.1.3': error(
    'The base type fixes the attribute "{0}" to "{1}": a restriction must fix the same value.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.2': error('The base type "{1}" has no attribute "{0}": a restriction cannot add one.'),
  'derivation-ok-restriction.3': error(
    'The base type requires the attribute "{0}": a restriction cannot leave it out.',
    BASE_USE,
  ),
  'derivation-ok-restriction.4.1': error('The base type "{0}" has no anyAttribute: a restriction cannot add one.'),
  'derivation-ok-restriction.4.2': error(
    'This anyAttribute takes namespaces that the one of the base type "{0}" does not take.',
  ),
  'derivation-ok-restriction.4.3': error('processContents "{0}" asks for less than "{1}" in the base type.'),
  'derivation-ok-restriction.5.2': error('The text content is no restriction of that of the base type "{0}".', BASE),
  'derivation-ok-restriction.5.3': error('The content is empty, but the base type "{0}" requires some.', BASE),
  'derivation-ok-restriction.5.4.1': error(
    'The content is of another kind than that of the base type "{0}": element-only, mixed and text do not restrict each other so.',
    BASE,
  ),
  'derivation-ok-restriction.5.4.2': error(
    'The content allows something that the base type "{0}" does not allow.',
    BASE,
  ),

  // Particles
  'p-props-correct.2.1': error('minOccurs "{0}" is more than maxOccurs "{1}".'),
  'mg-props-correct.2': error('The group "{0}" contains itself.'),
  'cos-all-limited.1.2': error(
    'The "all" group of "{0}" must be the whole content of a type: nothing may stand beside it.',
  ),
  'cos-all-limited.1.2.max': error('The group "{0}" is an "all" group: it occurs at most once.'),
  'cos-nonambig': error(
    'Both "{0}" and "{1}" could take the same element here: a reader could not tell which is meant. Make the content model unambiguous.',
    'The other one.',
  ),
  'cos-element-consistent': error(
    '"{0}" stands in this content with two different types. Give both the same named type.',
    'The other one.',
  ),

  // Identity constraints
  'c-props-correct.2': error('"{0}" has {1} fields, but "{2}", which it refers to, has {3}.', 'The key referred to.'),
  'c-selector-xpath': error(
    '"{0}" is no XPath that a selector may have: child steps only, with ".//" in front at most.',
  ),
  'c-fields-xpaths': error(
    '"{0}" is no XPath that a field may have: child steps only, an attribute as the last one at most.',
  ),
} satisfies Record<string, SchemaCodeEntry>;

const DEFINITION_CODES = Object.fromEntries(
  Object.entries(DEFINITION_MESSAGES).map(([code, message]) => [code, error(message)]),
) as Record<DefinitionCode, SchemaCodeEntry>;

/** A code of a mistake in a schema document, without the room's prefix. */
export type SchemaCode = keyof typeof STRUCTURE_CODES | DefinitionCode;

/** The table. */
export const SCHEMA_CODES: Readonly<Record<SchemaCode, SchemaCodeEntry>> = { ...STRUCTURE_CODES, ...DEFINITION_CODES };

/**
 * The codes of problems in schema documents: one row each, named after the violated rule of XSD 1.0 (Structures, 2nd
 * edition). A last word distinguishes cases of one rule.
 */
import type { Severity } from '../../xml/problem';
import { DEFINITION_MESSAGES } from '../simpleTypes';
import type { DefinitionCode } from '../simpleTypes/types';

/** One row of the table. */
export interface SchemaCodeEntry {
  readonly severity: Severity;
  /** English template with placeholders `{0}`, `{1}` ... */
  readonly message: string;
  /** The message of the related place, if there is one; filled with the same arguments. */
  readonly relatedMessage?: string;
}

const FIRST = 'First occurrence.';
const OTHER_COPY =
  'Another document for namespace "{1}" defines "{0}" differently; the first one applies. Import one document everywhere.';
const OTHER_DEFINITION = 'The other definition.';
const BASE = 'The base type.';
const BASE_USE = 'The attribute in the base type.';

function error(message: string, relatedMessage?: string): SchemaCodeEntry {
  return { severity: 'error', message, ...(relatedMessage !== undefined && { relatedMessage }) };
}

/** Limits, which are not of the specification: see `limits.ts`. */
const LIMIT_CODES = {
  'limit.documents': error('The schema has more than {0} documents. This one and all further ones are not read.'),
  'limit.length': error(
    'The documents of the schema have more than {0} MB. This one and all further ones are not read.',
  ),
  'limit.problems': error('The schema has more than {0} problems. Only the first ones are listed.'),
  'limit.groups': error('Model groups are nested more than {0} levels deep. This one is ignored. Simplify the groups.'),
  'limit.particles': error(
    'The content model has more than {0} elements, group references included. This one is ignored. Simplify the groups.',
  ),
  'limit.inherited': error(
    'The types of the schema inherit more than {0} elements and attributes in all. This type inherits none. Simplify the types.',
  ),
  'limit.substitutions': error(
    'The substitution groups of the schema have more than {0} members in all. This element is in none. Simplify the groups.',
  ),
  'limit.ambiguity': error(
    'The content model is too complex to check for ambiguity: more than {0} steps. Simplify it.',
  ),
  'limit.restriction': error(
    'The content model is too complex to compare with the base type: more than {0} steps. Simplify it.',
  ),
} satisfies Record<string, SchemaCodeEntry>;

/** A code for a limit, without the prefix `xsd/`. */
export type LimitCode = keyof typeof LIMIT_CODES | 'limit.simpleTypes';

const STRUCTURE_CODES = {
  ...LIMIT_CODES,
  // Schema for schemas
  's4s-elt-schema-ns': error(
    'Expected the root element "schema" in namespace http://www.w3.org/2001/XMLSchema, found "{0}".',
  ),
  's4s-elt-must-match.1': error('Element "{0}" is not allowed here in "{1}". Expected: {2}.'),
  's4s-elt-must-match.2': error('Element "{0}" is incomplete. Expected next: {1}.'),
  's4s-elt-character': error(
    'Text is not allowed: "{0}" can contain only elements. Remove the text, or put it into an annotation.',
  ),
  's4s-att-not-allowed': error('Attribute "{0}" is not allowed here in "{1}". Allowed: {2}.'),
  's4s-att-must-appear': error('Missing required attribute "{1}" in "{0}".'),
  's4s-att-invalid-value': error('"{0}" is not a valid value for "{1}". Expected: {2}.'),
  's4s-att-invalid-value.id': error('Duplicate id "{0}". Change one of the two.', FIRST),

  // Documents
  'schema_reference.4': {
    severity: 'warning',
    message: 'Schema document "{0}" not found; its definitions are missing.',
  },
  'src-include.2.1': error('Cannot include "{0}": its target namespace is "{1}", expected "{2}" or none. Use import.'),
  'src-import.1.1': error('A schema document cannot import its own target namespace "{0}". Use include.'),
  'src-import.1.2': error(
    'A schema document without a target namespace cannot import components without a namespace. Use include, or give a namespace.',
  ),
  'src-import.3.1': error('Cannot import "{0}": its target namespace is "{1}", expected "{2}".'),
  'src-import.3.1.empty': error(
    '"{0}" has no target namespace, which differs from an empty one. Remove the attribute "namespace".',
  ),
  'src-import.3.2': error('Cannot import "{0}": its target namespace is "{1}", expected none.'),
  'src-redefine.3.1': error('Cannot redefine "{0}": its target namespace is "{1}", expected "{2}" or none.'),
  'src-redefine.2': error('Cannot redefine "{0}": schema document not found.'),
  'src-redefine.5': error('Cannot redefine "{0}": it is not defined in the redefined document.'),
  'src-redefine.5.1': error('The redefinition of type "{0}" must derive from "{0}" itself.'),
  'src-redefine.6.1.1': error('The redefinition of group "{0}" can refer to "{0}" only once.'),
  'src-redefine.6.1.2': error(
    'In the redefinition of group "{0}", the reference to "{0}" must occur exactly once. Remove minOccurs and maxOccurs.',
  ),
  'src-redefine.6.2.2': error(
    'The redefined group "{0}" is not a restriction of the original. Restrict it, or refer to the original.',
  ),
  'src-redefine.7.1': error('The redefinition of attribute group "{0}" can refer to "{0}" only once.'),
  'sch-props-correct.2': error('Duplicate definition of "{0}". Rename or remove one of the two.', FIRST),
  // Two documents for one namespace, each imported by itself
  'sch-props-correct.2.copy': error(OTHER_COPY, OTHER_DEFINITION),
  'sch-props-correct.2.xml': { severity: 'warning', message: OTHER_COPY, relatedMessage: OTHER_DEFINITION },

  // References
  'src-qname': error('Prefix "{1}" of "{0}" is not declared. Declare it with xmlns:{1}="…".'),
  'src-resolve': error('The {1} "{0}" is not defined.'),
  'src-resolve.simple': error('Type "{0}" is complex; only a simple type is allowed here.'),
  'src-resolve.4.1': error(
    '"{0}" has no namespace, but this document has no import without a namespace. Add the import, or a prefix.',
  ),
  'src-resolve.4.2': error('Namespace "{1}" of "{0}" is not imported. Add an import.'),

  // Attributes and attribute groups
  'src-attribute.1': error('"default" and "fixed" are mutually exclusive. Remove one of them.'),
  'src-attribute.2': error('An attribute with a default value must be optional, not use="{0}".'),
  'src-attribute.3.1': error('An attribute must have either "name" or "ref".'),
  'src-attribute.3.2': error('"{0}" is not allowed together with "ref": it belongs to the referenced attribute.'),
  'src-attribute.4': error(
    'The type of "{0}" is given twice: by the attribute "type" and a nested simpleType. Remove one of them.',
  ),
  'no-xmlns': error('An attribute cannot be named "xmlns".'),
  'no-xsi': error('An attribute cannot be declared in the namespace http://www.w3.org/2001/XMLSchema-instance.'),
  'a-props-correct.2': error('The {1} value "{0}" is not valid for type {2}.'),
  'a-props-correct.3': error('An attribute of type ID cannot have a {0} value.'),
  'au-props-correct.2': error(
    'Attribute "{0}" is declared with the fixed value "{1}"; this use must have the same value.',
  ),
  'ag-props-correct.2': error('Duplicate attribute "{0}" in this group.', FIRST),
  'ag-props-correct.3': error('Attributes "{0}" and "{1}" are both IDs: a group can have only one.', FIRST),
  'src-attribute_group.2': error(
    'The intersection of the wildcards of these attribute groups is not expressible as a wildcard.',
  ),
  'src-attribute_group.3': error('Attribute group "{0}" contains itself.'),

  // Elements
  'src-element.1': error('"default" and "fixed" are mutually exclusive. Remove one of them.'),
  'src-element.2.1': error('An element must have either "name" or "ref".'),
  'src-element.2.2': error('"{0}" is not allowed together with "ref": it belongs to the referenced element.'),
  'src-element.3': error(
    'The type of "{0}" is given twice: by the attribute "type" and a nested type. Remove one of them.',
  ),
  'e-props-correct.2': error('The {1} value "{0}" is not valid for type {2}.'),
  'e-props-correct.4': error(
    '"{0}" cannot substitute for "{1}": its type is not validly derived from that of "{1}".',
    'The head of the substitution group.',
  ),
  'e-props-correct.5': error('An element of type ID cannot have a {0} value.'),
  'e-props-correct.6': error('Element "{0}" is in its own substitution group.'),
  'cos-valid-default.2.1': error('A {0} value is not allowed: the type can contain only elements.'),
  'cos-valid-default.2.2.2': error('A {0} value is not allowed: the type requires elements.'),

  // Types
  'st-props-correct.2': error('Circular definition of type "{0}".'),
  'src-simple-type.2': error('A restriction must have either the attribute "{1}" or a nested simpleType.'),
  'src-simple-type.3': error('A list must have either the attribute "{1}" or a nested simpleType.'),
  'src-simple-type.4': error(
    'A union must have member types, in the attribute "memberTypes" or as nested simpleTypes.',
  ),
  'src-ct.1': error('complexContent requires a complex base type, but "{0}" is simple. Use simpleContent.'),
  'src-ct.2': error('simpleContent requires a base type with text content, but "{0}" has none. Use complexContent.'),
  'src-ct.2.2': error('The base type "{0}" is mixed, so the type of the text is unknown. Add a nested simpleType.'),
  'src-ct.5': error(
    'The union of the attribute wildcards of this type and its base type is not expressible as a wildcard.',
  ),
  'enumeration-required-notation.use': error(
    '{0} cannot be used directly. Use a derived type that enumerates the notations.',
  ),
  'ct-props-correct.3': error('Type "{0}" is derived from itself.'),
  'ct-props-correct.4': error('Duplicate attribute "{0}" in this type.', FIRST),
  'ct-props-correct.5': error('Attributes "{0}" and "{1}" are both IDs: a type can have only one.', FIRST),
  'cos-ct-extends.1.1': error('Type "{0}" is final and cannot be extended.', BASE),
  'cos-ct-extends.1.4.1': error('Type "{0}" has text content; an extension cannot add elements.', BASE),
  'cos-ct-extends.1.4.3.2.2.1': error('An extension must be mixed if and only if its base type "{0}" is.', BASE),
  'cos-ct-extends.2.2': error('Type "{0}" is final and cannot be extended.', BASE),
  'derivation-ok-restriction.1': error('Type "{0}" is final and cannot be restricted.', BASE),
  'derivation-ok-restriction.2.1.1': error(
    'Attribute "{0}" is required in the base type; a restriction must require it too.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.1.2': error(
    'The type of attribute "{0}" is not derived from its type in the base type.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.1.3': error(
    'Attribute "{0}" has the fixed value "{1}" in the base type; a restriction must have the same value.',
    BASE_USE,
  ),
  'derivation-ok-restriction.2.2': error('The base type "{1}" has no attribute "{0}"; a restriction cannot add one.'),
  'derivation-ok-restriction.3': error(
    'Attribute "{0}" is required in the base type; a restriction cannot prohibit it.',
    BASE_USE,
  ),
  'derivation-ok-restriction.4.1': error('The base type "{0}" has no anyAttribute; a restriction cannot add one.'),
  'derivation-ok-restriction.4.2': error(
    'This anyAttribute allows namespaces that the base type "{0}" does not allow.',
  ),
  'derivation-ok-restriction.4.3': error('processContents "{0}" is weaker than "{1}" in the base type.'),
  'derivation-ok-restriction.5.2': error('The text content is not a valid restriction of the base type "{0}".', BASE),
  'derivation-ok-restriction.5.3': error(
    'Empty content is not a valid restriction: the base type "{0}" requires content.',
    BASE,
  ),
  'derivation-ok-restriction.5.4.1': error(
    'The content is not a valid restriction of the base type "{0}": the kinds of content (mixed, element-only, text) do not match.',
    BASE,
  ),
  'derivation-ok-restriction.5.4.2': error(
    'The content is not a valid restriction of the base type "{0}": it allows more.',
    BASE,
  ),

  // Particles
  'p-props-correct.2.1': error('minOccurs "{0}" is greater than maxOccurs "{1}".'),
  'mg-props-correct.2': error('Group "{0}" contains itself.'),
  'cos-all-limited.1.2': error('The "all" group of "{0}" must be the entire content of a type.'),
  'cos-all-limited.1.2.max': error('Group "{0}" is an "all" group and can occur at most once.'),
  'cos-nonambig': error(
    'Ambiguous content model: "{0}" and "{1}" can match the same element.',
    'Conflicts with this one.',
  ),
  'cos-element-consistent': error(
    'Element "{0}" has two different types in this content model. Give both the same named type.',
    'Conflicts with this one.',
  ),

  // Identity constraints
  'c-props-correct.2': error('"{0}" has {1} fields, but the referenced key "{2}" has {3}.', 'The referenced key.'),
  'c-selector-xpath': error(
    '"{0}" is not a valid selector XPath: only child steps are allowed, optionally after ".//".',
  ),
  'c-fields-xpaths': error(
    '"{0}" is not a valid field XPath: only child steps are allowed, optionally with an attribute as the last step.',
  ),
} satisfies Record<string, SchemaCodeEntry>;

const DEFINITION_CODES = Object.fromEntries(
  Object.entries(DEFINITION_MESSAGES).map(([code, message]) => [code, error(message)]),
) as Record<DefinitionCode, SchemaCodeEntry>;

/** A code of a problem in a schema document, without the prefix `xsd/`. */
export type SchemaCode = keyof typeof STRUCTURE_CODES | DefinitionCode;

/** The table. */
export const SCHEMA_CODES: Readonly<Record<SchemaCode, SchemaCodeEntry>> = { ...STRUCTURE_CODES, ...DEFINITION_CODES };

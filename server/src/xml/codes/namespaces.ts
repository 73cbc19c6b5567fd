import type { CodeEntry } from '../problem';

/** Problems in names and namespaces. */
export const NAMESPACE_CODES = {
  'xml/unbound-prefix': {
    severity: 'error',
    message: 'Prefix "{0}" is not declared. Declare it with xmlns:{0}="…", or correct it.',
    clause: 'NS 5, NSC: Prefix Declared',
    example: '<a><[[p]]:b/></a>',
  },
  'xml/bad-qualified-name': {
    severity: 'error',
    message: '"{0}" is not a valid qualified name: a colon is allowed only once, between prefix and name.',
    clause: 'NS 4 [7]',
    example: '<a><[[b:]]/></a>',
  },
  'xml/colon-in-name': {
    severity: 'error',
    message: 'A colon is not allowed in the name "{0}": only elements and attributes have prefixes. Remove it.',
    clause: 'NS 7',
    example: '<a><?[[b:c]] d?></a>',
  },
  'xml/reserved-prefix': {
    severity: 'error',
    message: 'Prefix "{0}" is reserved by XML. Use another prefix.',
    clause: 'NS 3, NSC: Reserved Prefixes and Namespace Names',
    example: '<a xmlns:[[xml]]="urn:b"/>',
  },
  'xml/reserved-namespace': {
    severity: 'error',
    message: 'Namespace "{0}" is reserved by XML and cannot be declared. Remove this declaration.',
    clause: 'NS 3, NSC: Reserved Prefixes and Namespace Names',
    example: '<a xmlns:b="[[http://www.w3.org/2000/xmlns/]]"/>',
  },
  'xml/empty-namespace': {
    severity: 'error',
    message: 'Prefix "{0}" cannot be bound to an empty namespace. Write the namespace, or remove this declaration.',
    clause: 'NS 5, NSC: No Prefix Undeclaring',
    example: '<a [[xmlns:b]]=""/>',
  },
  'xml/duplicate-expanded-attribute': {
    severity: 'error',
    message: 'Duplicate attribute: "{0}" and "{1}" have the same name in the namespace "{2}". Remove one of the two.',
    clause: 'NS 6.3, NSC: Attributes Unique',
    example: '<a xmlns:b="urn:n" xmlns:c="urn:n" b:d="1" [[c:d]]="2"/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

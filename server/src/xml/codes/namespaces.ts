import type { CodeEntry } from './entry';

/** Mistakes in names and namespaces. */
export const NAMESPACE_CODES = {
  'xml/unbound-prefix': {
    severity: 'error',
    message: 'The prefix {0} stands for no namespace here. Declare it with xmlns:{0}="…", or correct it.',
    clause: 'NS 5, NSC: Prefix Declared',
    example: '<a><[[p]]:b/></a>',
  },
  'xml/bad-qualified-name': {
    severity: 'error',
    message: '{0} is no name: a colon may only stand once, between a prefix and a name. Correct it.',
    clause: 'NS 4 [7]',
    example: '<a><[[b:]]/></a>',
  },
  'xml/colon-in-name': {
    severity: 'error',
    message: 'The name {0} may not hold a colon: only elements and attributes have prefixes. Take it out.',
    clause: 'NS 7',
    example: '<a><?[[b:c]] d?></a>',
  },
  'xml/reserved-prefix': {
    severity: 'error',
    message: 'The prefix {0} has a meaning of its own that cannot be changed. Choose another prefix.',
    clause: 'NS 3, NSC: Reserved Prefixes and Namespace Names',
    example: '<a xmlns:[[xml]]="urn:b"/>',
  },
  'xml/reserved-namespace': {
    severity: 'error',
    message: 'The namespace {0} belongs to XML itself and may not be declared. Delete this declaration.',
    clause: 'NS 3, NSC: Reserved Prefixes and Namespace Names',
    example: '<a xmlns:b="[[http://www.w3.org/2000/xmlns/]]"/>',
  },
  'xml/empty-namespace': {
    severity: 'error',
    message:
      'The prefix {0} must stand for a namespace, so its declaration may not be empty. Write the namespace, or delete it.',
    clause: 'NS 5, NSC: No Prefix Undeclaring',
    example: '<a [[xmlns:b]]=""/>',
  },
  'xml/duplicate-expanded-attribute': {
    severity: 'error',
    message: '{0} and {1} are one attribute: their prefixes stand for the same namespace, {2}. Delete one of the two.',
    clause: 'NS 6.3, NSC: Attributes Unique',
    example: '<a xmlns:b="urn:n" xmlns:c="urn:n" b:d="1" [[c:d]]="2"/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

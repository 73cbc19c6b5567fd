import type { CodeEntry } from './entry';

/** Mistakes in references and in the entities that they stand for. */
export const REFERENCE_CODES = {
  'xml/bare-ampersand': {
    severity: 'error',
    message: 'An & begins a reference such as &lt;, and this is none. For the character itself, write &amp;.',
    clause: '2.4 [14]',
    example: '<a>R [[&]] D</a>',
  },
  'xml/unfinished-reference': {
    severity: 'error',
    message: 'The reference {0} lacks its semicolon. Write {0};.',
    clause: '4.1 [66], [68]',
    example: '<a>x [[&lt]] y</a>',
  },
  'xml/bad-character-reference': {
    severity: 'error',
    message: '{0} names no character. Write its number: &#65; in decimal, or &#x41; with a small x in hexadecimal.',
    clause: '4.1 [66]',
    example: '<a>[[&#X41;]]</a>',
  },
  'xml/illegal-character-reference': {
    severity: 'error',
    message: '{0} stands for a character that XML does not allow. Delete it.',
    clause: '4.1, WFC: Legal Character',
    example: '<a>[[&#7;]]</a>',
  },
  'xml/undeclared-entity': {
    severity: 'error',
    message:
      '{0} is not declared: XML knows &lt;, &gt;, &amp;, &quot; and &apos; only, unless the DOCTYPE declares more. Write the character itself.',
    clause: '4.1, WFC: Entity Declared',
    example: '<a>x[[&nbsp;]]y</a>',
  },
  'xml/entity-not-read': {
    severity: 'warning',
    message:
      'What {0} stands for is kept in another file, and no other file is ever read: its text is missing here. Write the text itself.',
    clause: '4.4.3',
    example: '<!DOCTYPE a [<!ENTITY b SYSTEM "b.xml">]>\n<a>[[&b;]]</a>',
  },
  'xml/unparsed-entity-reference': {
    severity: 'error',
    message: '{0} stands for data that is no XML (it is declared with NDATA), so it may not stand here. Delete it.',
    clause: '4.1, WFC: Parsed Entity',
    example: '<!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY b SYSTEM "b.gif" NDATA n>]>\n<a>[[&b;]]</a>',
  },
  'xml/external-entity-in-attribute': {
    severity: 'error',
    message: '{0} stands for another file, which an attribute’s value may not refer to. Write the text itself.',
    clause: '3.1, WFC: No External Entity References',
    example: '<!DOCTYPE a [<!ENTITY b SYSTEM "b.xml">]>\n<a c="[[&b;]]"/>',
  },
  'xml/markup-in-attribute': {
    severity: 'error',
    message:
      '{0} stands for text with a < in it, which an attribute’s value may not hold. Write the text itself, with &lt;.',
    clause: '3.1, WFC: No < in Attribute Values',
    example: '<!DOCTYPE a [<!ENTITY b "<i/>">]>\n<a c="[[&b;]]"/>',
  },
  'xml/recursive-entity': {
    severity: 'error',
    message: '{0} may not stand in the text of {1}: the entity would hold itself. Take it out.',
    clause: '4.1, WFC: No Recursion',
    example: '<!DOCTYPE a [<!ENTITY b "x [[&b;]]">]>\n<a/>',
  },
  'xml/entity-budget': {
    severity: 'error',
    message:
      'From here on the entities of this document stand for more than {0} characters, which is more than is read. Write the text itself, or shorten the entities.',
    clause: '4.4',
    example: `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}"><!ENTITY d "${'&c;'.repeat(10)}">]>\n<a>&c;[[&d;]]</a>`,
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

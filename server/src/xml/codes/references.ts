import type { CodeEntry } from '../problem';

/** Problems in references and in the entities that they refer to. */
export const REFERENCE_CODES = {
  'xml/bare-ampersand': {
    severity: 'error',
    message: '"&" does not start a reference here. To write & as text, use &amp;.',
    clause: '2.4 [14]',
    example: '<a>R [[&]] D</a>',
  },
  'xml/unfinished-reference': {
    severity: 'error',
    message: 'Missing semicolon after "{0}". Write {0};.',
    clause: '4.1 [66], [68]',
    example: '<a>x [[&lt]] y</a>',
  },
  'xml/bad-character-reference': {
    severity: 'error',
    message: '"{0}" is not a valid character reference. Write &#65; (decimal) or &#x41; (hexadecimal, lowercase x).',
    clause: '4.1 [66]',
    example: '<a>[[&#X41;]]</a>',
  },
  'xml/illegal-character-reference': {
    severity: 'error',
    message: '"{0}" refers to a character that is not allowed in XML. Write the intended character, or remove it.',
    clause: '4.1, WFC: Legal Character',
    example: '<a>[[&#7;]]</a>',
  },
  'xml/undeclared-entity': {
    severity: 'error',
    message:
      'Entity "{0}" is not declared; XML predefines only &lt;, &gt;, &amp;, &quot; and &apos;. Write the character itself.',
    clause: '4.1, WFC: Entity Declared',
    example: '<a>x[[&nbsp;]]y</a>',
  },
  'xml/entity-not-read': {
    severity: 'warning',
    message: 'The text of "{0}" is in another file, and other files are never read. Write the text itself.',
    clause: '4.4.3',
    example: '<!DOCTYPE a [<!ENTITY b SYSTEM "b.xml">]>\n<a>[[&b;]]</a>',
  },
  'xml/unparsed-entity-reference': {
    severity: 'error',
    message: '"{0}" refers to an unparsed entity (declared with NDATA) and is not allowed here. Remove it.',
    clause: '4.1, WFC: Parsed Entity',
    example: '<!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY b SYSTEM "b.gif" NDATA n>]>\n<a>[[&b;]]</a>',
  },
  'xml/external-entity-in-attribute': {
    severity: 'error',
    message: '"{0}" refers to an external entity, which is not allowed in an attribute value. Write the text itself.',
    clause: '3.1, WFC: No External Entity References',
    example: '<!DOCTYPE a [<!ENTITY b SYSTEM "b.xml">]>\n<a c="[[&b;]]"/>',
  },
  'xml/markup-in-attribute': {
    severity: 'error',
    message:
      'The text of "{0}" contains "<", which is not allowed in an attribute value. Write the text itself, with &lt;.',
    clause: '3.1, WFC: No < in Attribute Values',
    example: '<!DOCTYPE a [<!ENTITY b "<i/>">]>\n<a c="[[&b;]]"/>',
  },
  'xml/recursive-entity': {
    severity: 'error',
    message: 'Recursive entity: "{0}" is not allowed in the text of "{1}". Remove it.',
    clause: '4.1, WFC: No Recursion',
    example: '<!DOCTYPE a [<!ENTITY b "x [[&b;]]">]>\n<a/>',
  },
  'xml/entity-budget': {
    severity: 'error',
    message:
      'Entity expansion exceeds the limit of {0} characters here. Write the text itself, or shorten the entities.',
    clause: '4.4',
    example: `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}"><!ENTITY d "${'&c;'.repeat(10)}">]>\n<a>&c;[[&d;]]</a>`,
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

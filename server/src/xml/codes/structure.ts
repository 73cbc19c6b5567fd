import type { CodeEntry } from '../problem';
import { MAX_DEPTH } from '../syntax/depth';

/** Problems of the document as a whole, and in all its parts but tags and references. */
export const STRUCTURE_CODES = {
  'xml/no-root-element': {
    severity: 'error',
    message: 'Missing root element. Add one that encloses all content.',
    clause: '2.1 [1]',
    example: '<?xml version="1.0"?>\n<!-- nothing else -->[[]]',
  },
  'xml/second-root-element': {
    severity: 'error',
    message: 'Element "{0}" is not allowed after the root element "{1}". Move it inside, or remove it.',
    clause: '2.1 [1]',
    example: '<a/>\n<[[b]]/>',
  },
  'xml/nesting-limit': {
    severity: 'error',
    message: 'Elements are nested more than {0} levels deep. What is nested deeper is not checked.',
    clause: '2.1 [39]',
    example: `${'<a>'.repeat(MAX_DEPTH)}<[[a]]></a>${'</a>'.repeat(MAX_DEPTH)}`,
  },
  'xml/text-outside-root': {
    severity: 'error',
    message: 'Text is not allowed outside the root element. Move it inside, or remove it.',
    clause: '2.8 [27]',
    example: '<a/>\n[[lost]]\n',
  },
  'xml/duplicate-byte-order-mark': {
    severity: 'error',
    message: 'Duplicate byte order mark (U+FEFF). A file has at most one, at its start. Remove the others.',
    clause: '4.3.3',
    example: '\uFEFF[[\uFEFF]]<a/>',
  },
  'xml/misplaced-doctype': {
    severity: 'error',
    message: 'DOCTYPE is not allowed here: it occurs at most once, before the root element. Move or remove it.',
    clause: '2.8 [22]',
    example: '<a/>\n[[<!DOCTYPE]] a>',
  },
  'xml/misplaced-xml-declaration': {
    severity: 'error',
    message:
      'The XML declaration must be at the very start of the file, with no whitespace before it. Move or remove it.',
    clause: '2.8 [22]',
    example: '\n[[<?xml]] version="1.0"?><a/>',
  },
  'xml/unfinished-xml-declaration': {
    severity: 'error',
    message: 'Unterminated XML declaration. End it with ?>.',
    clause: '2.8 [23]',
    example: '[[<?xml]] version="1.0">\n<a/>',
  },
  'xml/declaration-version-missing': {
    severity: 'error',
    message: 'Missing version in the XML declaration. Write version="1.0" first.',
    clause: '2.8 [23]',
    example: '[[<?xml]] encoding="UTF-8"?><a/>',
  },
  'xml/declaration-version': {
    severity: 'error',
    message: '"{0}" is not a valid XML version. Write 1.0.',
    clause: '2.8 [26]',
    example: '<?xml version="[[2.0]]"?><a/>',
  },
  'xml/declaration-encoding': {
    severity: 'error',
    message: '"{0}" is not a valid encoding name. Write UTF-8, or the encoding that the file is saved in.',
    clause: '4.3.3 [81]',
    example: '<?xml version="1.0" encoding="[[UTF 8]]"?><a/>',
  },
  'xml/declaration-standalone': {
    severity: 'error',
    message: '"{0}" is not a valid value for "standalone". Write yes or no, or remove it.',
    clause: '2.9 [32]',
    example: '<?xml version="1.0" standalone="[[true]]"?><a/>',
  },
  'xml/declaration-order': {
    severity: 'error',
    message:
      '"{0}" is misplaced: an XML declaration has version, encoding and standalone in this order, each once. Move or remove it.',
    clause: '2.8 [23]',
    example: '<?xml version="1.0" standalone="yes" [[encoding]]="UTF-8"?><a/>',
  },
  'xml/declaration-syntax': {
    severity: 'error',
    message:
      'Unexpected text in the XML declaration. Write it as <?xml version="1.0" encoding="UTF-8"?>, each value in quotes.',
    clause: '2.8 [23]',
    example: '<?xml version="1.0" [[encode="UTF-8"]]?><a/>',
  },
  'xml/unknown-declaration': {
    severity: 'error',
    message: 'Expected --, [CDATA[ or DOCTYPE (in capitals) after <!. To write <! as text, use &lt;!.',
    clause: '2.8 [28]',
    example: '<a>[[<!ELEMENT b ANY>]]</a>',
  },
  'xml/unfinished-comment': {
    severity: 'error',
    message: 'Unterminated comment. End it with -->.',
    clause: '2.5 [15]',
    example: '<a>\n[[<!--]] note\n</a>',
  },
  'xml/double-hyphen-in-comment': {
    severity: 'error',
    message: '"--" is not allowed inside a comment. Write a single hyphen, or put a space between the two.',
    clause: '2.5 [15]',
    example: '<a><!-- one [[--]] two --></a>',
  },
  'xml/unfinished-cdata': {
    severity: 'error',
    message: 'Unterminated CDATA section. End it with ]]>.',
    clause: '2.7 [18]',
    example: '<a>\n[[<![CDATA[]]x < y\n</a>',
  },
  'xml/unfinished-processing-instruction': {
    severity: 'error',
    message: 'Unterminated processing instruction. End it with ?>.',
    clause: '2.6 [16]',
    example: '<a>\n[[<?sort]] by date\n</a>',
  },
  'xml/reserved-target': {
    severity: 'error',
    message: 'The name "{0}" is reserved for the XML declaration. Give the processing instruction another name.',
    clause: '2.6 [17]',
    example: '<a><?[[XML]] sort?></a>',
  },
  'xml/missing-target': {
    severity: 'error',
    message: 'Missing name of the processing instruction. Write it directly after <?.',
    clause: '2.6 [16]',
    example: '<a>[[<?]] sort?></a>',
  },
  'xml/missing-space-after-target': {
    severity: 'error',
    message: 'Missing space after the name of the processing instruction. Insert one here.',
    clause: '2.6 [16]',
    example: '<a><?sort[[=]]date?></a>',
  },
  'xml/cdata-end-in-text': {
    severity: 'error',
    message: '"]]>" is not allowed in text. Write ]]&gt; instead.',
    clause: '2.4 [14]',
    example: '<a>x[[]]>]]y</a>',
  },
  'xml/illegal-character': {
    severity: 'error',
    message: 'Character {0} is not allowed in XML, not even as a reference. Replace it with a space, or remove it.',
    clause: '2.2 [2]',
    example: '<a>x[[\u0007]]y</a>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

/** Problems in the bytes of a file, found when they are decoded. */
export const ENCODING_CODES = {
  'xml/encoding-unknown': {
    severity: 'error',
    message: 'Unknown encoding "{0}"; the file is read as {1}. Save it as UTF-8, and declare UTF-8.',
    clause: '4.3.3',
  },
  'xml/encoding-contradicted': {
    severity: 'error',
    message: 'The declared encoding is {0}, but the file is saved as {1}. Declare {1}, or save the file as {0}.',
    clause: '4.3.3',
  },
  'xml/encoding-invalid-bytes': {
    severity: 'error',
    message: 'These bytes are not valid {0}. Save the file as {0}, or declare its actual encoding.',
    clause: '4.3.3',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

import type { CodeEntry } from './entry';

/** Mistakes of the document as a whole, and of everything in it that is neither tag nor reference. */
export const STRUCTURE_CODES = {
  'xml/no-root-element': {
    severity: 'error',
    message:
      'This document has no root element, but everything in it must stand inside one. Add the root element’s tags.',
    clause: '2.1 [1]',
    example: '<?xml version="1.0"?>\n<!-- nothing else -->[[]]',
  },
  'xml/second-root-element': {
    severity: 'error',
    message:
      'A document has one root element, and that is <{1}>: <{0}> may not stand beside it. Move it inside, or delete it.',
    clause: '2.1 [1]',
    example: '<a/>\n<[[b]]/>',
  },
  'xml/text-outside-root': {
    severity: 'error',
    message: 'Text may stand only inside the root element. Move it inside, or delete it.',
    clause: '2.8 [27]',
    example: '<a/>\n[[lost]]\n',
  },
  'xml/misplaced-doctype': {
    severity: 'error',
    message: 'A DOCTYPE stands once in a document, before the root element. Move it there, or delete it.',
    clause: '2.8 [22]',
    example: '<a/>\n[[<!DOCTYPE]] a>',
  },
  'xml/misplaced-xml-declaration': {
    severity: 'error',
    message:
      'The XML declaration must be the very first thing in the file: not even a space may stand before it. Move it there, or delete it.',
    clause: '2.8 [22]',
    example: '\n[[<?xml]] version="1.0"?><a/>',
  },
  'xml/unfinished-xml-declaration': {
    severity: 'error',
    message: 'The XML declaration does not end. Write ?> at its end.',
    clause: '2.8 [23]',
    example: '[[<?xml]] version="1.0">\n<a/>',
  },
  'xml/declaration-version-missing': {
    severity: 'error',
    message: 'The XML declaration must begin with the version. Write version="1.0" first.',
    clause: '2.8 [23]',
    example: '[[<?xml]] encoding="UTF-8"?><a/>',
  },
  'xml/declaration-version': {
    severity: 'error',
    message: '“{0}” is no version of XML. Write 1.0.',
    clause: '2.8 [26]',
    example: '<?xml version="[[2.0]]"?><a/>',
  },
  'xml/declaration-encoding': {
    severity: 'error',
    message: '“{0}” is no name of an encoding. Write UTF-8, or the encoding that the file is saved in.',
    clause: '4.3.3 [81]',
    example: '<?xml version="1.0" encoding="[[UTF 8]]"?><a/>',
  },
  'xml/declaration-standalone': {
    severity: 'error',
    message: 'standalone may be yes or no only, not “{0}”. Write one of them, or delete it.',
    clause: '2.9 [32]',
    example: '<?xml version="1.0" standalone="[[true]]"?><a/>',
  },
  'xml/declaration-order': {
    severity: 'error',
    message:
      '{0} stands in the wrong place: an XML declaration has version, encoding and standalone in this order, each once. Move or delete it.',
    clause: '2.8 [23]',
    example: '<?xml version="1.0" standalone="yes" [[encoding]]="UTF-8"?><a/>',
  },
  'xml/declaration-syntax': {
    severity: 'error',
    message:
      'This does not belong in an XML declaration. Write it like <?xml version="1.0" encoding="UTF-8"?>, with each value in quotes.',
    clause: '2.8 [23]',
    example: '<?xml version="1.0" [[encode="UTF-8"]]?><a/>',
  },
  'xml/unknown-declaration': {
    severity: 'error',
    message:
      'Behind <! comes -- for a comment, [CDATA[ for a CDATA section, or DOCTYPE, in capitals. For the characters <! as text, write &lt;!.',
    clause: '2.8 [28]',
    example: '<a>[[<!ELEMENT b ANY>]]</a>',
  },
  'xml/unfinished-comment': {
    severity: 'error',
    message: 'This comment does not end. Write --> at its end.',
    clause: '2.5 [15]',
    example: '<a>\n[[<!--]] note\n</a>',
  },
  'xml/double-hyphen-in-comment': {
    severity: 'error',
    message: 'A comment may not hold -- before its end. Write a single hyphen, or put a space between the two.',
    clause: '2.5 [15]',
    example: '<a><!-- one [[--]] two --></a>',
  },
  'xml/unfinished-cdata': {
    severity: 'error',
    message: 'This CDATA section does not end. Write ]]> at its end.',
    clause: '2.7 [18]',
    example: '<a>\n[[<![CDATA[]]x < y\n</a>',
  },
  'xml/unfinished-processing-instruction': {
    severity: 'error',
    message: 'This processing instruction does not end. Write ?> at its end.',
    clause: '2.6 [16]',
    example: '<a>\n[[<?sort]] by date\n</a>',
  },
  'xml/reserved-target': {
    severity: 'error',
    message: 'The name “{0}” is reserved for the XML declaration. Give the processing instruction another name.',
    clause: '2.6 [17]',
    example: '<a><?[[XML]] sort?></a>',
  },
  'xml/missing-target': {
    severity: 'error',
    message: 'A processing instruction begins with a name, with no space between <? and the name. Write one there.',
    clause: '2.6 [16]',
    example: '<a>[[<?]] sort?></a>',
  },
  'xml/missing-space-after-target': {
    severity: 'error',
    message: 'The name of a processing instruction ends with a space. Put one here.',
    clause: '2.6 [16]',
    example: '<a><?sort[[=]]date?></a>',
  },
  'xml/cdata-end-in-text': {
    severity: 'error',
    message: 'The characters ]]> may not stand in text. Write ]]&gt; instead.',
    clause: '2.4 [14]',
    example: '<a>x[[]]>]]y</a>',
  },
  'xml/illegal-character': {
    severity: 'error',
    message: 'XML allows no character {0}, not even as a reference. Delete it.',
    clause: '2.2 [2]',
    example: '<a>x[[\u0007]]y</a>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

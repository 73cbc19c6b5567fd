import type { CodeEntry } from './entry';

/** Mistakes in and between tags. */
export const TAG_CODES = {
  'xml/missing-end-tag': {
    severity: 'error',
    message: '<{0}> is never closed. Write </{0}> where it ends.',
    clause: '3 [39]',
    example: '<a>\n  <[[b]]>text\n  <c/>\n</a>',
  },
  'xml/mismatched-end-tag': {
    severity: 'error',
    message:
      'This end tag says </{0}>, but the element that ends here is <{1}>. Write </{1}>, or correct the start tag.',
    clause: '3, WFC: Element Type Match',
    example: '<a><b>text</[[v]]></a>',
  },
  'xml/stray-end-tag': {
    severity: 'error',
    message: '</{0}> closes nothing: no <{0}> is open here. Delete it, or write the start tag that it belongs to.',
    clause: '3 [39]',
    example: '<a>text</[[b]]></a>',
  },
  'xml/end-tag-without-name': {
    severity: 'error',
    message: 'An end tag must name the element that it closes. Write </{0}>.',
    clause: '3.1 [42]',
    example: '<a><b>text[[</]]></a>',
  },
  'xml/unfinished-start-tag': {
    severity: 'error',
    message: 'The tag of <{0}> does not end. Write > (or /> for an element without content) at its end.',
    clause: '3.1 [40]',
    example: '<a>\n  <[[b]] c="d"\n  </b>\n</a>',
  },
  'xml/unfinished-end-tag': {
    severity: 'error',
    message: 'This end tag does not end. Write > behind its name.',
    clause: '3.1 [42]',
    example: '<a>\n  <b>text</[[b]]\n</a>',
  },
  'xml/junk-in-end-tag': {
    severity: 'error',
    message: 'An end tag holds nothing but the name. Delete this.',
    clause: '3.1 [42]',
    example: '<a><b>text</b [[c="d"]]></a>',
  },
  'xml/junk-in-tag': {
    severity: 'error',
    message: 'This is no attribute: a tag holds name="value" pairs only. Delete it, or write it as one.',
    clause: '3.1 [40]',
    example: '<a b="c" [["d"]]/>',
  },
  'xml/bare-less-than': {
    severity: 'error',
    message: 'A < begins a tag, and this is none. For the character itself, write &lt;.',
    clause: '2.4 [14]',
    example: '<a>x [[<]] y</a>',
  },
  'xml/attribute-without-value': {
    severity: 'error',
    message: 'The attribute {0} has no value. Write {0}="…".',
    clause: '3.1 [41]',
    example: '<a [[b]]/>',
  },
  'xml/unquoted-attribute': {
    severity: 'error',
    message: 'The value of {0} must stand in quotes. Write {0}="{1}".',
    clause: '2.3 [10]',
    example: '<a b=[[c]]/>',
  },
  'xml/unclosed-attribute': {
    severity: 'error',
    message: 'The value of {0} has no closing quote. Write one at its end.',
    clause: '2.3 [10]',
    example: '<a>\n  <b c=[["d]]>text</b>\n</a>',
  },
  'xml/missing-space-between-attributes': {
    severity: 'error',
    message: 'Attributes are separated by a space. Put one before {0}.',
    clause: '3.1 [40]',
    example: '<a b="c"[[d]]="e"/>',
  },
  'xml/duplicate-attribute': {
    severity: 'error',
    message: 'The attribute {0} stands twice in this tag. Delete one of the two.',
    clause: '3.1, WFC: Unique Att Spec',
    example: '<a b="c" [[b]]="d"/>',
  },
  'xml/less-than-in-attribute': {
    severity: 'error',
    message: 'A < may not stand in an attribute’s value. Write &lt; instead.',
    clause: '3.1, WFC: No < in Attribute Values',
    example: '<a b="x [[<]] y"/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

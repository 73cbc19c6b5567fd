import type { CodeEntry } from '../problem';

/** Problems in and between tags. */
export const TAG_CODES = {
  'xml/missing-end-tag': {
    severity: 'error',
    message: 'Element "{0}" has no end tag. Write </{0}> where it ends.',
    clause: '3 [39]',
    example: '<a>\n  <[[b]]>text\n  <c/>\n</a>',
  },
  'xml/mismatched-end-tag': {
    severity: 'error',
    message: 'Expected end tag </{1}>, found </{0}>. Correct the end tag or the start tag.',
    clause: '3, WFC: Element Type Match',
    example: '<a><b>text</[[v]]></a>',
  },
  'xml/stray-end-tag': {
    severity: 'error',
    message: 'End tag </{0}> has no start tag. Remove it, or add <{0}>.',
    clause: '3 [39]',
    example: '<a>text</[[b]]></a>',
  },
  'xml/end-tag-without-name': {
    severity: 'error',
    message: 'Missing name in the end tag. Write </{0}>.',
    clause: '3.1 [42]',
    example: '<a><b>text[[</]]></a>',
  },
  'xml/unfinished-start-tag': {
    severity: 'error',
    message: 'Unterminated start tag of "{0}". End it with >, or with /> if the element is empty.',
    clause: '3.1 [40]',
    example: '<a>\n  <[[b]] c="d"\n  </b>\n</a>',
  },
  'xml/unfinished-end-tag': {
    severity: 'error',
    message: 'Unterminated end tag. Write > after its name.',
    clause: '3.1 [42]',
    example: '<a>\n  <b>text</[[b]]\n</a>',
  },
  'xml/junk-in-end-tag': {
    severity: 'error',
    message: 'Unexpected text "{0}" in the end tag: only the name is allowed. Remove this text.',
    clause: '3.1 [42]',
    example: '<a><b>text</b [[c="d"]]></a>',
  },
  'xml/junk-in-tag': {
    severity: 'error',
    message: 'Expected an attribute of the form name="value", found "{0}". Correct or remove this text.',
    clause: '3.1 [40]',
    example: '<a b="c" [["d"]]/>',
  },
  'xml/bare-less-than': {
    severity: 'error',
    message: '"<" does not start a tag here: the name must follow directly. To write < as text, use &lt;.',
    clause: '2.4 [14]',
    example: '<a>x [[<]] y</a>',
  },
  'xml/attribute-without-value': {
    severity: 'error',
    message: 'Attribute "{0}" has no value. Write {0}="…".',
    clause: '3.1 [41]',
    example: '<a [[b]]/>',
  },
  'xml/unquoted-attribute': {
    severity: 'error',
    message: 'The value of attribute "{0}" must be quoted. Write {0}="{1}".',
    clause: '2.3 [10]',
    example: '<a b=[[c]]/>',
  },
  'xml/unclosed-attribute': {
    severity: 'error',
    message: 'The value of attribute "{0}" has no closing quote. Add one where the value ends.',
    clause: '2.3 [10]',
    example: '<a>\n  <b c=[["d]]>text</b>\n</a>',
  },
  'xml/missing-space-between-attributes': {
    severity: 'error',
    message: 'Missing space before attribute "{0}". Insert one here.',
    clause: '3.1 [40]',
    example: '<a b="c"[[d]]="e"/>',
  },
  'xml/duplicate-attribute': {
    severity: 'error',
    message: 'Duplicate attribute "{0}". Remove one of the two.',
    clause: '3.1, WFC: Unique Att Spec',
    example: '<a b="c" [[b]]="d"/>',
  },
  'xml/less-than-in-attribute': {
    severity: 'error',
    message: '"<" is not allowed in an attribute value. Write &lt; instead.',
    clause: '3.1, WFC: No < in Attribute Values',
    example: '<a b="x [[<]] y"/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;

import assert from 'node:assert/strict';
import { autoInsert } from '../../server/src/language/autoInsert';
import { parse } from '../../server/src/xml/parser';
import { withCursor } from '../support/cursor';

/** The text after the insertion for the character before the cursor; the snippet's `$0` is the cursor. */
function typed(marked: string): string | null {
  const { text, offset } = withCursor(marked);
  const insert = autoInsert(parse(text), offset, text[offset - 1] as '>' | '/' | '=');
  if (insert === null) return null;
  const snippet = insert.snippet.includes('$0') ? insert.snippet.replace('$0', '|') : `${insert.snippet}|`;
  return text.slice(0, insert.start) + snippet + text.slice(insert.end);
}

describe('automatic end tags', () => {
  const CLOSED: readonly (readonly [before: string, after: string])[] = [
    ['<a>|', '<a>|</a>'],
    ['<a><k:b c="1">|</a>', '<a><k:b c="1">|</k:b></a>'],
    ['<a>\n  <b>|\n  <b>x</b>\n</a>', '<a>\n  <b>|</b>\n  <b>x</b>\n</a>'],
    ['<a><b><b>|</b></a>', '<a><b><b>|</b></b></a>'],
    ['<a><b></|', '<a><b></b>|'],
    ['<a><b>x</|</a>', '<a><b>x</b>|</a>'],
    ['<a><b>x</|></a>', '<a><b>x</b|></a>'],
    ['<a>\n  <b>\n    <c/>\n    </|\n</a>', '<a>\n  <b>\n    <c/>\n  </b>|\n</a>'],
    ['<a>\n  <b>\n    <c/>\n  </|\n  <b/>\n</a>', '<a>\n  <b>\n    <c/>\n  </b>|\n  <b/>\n</a>'],
    ['<a>\n  <b></b>\n</|', '<a>\n  <b></b>\n</a>|'],
  ];
  for (const [before, after] of CLOSED) {
    it(`${JSON.stringify(before)} is completed to ${JSON.stringify(after)}`, () => assert.equal(typed(before), after));
  }

  const QUOTED: readonly (readonly [before: string, after: string])[] = [
    ['<a b=|>', '<a b="|">'],
    ['<a b=|/>', '<a b="|"/>'],
    ['<a b=| c="1">', '<a b="|" c="1">'],
    ['<a b=|', '<a b="|"'],
    ['<a b=|\n</a>', '<a b="|"\n</a>'],
  ];
  for (const [before, after] of QUOTED) {
    it(`${JSON.stringify(before)} gets quotes: ${JSON.stringify(after)}`, () => assert.equal(typed(before), after));
  }

  for (const left of [
    '<a b=|"x">',
    "<a b=|'x'>",
    '<a b="=|">',
    '<a>=|</a>',
    '<a b=|x>',
    '<a =|>',
    '<a><!-- b=| --></a>',
  ]) {
    it(`${left} gets no quotes`, () => assert.equal(typed(left), null));
  }

  const LEFT = [
    '<a>|</a>',
    '<a><b>|</b></a>',
    '<a><b>|<b></b></b></a>',
    '<a/>|',
    '<a b=">|"/>',
    '<!-- <a>| -->',
    '<a><![CDATA[<b>|]]></a>',
    '<a></a>|',
    '<a>x >|</a>',
    '<?p <a>|?>',
    '<a><b></b></|</a>',
    '<a></|b></a>',
    '</|',
    '<a/|',
    '<a>x/|</a>',
    '<!-- </| -->',
  ];
  for (const text of LEFT) it(`${JSON.stringify(text)} is left unchanged`, () => assert.equal(typed(text), null));
});

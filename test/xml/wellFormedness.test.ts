import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { randomFrom } from '../support/random';
import { mutated } from './mutations';

/** One line a problem: its line and code, and what it is at. */
function found(text: string): string[] {
  const tree = parse(text);
  return wellFormednessProblems(tree).map(
    ({ code, start, end }) => `${tree.positionAt(start).line + 1} ${code} ${text.slice(start, end)}`,
  );
}

describe('wellFormednessProblems', () => {
  it('finds fourteen mistakes, each once, each on its line', () => {
    const text = readFileSync(join(__dirname, '../fixtures/xml/fourteen-mistakes.xml'), 'utf8');
    assert.deepEqual(found(text), [
      '3 xml/double-hyphen-in-comment --',
      '4 xml/duplicate-attribute id',
      '5 xml/bare-ampersand &',
      '6 xml/unquoted-attribute en',
      '7 xml/attribute-without-value currency',
      '8 xml/bare-less-than <',
      '9 xml/undeclared-entity &nbsp;',
      '10 xml/unclosed-attribute "mm',
      '11 xml/mismatched-end-tag sise',
      '12 xml/unbound-prefix q',
      '13 xml/missing-end-tag weight',
      '14 xml/illegal-character-reference &#0;',
      '15 xml/cdata-end-in-text ]]>',
      '17 xml/stray-end-tag shelf',
    ]);
  });

  it('has nothing to say of a document that is right', () => {
    assert.deepEqual(
      found('\uFEFF<?xml version="1.0"?>\r\n<!-- a --><a xmlns="u" b="&lt;">&#x41;<![CDATA[<]]></a>\n<?c?>'),
      [],
    );
  });

  it('tells where an element that is not closed seems to end, and where a mismatched one begins', () => {
    const [missing] = wellFormednessProblems(parse('<a>\n  <b>text\n  <c/>\n</a>'));
    assert.deepEqual(missing!.related, [{ start: 13, end: 13, message: 'It seems to end here.', args: [] }]);
    const [mismatched] = wellFormednessProblems(parse('<a><b></c></a>'));
    assert.deepEqual(mismatched!.related, [{ start: 4, end: 5, message: 'The start tag is here.', args: [] }]);
  });

  for (const [title, text, ...expected] of [
    ['text alone', 'just text\nof two lines', '1 xml/no-root-element just text'],
    ['an empty text', '', '1 xml/no-root-element '],
    ['an end tag alone', '</a>', '1 xml/stray-end-tag a'],
    ['several elements beside the root', '<a/><b/><c/>text', '1 xml/second-root-element b'],
    ['a root that was never opened', '<b/>\n<c/>\ntext\n</a>', '4 xml/stray-end-tag a'],
    [
      'text before and behind the root',
      'x &amp; <![CDATA[y]]>\n<a/>\n\u00a0\n',
      '1 xml/text-outside-root x &amp; <![CDATA[y]]>',
      '3 xml/text-outside-root \u00a0',
    ],
    ['two DOCTYPEs', '<!DOCTYPE a>\n<!DOCTYPE a>\n<a/>', '2 xml/misplaced-doctype <!DOCTYPE'],
    ['an attribute name of odd characters', '<a b@c="d e" f="g"/>', '1 xml/junk-in-tag b@c="d'],
    ['words where attributes belong', '<a b="c" 12 d e="f"/>', '1 xml/junk-in-tag 12'],
    ['an unquoted value of two words', '<a b=c d/>', '1 xml/unquoted-attribute c'],
    ['an illegal character in a tag', '<a b\u0001="c"/>', '1 xml/illegal-character \u0001'],
    ['a tag without > before text', '<a><b c="d"text of the element</b></a>', '1 xml/unfinished-start-tag b'],
    ['a tag without /', '<a>\n  <b c="d"\n  <e/>\n</a>', '2 xml/unfinished-start-tag b'],
    ['an empty end tag', '<a><b>text</></a>', '1 xml/end-tag-without-name </'],
    ['a space in an end tag that is none', '<a></a\u3000>', '1 xml/junk-in-end-tag \u3000'],
    ['white space in an end tag', '<a></a \n>'],
    [
      'references begun',
      '<a>&amp &#65 &nosuch &; &#x;</a>',
      '1 xml/unfinished-reference &amp',
      '1 xml/unfinished-reference &#65',
      '1 xml/bare-ampersand &',
      '1 xml/bare-ampersand &',
      '1 xml/bad-character-reference &#x;',
    ],
    [
      'runs of illegal characters',
      '<a>\u0001\u0002x\uFFFF</a>',
      '1 xml/illegal-character \u0001\u0002',
      '1 xml/illegal-character \uFFFF',
    ],
    [
      'hyphens in a comment',
      '<a><!-- -- --- ---></a>',
      '1 xml/double-hyphen-in-comment --',
      '1 xml/double-hyphen-in-comment ---',
      '1 xml/double-hyphen-in-comment -',
    ],
    [
      'a declaration with several mistakes',
      '<?xml encoding="ü" version="1.0" standalone="no"?><a/>',
      '1 xml/declaration-encoding ü',
      '1 xml/declaration-order version',
    ],
    ['a declaration misspelt', '<?xml verson="1.0"?><a/>', '1 xml/declaration-syntax verson="1.0"'],
    ['a version to come', '<?xml version="1.10"?><a/>'],
  ] as const) {
    it(`sees one mistake as one: ${title}`, () => {
      assert.deepEqual(found(text), expected);
    });
  }

  for (const [title, text, ...expected] of [
    [
      'once where it is declared, however often it is referred to',
      '<!DOCTYPE a [\n<!ENTITY e "<b>">\n]>\n<a>&e;\n&e;</a>',
      '2 xml/missing-end-tag b',
    ],
    [
      'by way of another entity',
      '<!DOCTYPE a [\n<!ENTITY e "R & D">\n<!ENTITY f "&g;">\n]>\n<a>&f;</a>',
      '2 xml/bare-ampersand &',
      '3 xml/undeclared-entity &g;',
    ],
    [
      'where single places got lost',
      '<!DOCTYPE a [\n<!ENTITY e "&#60;b>">\n]>\n<a>&e;</a>',
      '2 xml/missing-end-tag &#60;b>',
    ],
    ['not if nothing refers to it', '<!DOCTYPE a [\n<!ENTITY e "<b>">\n<!ENTITY f "&g;">\n]>\n<a/>'],
    [
      'if a default value refers to it',
      '<!DOCTYPE a [\n<!ENTITY e "&f;">\n<!ATTLIST a b CDATA "&e;">\n]>\n<a/>',
      '2 xml/undeclared-entity &f;',
    ],
    [
      'of tags that do not balance',
      '<!DOCTYPE a [\n<!ENTITY e "</b><b>">\n]>\n<a><b>&e;</b></a>',
      '2 xml/stray-end-tag b',
      '2 xml/missing-end-tag b',
    ],
    [
      'of a declaration that may not stand there',
      '<!DOCTYPE a [\n<!ENTITY e "<?xml version=\'1.0\'?>">\n]>\n<a>&e;</a>',
      '2 xml/misplaced-xml-declaration <?xml',
    ],
    [
      'at each attribute that may not refer to it',
      '<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "<b/>">]>\n<a b="&e;"\nc="&f;">&e;</a>',
      '2 xml/markup-in-attribute &e;',
      '3 xml/markup-in-attribute &f;',
    ],
    [
      'not if it may be declared in a file that is not read',
      '<!DOCTYPE a SYSTEM "a.dtd">\n<a>&e;</a>',
      '2 xml/entity-not-read &e;',
    ],
    [
      'if the document says that it stands alone',
      '<?xml version="1.0" standalone="yes"?><!DOCTYPE a SYSTEM "a.dtd">\n<a>&e;</a>',
      '2 xml/undeclared-entity &e;',
    ],
  ] as const) {
    it(`reports an entity’s mistake: ${title}`, () => {
      assert.deepEqual(found(text), expected);
    });
  }

  it('finds the same after an edit as in a new document', () => {
    const random = randomFrom(7);
    const start =
      '<!DOCTYPE a [\n<!-- h --><!ENTITY e "<f>x</f>">\n<!ENTITY g "y">\n]>\n<a xmlns:p="u">\n  <p:b c="&g;">&e; text</p:b>\n  <d>R &amp; D</d>\n  <p:b/>\n</a>\n';
    for (let round = 0; round < 80; round++) {
      let text = start;
      let tree = parse(text);
      for (let step = 0; step < 20; step++) {
        const next = mutated(text, 1, random);
        let from = 0;
        while (from < Math.min(text.length, next.length) && text[from] === next[from]) from++;
        let tail = 0;
        while (tail < Math.min(text.length, next.length) - from && text.at(-1 - tail) === next.at(-1 - tail)) tail++;
        tree = reparse(tree, { start: from, end: text.length - tail, text: next.slice(from, next.length - tail) });
        text = next;
        assert.deepEqual(wellFormednessProblems(tree), wellFormednessProblems(parse(text)), text);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { forSeeds } from '../support/seeds';
import { mutated } from './mutations';

/** The problems of a text, each as its line, its code and the text of its range. */
function found(text: string): string[] {
  const tree = parse(text);
  return wellFormednessProblems(tree).map(
    ({ code, start, end }) => `${tree.positionAt(start).line + 1} ${code} ${text.slice(start, end)}`,
  );
}

describe('wellFormednessProblems', () => {
  it('reports fourteen problems, each once, each on its line', () => {
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

  it('reports nothing for a well-formed document', () => {
    assert.deepEqual(
      found('\uFEFF<?xml version="1.0"?>\r\n<!-- a --><a xmlns="u" b="&lt;">&#x41;<![CDATA[<]]></a>\n<?c?>'),
      [],
    );
  });

  it('reports byte order marks after the first at once, and nothing else because of them', () => {
    const text = '<?xml version="1.0"?><a/>';
    assert.deepEqual(found(`\uFEFF\uFEFF${text}`), ['1 xml/duplicate-byte-order-mark \uFEFF']);
    assert.deepEqual(found(`\uFEFF\uFEFF\uFEFF${text}`), ['1 xml/duplicate-byte-order-mark \uFEFF\uFEFF']);
    assert.deepEqual(found('\uFEFF<a/>\uFEFF'), ['1 xml/text-outside-root \uFEFF']);
  });

  it('relates a missing end tag to its probable place, and a mismatched one to its start tag', () => {
    const [missing] = wellFormednessProblems(parse('<a>\n  <b>text\n  <c/>\n</a>'));
    assert.deepEqual(missing!.related, [{ start: 13, end: 13, message: 'It probably ends here.', args: [] }]);
    const [mismatched] = wellFormednessProblems(parse('<a><b></c></a>'));
    assert.deepEqual(mismatched!.related, [{ start: 4, end: 5, message: 'The start tag.', args: [] }]);
  });

  for (const [title, text, ...expected] of [
    ['text alone', 'just text\nof two lines', '1 xml/no-root-element just text'],
    ['an empty text', '', '1 xml/no-root-element '],
    ['an end tag alone', '</a>', '1 xml/stray-end-tag a'],
    ['several elements beside the root', '<a/><b/><c/>text', '1 xml/second-root-element b'],
    ['a root that was never opened', '<b/>\n<c/>\ntext\n</a>', '4 xml/stray-end-tag a'],
    [
      'text before and after the root',
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
    ['an end tag with a space that is not white space in XML', '<a></a\u3000>', '1 xml/junk-in-end-tag \u3000'],
    ['white space in an end tag', '<a></a \n>'],
    [
      'unterminated references',
      '<a>&amp &#65 &nosuch &; &#x;</a>',
      '1 xml/unfinished-reference &amp',
      '1 xml/unfinished-reference &#65',
      '1 xml/bare-ampersand &',
      '1 xml/bare-ampersand &',
      '1 xml/bad-character-reference &#x;',
    ],
    [
      'adjacent illegal characters',
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
      'an XML declaration with two problems',
      '<?xml encoding="ü" version="1.0" standalone="no"?><a/>',
      '1 xml/declaration-encoding ü',
      '1 xml/declaration-order version',
    ],
    ['an XML declaration with a misspelt name', '<?xml verson="1.0"?><a/>', '1 xml/declaration-syntax verson="1.0"'],
    ['an unknown minor version', '<?xml version="1.10"?><a/>'],
  ] as const) {
    it(`reports each error once: ${title}`, () => {
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
      'that another entity refers to',
      '<!DOCTYPE a [\n<!ENTITY e "R & D">\n<!ENTITY f "&g;">\n]>\n<a>&f;</a>',
      '2 xml/bare-ampersand &',
      '3 xml/undeclared-entity &g;',
    ],
    [
      'at the whole text where offsets cannot be mapped',
      '<!DOCTYPE a [\n<!ENTITY e "&#60;b>">\n]>\n<a>&e;</a>',
      '2 xml/missing-end-tag &#60;b>',
    ],
    ['not without a reference', '<!DOCTYPE a [\n<!ENTITY e "<b>">\n<!ENTITY f "&g;">\n]>\n<a/>'],
    [
      'if a default value refers to it',
      '<!DOCTYPE a [\n<!ENTITY e "&f;">\n<!ATTLIST a b CDATA "&e;">\n]>\n<a/>',
      '2 xml/undeclared-entity &f;',
    ],
    [
      'with unbalanced tags',
      '<!DOCTYPE a [\n<!ENTITY e "</b><b>">\n]>\n<a><b>&e;</b></a>',
      '2 xml/stray-end-tag b',
      '2 xml/missing-end-tag b',
    ],
    [
      'with a declaration that is not allowed there',
      '<!DOCTYPE a [\n<!ENTITY e "<?xml version=\'1.0\'?>">\n]>\n<a>&e;</a>',
      '2 xml/misplaced-xml-declaration <?xml',
    ],
    [
      'at each attribute that must not refer to it',
      '<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "<b/>">]>\n<a b="&e;"\nc="&f;">&e;</a>',
      '2 xml/markup-in-attribute &e;',
      '3 xml/markup-in-attribute &f;',
    ],
    [
      'as a warning if it may be declared in a file that is not read',
      '<!DOCTYPE a SYSTEM "a.dtd">\n<a>&e;</a>',
      '2 xml/entity-not-read &e;',
    ],
    [
      'as an error if the document is standalone',
      '<?xml version="1.0" standalone="yes"?><!DOCTYPE a SYSTEM "a.dtd">\n<a>&e;</a>',
      '2 xml/undeclared-entity &e;',
    ],
  ] as const) {
    it(`reports the problem of an entity ${title}`, () => {
      assert.deepEqual(found(text), expected);
    });
  }

  it('agrees with a fresh parse after edits', () =>
    forSeeds(7, 80, ({ random, count }) => {
      const start =
        '<!DOCTYPE a [\n<!-- h --><!ENTITY e "<f>x</f>">\n<!ENTITY g "y">\n]>\n<a xmlns:p="u">\n  <p:b c="&g;">&e; text</p:b>\n  <d>R &amp; D</d>\n  <p:b/>\n</a>\n';
      for (let round = 0; round < count; round++) {
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
    }));
});

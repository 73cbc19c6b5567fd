import assert from 'node:assert/strict';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { outline } from '../support/outline';

/** The edit replaces the text between `[[` and `]]` by the last text. */
const CASES: readonly (readonly [title: string, marked: string, inserted: string])[] = [
  ['a character in text replaced', '<a><b>on[[e]]</b></a>', 'x'],
  ['a start tag inserted', '<a>[[]]<b/></b></a>', '<b>'],
  ['a start tag deleted', '<a>[[<b>]]text</b></a>', ''],
  ['an end tag deleted', '<a>\n  <b>text[[</b>]]\n  <c/>\n</a>\n', ''],
  ['an end tag inserted', '<a>\n  <b>text[[]]\n  <c/>\n</a>\n', '</b>'],
  ['an end tag misspelt', '<a><b>text</[[b]]></a>', 'c'],
  ['a comment opened before another', '<a>[[]]<b/><!-- x --><c/></a>', '<!--'],
  ['a comment closed early', '<a><!-- x [[]]<b/> --><c/></a>', '-->'],
  ['a quote deleted', '<a b="1[["]] c="2"><d e="3"/></a>', ''],
  ['half of a CR LF deleted', '<a>\r[[\n]]<b/></a>', ''],
  ['a namespace declared', '<a[[]]><p:b/></a>', ' xmlns:p="u"'],
  ['a doctype opened', '[[]]<a>]></a>', '<!DOCTYPE a ['],
  ['half of a surrogate pair deleted', '<a>\ud83d[[\ude00]]</a>', ''],
  ['an end tag without its > after the edit', '<a><b>[[]]</b\n</a>', '<c/>'],
  ['a start tag for an end tag without its >', '[[]]</b\n', '<b>'],
  ['a start tag for an end tag with text after it', '[[]]</b x\n', '<b>'],
  ['a tag no longer too deep', `[[<a><a>]]${'<a>'.repeat(511)}<b c="1">t</b>${'</a>'.repeat(513)}`, ''],
  ['a tag now too deep', `[[]]${'<a>'.repeat(511)}<b c="1">t</b>${'</a>'.repeat(511)}`, '<a><a>'],
  ['everything deleted', '[[<a/>]]', ''],
  ['a document inserted', '[[]]', '<a>'],
];

describe('reparse', () => {
  for (const [title, marked, inserted] of CASES) {
    it(`agrees with a fresh parse: ${title}`, () => {
      const [before, removed, after] = marked.split(/\[\[|\]\]/, 3) as [string, string, string];
      const old = parse(before + removed + after);
      const edit = { start: before.length, end: before.length + removed.length, text: inserted };
      const tree = reparse(old, edit);
      const text = before + inserted + after;
      assert.equal(tree.text(), text);
      assert.equal(outline(tree, true), outline(parse(text), true));
    });
  }

  /** An edit that creates or destroys a delimiter: `old`, which occurs once in `text`, becomes `inserted`. */
  const DELIMITERS: readonly (readonly [what: string, text: string, old: string, inserted: string])[] = [
    ['ends a comment', '<a><!-- b <c/> --x></a>', 'x', ''],
    ['ends a comment, after its first hyphen', '<a><!-- b <c/> -x-></a>', 'x', ''],
    ['ends a comment, as the last character of its delimiter', '<a><!-- b <c/> --x y</a>', 'x', '>'],
    ['ends a CDATA section', '<a><![CDATA[ b <c/> ]]x></a>', 'x', ''],
    ['ends a processing instruction', '<a><?p b <c/> ?x></a>', 'x', ''],
    ['starts a comment', '<a><!-x- b <c/> --></a>', 'x', ''],
    ['does not change a comment', '<a><!-- b xyz <c/></a>', 'y', 'w'],
  ];
  for (const [what, text, old, inserted] of DELIMITERS) {
    it(`agrees with a fresh parse where one character ${what}`, () => {
      const start = text.indexOf(old);
      const after = text.slice(0, start) + inserted + text.slice(start + old.length);
      const tree = reparse(parse(text), { start, end: start + old.length, text: inserted });
      assert.equal(tree.text(), after);
      assert.equal(outline(tree, true), outline(parse(after), true));
    });
  }
});

import assert from 'node:assert/strict';
import { renamableTag, renameTag } from '../../server/src/language/rename/tag';
import { parse } from '../../server/src/xml/parser';
import { edited, withCursor } from '../support/cursor';
import { BOTH } from '../support/vocabularies';
import { english } from '../../server/src/xml/problem';
import { tagHighlights, linkedRanges } from '../../server/src/language/highlights';

/** A text with ranges marked by brackets. */
function bracketed(text: string, ranges: readonly { start: number; end: number }[]): string {
  return edited(
    text,
    ranges.map(({ start, end }) => ({ start, end, text: `[${text.slice(start, end)}]` })),
  );
}

function linked(marked: string): string {
  const { text, offset } = withCursor(marked);
  return bracketed(text, linkedRanges(parse(text), offset));
}

function highlighted(marked: string): string {
  const { text, offset } = withCursor(marked);
  return bracketed(text, tagHighlights(parse(text), offset));
}

/** The text after a rename, or the message of a refusal; `null` where nothing can be renamed. */
function renamed(marked: string, name: string): string | null {
  const { text, offset } = withCursor(marked);
  const rename = renameTag(parse(text), offset, name);
  if (rename === null) return null;
  return 'refused' in rename ? english(rename.refused, ...rename.args) : edited(text, rename.edits);
}

describe('tag names', () => {
  it('are linked at either end of either name', () => {
    const both = '<a><[k:b] c="1"><d/></[k:b]></a>';
    for (const text of [
      '<a><|k:b c="1"><d/></k:b></a>',
      '<a><k:b| c="1"><d/></k:b></a>',
      '<a><k:b c="1"><d/></k:|b></a>',
    ]) {
      assert.equal(linked(text), both);
    }
  });

  it('are not linked if the names of the tags differ or one is missing', () => {
    for (const text of ['<|a/>', '<a><b|></a>', '<a>x|</a>', '<a b|="1"></a>', '<b|></c>', '<a></a>|', '|']) {
      assert.equal(linked(text), text.replace('|', ''));
    }
  });

  it('are highlighted in both tags', () => {
    assert.equal(highlighted('<a|>x</a>'), '<[a]>x</[a]>');
    assert.equal(highlighted('<a>x</a|>'), '<[a]>x</[a]>');
    assert.equal(highlighted('<a|/>'), '<[a]/>');
    assert.equal(highlighted('<a>x|</a>'), '<a>x</a>');
  });

  it('are renamed in both tags', () => {
    assert.equal(renamed('<a><b|>x</b></a>', 'c'), '<a><c>x</c></a>');
    assert.equal(renamed('<a><b>x</|b ></a>', 'größe.x-1'), '<a><größe.x-1>x</größe.x-1 ></a>');
    assert.equal(renamed('<a><|b/></a>', 'c'), '<a><c/></a>');
    assert.equal(renamed('<a xmlns:k="urn:k"><b|/></a>', 'k:b'), '<a xmlns:k="urn:k"><k:b/></a>');
    assert.equal(renamed('<a>b|</a>', 'c'), null);
  });

  it('are not renamed to what is not a valid name', () => {
    for (const name of ['', '1a', 'a b', 'a>', '-a', 'a\u0000']) {
      assert.match(renamed('<a|/>', name)!, /^".*" is not a valid XML name: a name starts with/s);
    }
    for (const name of ['a:b:c', 'k:', ':a', 'k:1']) {
      assert.match(renamed('<a|/>', name)!, /is not a valid XML name/);
    }
    assert.equal(renamed('<a|/>', 'k:a'), 'The prefix "k" is not declared here.');
  });

  it('are offered for renaming with their range', () => {
    assert.deepEqual(renamableTag(parse('<a><b>x</b></a>'), 9), { start: 9, end: 10, name: 'b' });
    assert.equal(renamableTag(parse('<a><b>x</b></a>'), 7), null);
  });

  for (const { title, sampleText } of BOTH) {
    it(`are the same after renaming there and back (${title})`, () => {
      const tree = parse(sampleText);
      const offset = sampleText.indexOf('<', sampleText.indexOf('>\n  <') + 1) + 1;
      const { name } = renamableTag(tree, offset)!;
      const there = renameTag(tree, offset, 'x');
      assert.ok(there !== null && 'edits' in there && there.edits.length === 2);
      const text = edited(sampleText, there.edits);
      assert.notEqual(text, sampleText);
      const back = renameTag(parse(text), offset, name);
      // A prefix that is used elsewhere is declared above.
      assert.ok(back !== null && 'edits' in back);
      assert.equal(edited(text, back.edits), sampleText);
    });
  }
});

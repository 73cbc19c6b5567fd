import assert from 'node:assert/strict';
import fc from 'fast-check';
import { selectionRanges } from '../../server/src/language/selection';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { withCursor } from '../support/cursor';
import { editOf, mutations } from '../support/mutations';
import { BOTH } from '../support/vocabularies';
import { assertProperty } from '../support/seeds';

/** The texts of the ranges, innermost first. */
function selections(marked: string): string[] {
  const { text, offset } = withCursor(marked);
  return selectionRanges(parse(text), offset).map(({ start, end }) => text.slice(start, end));
}

describe('expanding selections', () => {
  it('grow from a word to the document', () => {
    const text = '<a>\n  <!-- c -->\n  <b>one t|wo</b>\n  <b>x</b>\n\n  <d/>\n</a>\n';
    const lines = '  <!-- c -->\n  <b>one two</b>\n';
    assert.deepEqual(selections(text), [
      'two',
      'one two',
      '<b>one two</b>',
      lines,
      `${lines}  <b>x</b>\n`,
      '\n  <!-- c -->\n  <b>one two</b>\n  <b>x</b>\n\n  <d/>\n',
      text.slice(0, -1).replace('|', ''),
      text.replace('|', ''),
    ]);
  });

  it('grow from an attribute value to the tag', () => {
    assert.deepEqual(selections('<a b="1" c="x y|z"/>'), [
      'yz',
      'x yz',
      '"x yz"',
      'c="x yz"',
      'b="1" c="x yz"',
      '<a b="1" c="x yz"/>',
    ]);
  });

  it('grow from a tag name to the tag, then the element', () => {
    assert.deepEqual(selections('<r><ab|c d="1">x</abc></r>').slice(0, 3), [
      'abc',
      '<abc d="1">',
      '<abc d="1">x</abc>',
    ]);
    assert.deepEqual(selections('<r><abc>x</ab|c></r>').slice(0, 3), ['abc', '</abc>', '<abc>x</abc>']);
  });

  it('grow from a word in a comment to the comment', () => {
    assert.deepEqual(selections('<r><!-- a b|c --></r>').slice(0, 4), ['bc', 'a bc', ' a bc ', '<!-- a bc -->']);
    assert.deepEqual(selections('<r><![CDATA[ a| ]]></r>').slice(0, 3), ['a', ' a ', '<![CDATA[ a ]]>']);
  });

  it('end with the text where a value is not closed', () => {
    assert.deepEqual(selections('<a b="|'), ['"', 'b="', '<a b="']);
    assert.deepEqual(selections('<a b="x|').slice(0, 3), ['x', '"x', 'b="x']);
  });

  it('are empty for an empty text', () => assert.deepEqual(selections('|'), []));

  for (const { title, sampleText } of BOTH) {
    it(`each contains the one before and the offset, in any text (${title})`, () => {
      assertProperty(
        fc.property(mutations, fc.nat(100_000), (series, place) => {
          let tree = parse(sampleText);
          for (const mutation of series) tree = reparse(tree, editOf(mutation, tree.length));
          const offset = place % (tree.length + 1);
          let inner = { start: offset, end: offset };
          for (const range of selectionRanges(tree, offset)) {
            assert.ok(range.start <= inner.start && range.end >= inner.end, JSON.stringify([inner, range]));
            inner = range;
          }
          assert.deepEqual(inner, { start: 0, end: tree.length });
        }),
        { numRuns: 100, seed: 20261125 },
      );
    });
  }
});

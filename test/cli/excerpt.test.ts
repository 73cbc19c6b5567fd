import assert from 'node:assert/strict';
import { excerpt } from '../../server/src/cli/reporters/pretty';

/** The excerpt of a range in one line, or up to the end of the line. */
function shown(line: string, start: number, end: number | 'next line'): string {
  const to = end === 'next line' ? { line: 7, character: 0 } : { line: 6, character: end };
  const { gutter, line: text, underline } = excerpt({ start: { line: 6, character: start }, end: to }, line);
  return [gutter, text, underline].join('\n');
}

describe('excerpt', () => {
  it('underlines the range', () => assert.equal(shown('ab cde', 3, 5), '7\nab cde\n   ^^'));
  it('underlines an empty range with one mark', () => assert.equal(shown('ab', 2, 2), '7\nab\n  ^'));
  it('underlines a range of several lines to the end of the first', () =>
    assert.equal(shown('abc', 1, 'next line'), '7\nabc\n ^^'));
  it('keeps tabs one column wide', () => assert.equal(shown('\t<a>', 2, 3), '7\n <a>\n  ^'));
  it('counts two columns for wide characters', () => assert.equal(shown('世界 x', 1, 2), '7\n世界 x\n  ^^'));
  it('counts no column for combining marks', () => assert.equal(shown('e\u0301x', 2, 3), '7\ne\u0301x\n ^'));
  it('shows control characters as dots', () => assert.equal(shown('a\u001bb', 2, 3), '7\na·b\n  ^'));
  it('shows characters that cannot be seen as dots', () =>
    assert.equal(shown('a\u200b\u00a0b', 3, 4), '7\na··b\n   ^'));
  it('cuts long lines around the range', () => {
    const [, line, underline] = shown(`${'x'.repeat(500)}here${'y'.repeat(500)}`, 500, 504).split('\n');
    assert.equal(line, `…${'x'.repeat(30)}here${'y'.repeat(76)}…`);
    assert.equal(underline, `${' '.repeat(31)}^^^^`);
  });
});

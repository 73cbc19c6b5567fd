import assert from 'node:assert/strict';
import type { MistakenFile } from '../../bench/generator/mistakes';
import { scoreOf, type Reported } from '../../bench/quality/score';

/** Two entries of three lines each, with a mistake in each: `bad` on line 1, and either of two ranges on line 4. */
const TEXT = '<a>\n  bad\n</a>\n<b>\n  one two\n</b>\n';
const FILE: MistakenFile = {
  name: 'a.xml',
  text: TEXT,
  mistakes: [
    { what: 'a word', places: [span('bad')], within: { start: 0, end: TEXT.indexOf('\n<b>') } },
    {
      what: 'an order',
      places: [span('one'), span('two')],
      within: { start: TEXT.indexOf('<b>'), end: TEXT.length - 1 },
    },
  ],
};

function span(word: string) {
  return { start: TEXT.indexOf(word), end: TEXT.indexOf(word) + word.length };
}

function range(line: number, character: number, endCharacter: number): Reported {
  return { line, range: { character, endLine: line, endCharacter } };
}

const onLine = (line: number): Reported => ({ line, range: null });

describe('the score of a report', () => {
  it('counts exact ranges, for any of the right ranges', () => {
    const score = { mistakes: 2, found: 2, onLine: 2, exact: 2, extra: 0 };
    assert.deepEqual(scoreOf(FILE, [range(1, 2, 5), range(4, 2, 5)]), score);
    assert.deepEqual(scoreOf(FILE, [range(4, 6, 9), range(1, 2, 5)]), score);
  });

  it('distinguishes overlapping ranges from exact ones', () => {
    assert.deepEqual(scoreOf(FILE, [range(1, 1, 5)]), { mistakes: 2, found: 1, onLine: 1, exact: 0, extra: 0 });
  });

  it('counts reports of only a line, and of another line of the entry', () => {
    const score = { mistakes: 2, found: 2, onLine: 1, exact: 0, extra: 0 };
    assert.deepEqual(scoreOf(FILE, [onLine(1), onLine(5)]), score);
  });

  it('counts a second problem for a mistake, and one without a mistake, as extra', () => {
    const reported = [range(1, 2, 5), onLine(1), onLine(40)];
    assert.deepEqual(scoreOf(FILE, reported), { mistakes: 2, found: 1, onLine: 1, exact: 1, extra: 2 });
  });

  it('finds nothing in an empty report', () => {
    assert.deepEqual(scoreOf(FILE, []), { mistakes: 2, found: 0, onLine: 0, exact: 0, extra: 0 });
  });
});

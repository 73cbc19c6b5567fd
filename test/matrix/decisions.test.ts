/** Runs the examples of docs/MATRIX.md. */
import assert from 'node:assert/strict';
import { columnNames } from '../../server/src/matrix/columns';
import { ENGLISH, factText, stateText } from '../../server/src/matrix/export/texts';
import type { Fact } from '../../server/src/matrix/facts';
import { buildMatrix, type Matrix } from '../../server/src/matrix/matrix';
import { noteText } from '../../server/src/matrix/notes';
import { summarise } from '../../server/src/matrix/summary';
import { cellsOf, viewOf } from '../../server/src/matrix/view';
import { english } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import { examplesIn, readExample } from '../support/examples';
import { BOTH } from '../support/vocabularies';

/** What an example says of a matrix, in the words of the page. */
function shown(matrix: Matrix): string[] {
  const view = viewOf(matrix);
  const names = columnNames(view.columns);
  return view.rows
    .flatMap((row) =>
      cellsOf(row, view).flatMap((cell, index) => {
        const text = stateText(cell, matrix.sources, ENGLISH);
        return text === '' ? [] : [[row.id, names[index]!, text].join('  ')];
      }),
    )
    .sort();
}

for (const test of BOTH) {
  describe(`the examples of docs/MATRIX.md, ${test.title}`, () => {
    for (const { title, lines } of examplesIn('docs/MATRIX.md', 'matrix')) {
      it(title, () => {
        const [end, middle] = [lines.indexOf('---'), lines.indexOf('===')];
        const before = middle < 0 ? null : readExample(lines.slice(0, middle), test);
        const now = readExample(lines.slice(middle + 1, end), test);
        const older = before && runToCompletion(buildMatrix(test.vocabulary, before.given));
        const matrix = runToCompletion(buildMatrix(test.vocabulary, now.given, { older }));
        const expected = lines.slice(end + 1).map((line) => line.split(/ {2,}/));
        const cells = expected.filter(([kind]) => !['note', 'fact', 'regressions'].includes(kind!));
        assert.deepEqual(shown(matrix), cells.map((line) => line.join('  ')).sort());
        const notes = [...now.notes, ...(before?.notes ?? []), ...matrix.notes].map((note) => noteText(note, english));
        for (const [kind, text, field, value] of expected) {
          if (kind === 'note')
            assert.ok(
              notes.some((note) => note.includes(text!)),
              `${text}\n${notes.join('\n')}`,
            );
          if (kind === 'fact') {
            const row = viewOf(matrix).rows.find(({ id }) => id === text);
            assert.equal(factText(row!, field as Fact), value);
          }
          if (kind === 'regressions') {
            assert.equal(runToCompletion(summarise(viewOf(matrix))).comparison!.regressions, Number(text));
          }
        }
        if (!expected.some(([kind]) => kind === 'note')) assert.deepEqual(notes, []);
      });
    }
  });
}

/** Fields of the CSV export that some spreadsheet would take for a formula. */
import assert from 'node:assert/strict';
import { parse as parseCsv } from 'csv-parse/sync';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { matrixCsv } from '../../server/src/matrix/export/csv';
import { sourceOf } from '../../server/src/matrix/sources';
import { viewOf } from '../../server/src/matrix/view';
import { runToCompletion } from '../../server/src/xml/task';
import { publicationIn, publicationText } from '../support/publications';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

/** The table of a publication with one patch of this title. */
function csvOf(title: string, separator: ',' | ';' | '\t', test: TestVocabulary): string {
  const text = publicationText(test, [{ 'patch-id': 'KB1', title }], { supplier: 'Northwind' });
  const matrix = runToCompletion(buildMatrix(test.vocabulary, [sourceOf(publicationIn(text, test), 'a.xml')]));
  return [...matrixCsv(viewOf(matrix), { separator })].join('');
}

const FORMULAS = [
  'x;=1+1',
  'x,=1+1',
  'x | @SUM(1)',
  'x;"=1"',
  'x; -1',
  'x,+1',
  'x;＝1',
  "x;'+1",
  'x;;=cmd|"/C calc"!A0',
];

for (const test of BOTH) {
  describe(`fields of the matrix as CSV, ${test.title}`, () => {
    for (const title of FORMULAS) {
      it(`stay text in any spreadsheet: ${title}`, () => {
        for (const separator of [',', ';', '\t'] as const) {
          const csv = csvOf(title, separator, test);
          // As a spreadsheet reads it that separates fields by another character, and knows no quotation marks inside of a field.
          const fields = csv.split(/[,;|\t\r\n]/).map((field) => field.replace(/^["\s]+/, ''));
          assert.deepEqual(
            fields.filter((field) => /^[=+\-@＝＋－＠]/.test(field)),
            [],
          );
          const rows: string[][] = parseCsv(csv, { bom: true, delimiter: separator });
          assert.ok(rows[1]!.some((field) => field.replaceAll("'", '') === title.replaceAll("'", '')));
        }
      });
    }

    it('show the code points of characters that change the direction of the text', () => {
      assert.match(csvOf('a\u202eb', ',', test), /,a\[U\+202E\]b,/);
    });

    it('are not changed where nothing in them starts like a formula', () => {
      assert.match(csvOf('Update 1 - x=y; a+b, c@d', ';', test), /;"Update 1 - x=y; a\+b, c@d";/);
    });
  });
}

/** A matrix as an XLSX workbook that can be changed and applied again (`exchange/apply/`). */
import { MAX_COLUMNS } from '../../../exchange/tables/xlsx/limits';
import { writeWorkbook } from '../../../exchange/tables/xlsx/write/workbook';
import type { Note } from '../../notes';
import type { View } from '../../view';
import { ENGLISH, TEXTS, titleOf, type ExportOptions } from '../texts';
import { changesSheet, detailsSheet } from './detailSheets';
import { cutLines, cutNote, cutTextsNote, limitNote } from './listSheet';
import { HEAD_ROWS, matrixSheet } from './matrixSheet';
import { legendSheet, notesSheet, stateChoices } from './textSheets';

/**
 * Writes the workbook: a sheet with the matrix, one with a line for each statement, when comparing one with the changes, a legend, the
 * notes, and a hidden one that remembers what was written. Texts of files are texts there, never formulas. The same matrix gives the
 * same bytes.
 * @returns the bytes in pieces, and at the end notes on what a workbook has no room for
 */
export function* matrixXlsx(
  view: View,
  { translate = ENGLISH, notes = view.matrix.notes, fields = [] }: ExportOptions = {},
): Generator<Uint8Array, readonly Note[], undefined> {
  const choices = stateChoices(view, translate);
  const notesName = translate(TEXTS.sheetNotes);
  const main = matrixSheet(view, {
    translate,
    fields,
    title: titleOf(view.matrix, translate),
    notesLine: notes.length === 0 ? '' : translate(TEXTS.notesHere, String(notes.length), notesName),
    choices,
  });
  const lists = [detailsSheet(view, choices, translate)];
  if (view.matrix.older !== null) lists.push(changesSheet(view, translate));
  const lost: Note[] = [];
  const last = notesSheet(view, () => [...lost, ...notes], translate);
  const sheets = [
    main.spec,
    ...lists.map(({ spec }) => spec),
    legendSheet(view, translate),
    // After the cells, which it remembers.
    main.record.sheet(),
    // Last: what was cut is known only then.
    last,
  ];
  yield* writeWorkbook(sheets, undefined, ({ cutTexts }) => {
    const { rows, columns } = main.left;
    lost.push(...cutTextsNote(cutTexts));
    if (columns > 0) lost.push(limitNote(TEXTS.cutColumns, String(columns), String(MAX_COLUMNS)));
    if (rows > 0) lost.push(cutNote(main.spec.name, view.rows.length - rows, view.rows.length, HEAD_ROWS));
    for (const list of lists) lost.push(...cutLines(list));
  });
  return lost;
}

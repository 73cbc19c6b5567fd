/** The sheets that explain a workbook: its legend, and what must be read first. */
import type { SheetSpec, WrittenCell } from '../../../exchange/tables/xlsx/write/sheet';
import { NO_EXTRAS } from '../../../exchange/tables/xlsx/write/sheet';
import { absolute, quotedName } from '../../../exchange/tables/xlsx/write/workbook';
import { noteText, type Note } from '../../notes';
import type { View } from '../../view';
import type { Matrix } from '../../matrix';
import { sourceLines, sourceName, TEXTS, type Translate } from '../texts';
import { HEAD, NOTE, paintOf, TITLE, WRAPPED } from './look';

/** The row of the first state on the legend. */
const FIRST_STATE = 2;

/** The cells of the legend with the states to choose from, for a formula. */
export function stateChoices({ matrix }: View, translate: Translate): string {
  const { states } = matrix.vocabulary.profile;
  const range = { fromRow: FIRST_STATE, toRow: FIRST_STATE + states.length - 1, fromColumn: 0, toColumn: 0 };
  return `${quotedName(translate(TEXTS.sheetLegend))}!${absolute(range)}`;
}

/** The sheet with the states and their colours, and how the workbook is applied. */
export function legendSheet({ matrix }: View, translate: Translate): SheetSpec {
  const { profile } = matrix.vocabulary;
  const line = (text: string): WrittenCell[] => [{ column: 0, value: text, style: {} }];
  const rows: WrittenCell[][] = [
    [TEXTS.state, TEXTS.symbol, TEXTS.otherNames].map((key, column) => ({
      column,
      value: translate(key),
      style: HEAD,
    })),
    ...profile.states.map(({ id, value, symbol }) => [
      { column: 0, value, style: paintOf(id) },
      { column: 1, value: symbol, style: paintOf(id) },
      { column: 2, value: (profile.synonyms?.[id] ?? []).join(', '), style: {} },
    ]),
    [],
    line(translate(TEXTS.contradictory, translate(TEXTS.conflict))),
    line(translate(TEXTS.marksFollow)),
    line(translate(TEXTS.howToApply, translate(TEXTS.sheetDetails))),
    line(translate(TEXTS.nothingRemoved)),
  ];
  return { name: translate(TEXTS.sheetLegend), widths: [24, 10, 60], rows, after: NO_EXTRAS };
}

/** The sheet with what is missing or not certain, and the files. @param notes given when the sheet is written */
export function notesSheet({ matrix }: View, notes: () => readonly Note[], translate: Translate): SheetSpec {
  function* rows(): Generator<WrittenCell[], void, undefined> {
    yield* noteRows(notes(), translate);
    yield* sourceRows(matrix, translate);
    if (matrix.older === null) return;
    const names = matrix.older.sources.map((source) => sourceName(source, translate));
    yield [{ column: 0, value: translate(TEXTS.comparedWith, names.join('; ')), style: WRAPPED }];
  }
  return { name: translate(TEXTS.sheetNotes), widths: [120], rows: rows(), after: NO_EXTRAS };
}

const FAILURE = { ...WRAPPED, ...NOTE };

/** What is missing or not certain, in the first column: what is missing first, in its own look. */
export function* noteRows(notes: readonly Note[], translate: Translate): Generator<WrittenCell[], void, undefined> {
  if (notes.length === 0) return;
  yield [{ column: 0, value: translate(TEXTS.notes), style: TITLE }];
  const sorted = [...notes].sort((a, b) => Number(b.isFailure) - Number(a.isFailure));
  for (const note of sorted) {
    yield [{ column: 0, value: noteText(note, translate), style: note.isFailure ? FAILURE : WRAPPED }];
  }
  yield [];
}

/** The files, in the first column. */
export function* sourceRows(
  { sources, editions }: Pick<Matrix, 'sources' | 'editions'>,
  translate: Translate,
): Generator<WrittenCell[], void, undefined> {
  yield [{ column: 0, value: translate(TEXTS.sources), style: TITLE }];
  for (const line of sourceLines({ sources, editions }, translate)) {
    yield [{ column: 0, value: line, style: WRAPPED }];
  }
}

/** The sheet with a row for each patch and a column for each product. */
import { ExportRecorder } from '../../../exchange/apply/exported';
import { cellText } from '../../../exchange/tables/xlsx/write/texts';
import type { CellRange, SheetSpec, WrittenCell } from '../../../exchange/tables/xlsx/write/sheet';
import { MAX_COLUMNS, MAX_ROWS } from '../../../exchange/tables/xlsx/limits';
import type { Cell } from '../../cell';
import { columnName, type Column } from '../../columns';
import { editionOf, type Matrix } from '../../matrix';
import type { Row } from '../../row';
import { supersedersOf } from '../../supersedence';
import { cellsOf, type View } from '../../view';
import { changeText } from '../csv';
import {
  dayOf,
  factText,
  patchFieldHead,
  patchFieldText,
  shownText,
  statedBy,
  TEXTS,
  type PatchField,
  type Translate,
} from '../texts';
import { DATE, HEAD, HEAD_LABEL, lookOf, NOTE, stateRules, TEXT, TITLE } from './look';

/** Title, notes, and the heads of products: supplier, product, version, platform; then the heads of all columns. */
export const HEAD_ROWS = 7;
/** Patch vendor, patch and title stay in sight. */
const FROZEN_COLUMNS = 3;
/** The column of the words beside the heads of products: the last one that stays in sight. */
const LABELS = FROZEN_COLUMNS - 1;

/** What the sheet needs besides the view. */
export interface MatrixSheetOptions {
  readonly translate: Translate;
  readonly fields: readonly PatchField[];
  readonly title: string;
  /** A line that points to the notes; empty: there are none. */
  readonly notesLine: string;
  /** The cells with the states to choose from. */
  readonly choices: string;
}

/** The sheet, and what it remembers of its cells. */
export interface MatrixSheet {
  readonly spec: SheetSpec;
  readonly record: ExportRecorder;
  /** What the sheet has no room for. */
  readonly left: { readonly rows: number; readonly columns: number };
}

/** A column about the patches. */
interface PatchColumn {
  readonly head: string;
  readonly width: number;
  readonly cell: (row: Row) => Omit<WrittenCell, 'column'>;
}

/** The sheet of a matrix. */
export function matrixSheet(view: View, options: MatrixSheetOptions): MatrixSheet {
  const { translate } = options;
  const { matrix } = view;
  const about = patchColumns(matrix, options);
  const columns = view.columns.slice(0, MAX_COLUMNS - about.length);
  const rows = view.rows.slice(0, MAX_ROWS - HEAD_ROWS);
  const record = new ExportRecorder(
    translate(TEXTS.sheetMatrix),
    translate(TEXTS.sheetDetails),
    columns.map(({ supplier, product, version, platform }) => [
      safe(supplier),
      safe(product),
      safe(version),
      safe(platform),
    ]),
  );
  const cells: CellRange = {
    fromRow: HEAD_ROWS + 1,
    toRow: Math.max(HEAD_ROWS + rows.length, HEAD_ROWS + 1),
    fromColumn: about.length,
    toColumn: Math.max(about.length + columns.length - 1, about.length),
  };
  const spec: SheetSpec = {
    name: translate(TEXTS.sheetMatrix),
    widths: [...about.map(({ width }) => width), ...columns.map(() => PRODUCT_WIDTH)],
    frozen: { rows: HEAD_ROWS, columns: FROZEN_COLUMNS },
    rows: lines(),
    after: () => ({
      filter: { ...cells, fromRow: HEAD_ROWS, fromColumn: 0 },
      conditional: { range: cells, rules: stateRules(matrix.vocabulary, translate) },
      choices: [{ range: cells, source: options.choices, message: translate(TEXTS.chooseState) }],
    }),
  };
  return {
    spec,
    record,
    left: { rows: view.rows.length - rows.length, columns: view.columns.length - columns.length },
  };

  function* lines(): Generator<WrittenCell[], void, undefined> {
    yield [{ column: 0, value: options.title, style: TITLE }];
    yield options.notesLine === '' ? [] : [{ column: 0, value: options.notesLine, style: NOTE }];
    for (const part of ['supplier', 'product', 'version', 'platform'] as const) {
      yield [
        { column: LABELS, value: translate(TEXTS[part]), style: HEAD_LABEL },
        ...columns.map((column, index) => ({ column: about.length + index, value: column[part], style: HEAD })),
      ];
    }
    yield [
      ...about.map(({ head }, column) => ({ column, value: head, style: HEAD })),
      ...columns.map((column, index) => ({
        column: about.length + index,
        value: nameOf(column, matrix, translate),
        style: HEAD,
      })),
    ];
    const shown = { columns };
    const texts = new WeakMap<Cell, string>();
    for (const row of rows) {
      const own = cellsOf(row, shown);
      const values = own.map((cell) => {
        if (cell === undefined) return '';
        let text = texts.get(cell);
        if (text === undefined) texts.set(cell, (text = safe(shownText(cell, matrix.sources, translate))));
        return text;
      });
      record.add(safe(row.vendor), safe(row.id), values);
      yield [
        ...about.map(({ cell }, column) => ({ column, ...cell(row) })),
        ...values.map((value, index) => ({ column: about.length + index, value, style: lookOf(own[index]) })),
      ];
    }
  }
}

const PRODUCT_WIDTH = 18;

function safe(text: string): string {
  return cellText(text).text;
}

function nameOf(column: Column, matrix: Matrix, translate: Translate): string {
  const edition = editionOf(column, matrix);
  return edition === null ? columnName(column) : `${columnName(column)} [${translate(TEXTS[edition])}]`;
}

function patchColumns(matrix: Matrix, { translate, fields }: MatrixSheetOptions): PatchColumn[] {
  const text = (head: string, width: number, value: (row: Row) => string): PatchColumn => {
    return { head, width, cell: (row) => ({ value: value(row), style: TEXT }) };
  };
  return [
    text(translate(TEXTS.vendor), 16, ({ vendor }) => vendor),
    text(translate(TEXTS.patch), 16, ({ id }) => id),
    text(translate(TEXTS.patchTitle), 44, ({ title }) => title),
    text(translate(TEXTS.type), 14, ({ type }) => type),
    text(translate(TEXTS.severity), 12, (row) => factText(row, 'severity')),
    {
      head: translate(TEXTS.released),
      width: 12,
      cell: (row) => ({ value: { day: factText(row, 'released', dayOf) }, style: DATE }),
    },
    text(translate(TEXTS.targets), 24, ({ targets }) => targets.join('; ')),
    text(translate(TEXTS.supersededBy), 18, (row) => supersedersOf(row, matrix).join('; ')),
    text(translate(TEXTS.statedBy), 24, (row) => statedBy(row, matrix).join('; ')),
    ...fields.map((field) =>
      text(patchFieldHead(field, translate), 16, (row) => patchFieldText(row, field, translate)),
    ),
    ...(matrix.older === null ? [] : [text(translate(TEXTS.change), 12, (row) => changeText(row, translate))]),
  ];
}

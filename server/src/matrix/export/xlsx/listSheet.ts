/** Sheets with a line for each item, and what they have no room for. */
import { MAX_ROWS } from '../../../exchange/tables/xlsx/limits';
import { MAX_TEXT } from '../../../exchange/tables/xlsx/write/texts';
import {
  NO_EXTRAS,
  type CellStyle,
  type SheetExtras,
  type SheetSpec,
  type WrittenCell,
} from '../../../exchange/tables/xlsx/write/sheet';
import type { Note } from '../../notes';
import { TEXTS } from '../texts';
import { HEAD } from './look';

/** A sheet that is written, and how many of its lines there was no room for. */
export interface ListSheet {
  readonly spec: SheetSpec;
  /** Known after the rows were written. */
  readonly lines: () => { readonly written: number; readonly all: number };
}

/** A column of a list. */
export interface ListColumn<Item> {
  readonly head: string;
  readonly width: number | 'hidden';
  readonly value: (item: Item) => WrittenCell['value'];
  readonly style: CellStyle;
  /** The style of one of its cells, where it differs. */
  readonly look?: (item: Item) => CellStyle;
}

/**
 * A sheet with heads that stay in sight, a filter, and a line for each item; lines that the sheet has no room for are counted.
 * @param more columns that stay in sight, and what follows the rows, given the number of the last one
 */
export function listSheet<Item>(
  name: string,
  columns: readonly ListColumn<Item>[],
  items: Iterable<Item>,
  {
    frozenColumns = 0,
    extras = NO_EXTRAS,
  }: { readonly frozenColumns?: number; readonly extras?: (toRow: number) => SheetExtras } = {},
): ListSheet {
  let [written, all] = [0, 0];
  const spec: SheetSpec = {
    name,
    widths: columns.map(({ width }) => width),
    styles: columns.map(({ style }) => style),
    frozen: { rows: 1, columns: frozenColumns },
    rows: lines(),
    after: () => ({
      filter: { fromRow: 1, toRow: written + 1, fromColumn: 0, toColumn: columns.length - 1 },
      ...extras(written + 1),
    }),
  };
  return { spec, lines: () => ({ written, all }) };

  function* lines(): Generator<WrittenCell[], void, undefined> {
    yield columns.map(({ head }, column) => ({ column, value: head, style: HEAD }));
    for (const item of items) {
      all++;
      if (written >= MAX_ROWS - 1) continue;
      written++;
      const cells: WrittenCell[] = [];
      for (const [column, { value, style, look }] of columns.entries()) {
        const own = value(item);
        // The column has the style of empty cells.
        if (own !== '') cells.push({ column, value: own, style: look?.(item) ?? style });
      }
      yield cells;
    }
  }
}

/** @param count of texts that were cut */
export function cutTextsNote(count: number): Note[] {
  return count === 0 ? [] : [limitNote(TEXTS.cutTexts, String(MAX_TEXT), String(count))];
}

/** What a list has no room for. */
export function cutLines({ spec, lines }: ListSheet): Note[] {
  const { written, all } = lines();
  return written === all ? [] : [cutNote(spec.name, written, all, 1)];
}

/** @param heads rows above the lines */
export function cutNote(name: string, written: number, all: number, heads: number): Note {
  const shown = Math.min(written, MAX_ROWS - heads);
  return limitNote(TEXTS.cutRows, name, String(shown), String(all));
}

/** Something that was asked for is not there: the command line ends with 3. */
export function limitNote(message: string, ...args: readonly string[]): Note {
  return { kind: 'limit', message, args, isFailure: true };
}

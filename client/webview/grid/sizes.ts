/** Sizes of the grid in pixels, for each density. They are fixed, so that the visible part is known without measuring. */
import type { Matrix } from '../model/matrix';
import type { Density, Field } from '../view/criteria';
import { COMPACT_COLUMN_WIDTH, textWidth } from '../view/heads';
import type { Layout } from '../view/layout';

export interface Sizes {
  /** Heights of lines: bands of the heads, headings of groups, patches. */
  readonly band: number;
  readonly group: number;
  readonly patch: number;
  /** Widths of the column of a product: usual, of one with old and new states beside each other, and limits. */
  readonly column: number;
  readonly compared: number;
  readonly minColumn: number;
  readonly maxColumn: number;
}

export const SIZES: Readonly<Record<Density, Sizes>> = {
  full: { band: 26, group: 28, patch: 42, column: 138, compared: 206, minColumn: 44, maxColumn: 800 },
  compact: {
    ...{ band: 32, group: 24, patch: 26 },
    ...{ column: COMPACT_COLUMN_WIDTH, compared: 44, minColumn: 22, maxColumn: 800 },
  },
};

/** The height of the heads of columns. In compact columns, their texts run upwards. */
export function columnHeadHeight({ density, heads }: Pick<Layout, 'density' | 'heads'>): number {
  if (density === 'full') return 42;
  const longest = heads.reduce((most, { main, more }) => Math.max(most, textWidth(main), textWidth(more)), 0);
  return Math.round(Math.max(MIN_UPRIGHT, Math.min(MAX_UPRIGHT, longest + UPRIGHT_PADDING)));
}

const MIN_UPRIGHT = 64;
const MAX_UPRIGHT = 172;
/** At both ends, and for the worst state above. */
const UPRIGHT_PADDING = 34;

/** Of the fields of patches. */
const FIELD_WIDTHS: Readonly<Record<Field, number>> = { cves: 138, restart: 84 };
/** The share of the page's width for the column of patches, and its limits. */
const HEAD_PART = 0.33;
const HEAD_WIDTHS = [160, 250] as const;
/** Beside compact columns, it takes the room that they leave, up to this. */
const MAX_COMPACT_HEAD = 460;
/** Widths by the keys of columns, and of the heads of patches under the empty key. */
export type Widths = Readonly<Record<string, number>>;

/** Change of a width by a key. */
export const WIDTH_STEP = 12;

/** A width within the limits of a column. */
export function allowedWidth(width: number, { minColumn, maxColumn }: Sizes): number {
  return Math.round(Math.max(minColumn, Math.min(maxColumn, width)));
}

/** What the widths of columns depend on. */
type Columns = Pick<Layout, 'fields' | 'columns'>;

/** The widths of the columns after the heads of patches. @param widths those that the user has given them */
export function columnWidths(matrix: Matrix, { fields, columns }: Columns, widths: Widths, sizes: Sizes): number[] {
  // An old and a new state need more room than one.
  const usual = matrix.compared.length > 0 ? sizes.compared : sizes.column;
  const widthOf = (key: string, other: number): number => (Object.hasOwn(widths, key) ? widths[key]! : other);
  return [
    ...fields.map((field) => widthOf(field, FIELD_WIDTHS[field])),
    ...columns.map((index) => widthOf(matrix.columns[index]!.key, usual)),
  ];
}

/**
 * The width of the heads of patches.
 * @param room of the whole grid
 * @param columns the widths of the other columns together
 */
export function headWidth(density: Density, widths: Widths, room: number, columns: number): number {
  const own = widths[''];
  if (own !== undefined) return own;
  const [min, max] = HEAD_WIDTHS;
  const usual = Math.round(Math.max(min, Math.min(max, room * HEAD_PART)));
  return density === 'full' ? usual : Math.max(usual, Math.min(Math.round(room - columns), MAX_COMPACT_HEAD));
}

/** Whether all columns are in sight in full width. @param widths those of full columns @param room of the whole grid */
export function hasRoomFor(matrix: Matrix, shown: Columns, widths: Widths, room: number): boolean {
  const columns = columnWidths(matrix, shown, widths, SIZES.full).reduce((sum, width) => sum + width, 0);
  return headWidth('full', widths, room, columns) + columns <= room;
}

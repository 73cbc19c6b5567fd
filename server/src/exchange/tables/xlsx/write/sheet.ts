/** What a workbook to be written consists of. */

/** The look of a cell. Equal ones are one style of the workbook. */
export interface CellStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Colours as `RRGGBB`. */
  readonly color?: string;
  readonly fill?: string;
  readonly border?: 'thin' | 'thick';
  /** The colour of the border. */
  readonly borderColor?: string;
  readonly wrap?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly isTop?: boolean;
  /** `text`: what is typed stays text. `percent`: a share from 0 to 1. */
  readonly format?: 'date' | 'text' | 'percent';
}

/** A value of a cell. Texts are never formulas; a day that the format cannot hold is a text. */
export type CellValue = string | { readonly day: string } | { readonly number: number };

/** A cell that is written. */
export interface WrittenCell {
  /** From 0. */
  readonly column: number;
  /** Empty: only its style is written. */
  readonly value: CellValue;
  readonly style?: CellStyle | undefined;
}

/** Where a rule begins with, or contains, a text, cells have another look. Of several rules, the first one counts. */
export interface ConditionalRule {
  readonly kind: 'begins' | 'contains';
  readonly text: string;
  readonly style: Pick<CellStyle, 'bold' | 'italic' | 'color' | 'fill'>;
}

/** Cells of a sheet: rows from 1, columns from 0, both inclusive. */
export interface CellRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** A sheet to be written. */
export interface SheetSpec {
  readonly name: string;
  /** `very`: the user cannot show it by the menus. */
  readonly hidden?: 'very' | undefined;
  /** In characters, from the first column on. A hidden column has no width. */
  readonly widths: readonly (number | 'hidden')[];
  /** The styles of columns, also of cells that are not written. */
  readonly styles?: readonly (CellStyle | undefined)[] | undefined;
  /** How many rows and columns stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number } | undefined;
  /** The cells of each row from the first one on; a row without cells is left empty. */
  readonly rows: Iterable<readonly WrittenCell[]>;
  /** Filled after the rows were written: their number can be known only then. */
  readonly after: () => SheetExtras;
}

/** What follows the rows of a sheet. */
export interface SheetExtras {
  readonly filter?: CellRange | undefined;
  readonly conditional?: { readonly range: CellRange; readonly rules: readonly ConditionalRule[] } | undefined;
  /** A list of the allowed values. */
  readonly choices?: { readonly range: CellRange; readonly source: string; readonly message: string }[] | undefined;
}

export const NO_EXTRAS = (): SheetExtras => ({});

/** The lines and columns of the grid, in order: the arrangement applied to a matrix. */
import { dayOf, EMPTY_MATRIX, type Matrix, type Row } from '../model/matrix';
import { FIELDS, INITIAL_ARRANGEMENT, type Arrangement, type Density, type Field, type Grouping } from './criteria';
import { chosenColumns, columnsWith } from './columns';
import { columnsLeft, rowsLeft, wantedContents } from './filter';
import { groupIndex, headsOf, type Heads } from './heads';
import { compareNaturally, ranking, rowOrder } from './sort';

/** A line of the body: the heading of a group, or a patch. */
export type Line = { readonly group: Group } | { readonly row: number };

/** A group of patches. */
export interface Group {
  /** Their common property, as written in the files; may be empty. */
  readonly name: string;
  readonly rows: number;
  readonly isCollapsed: boolean;
}

export interface Layout extends Heads {
  readonly density: Density;
  /** The fields of patches that have columns, before those of products. */
  readonly fields: readonly Field[];
  /** Indices into the matrix's columns. */
  readonly columns: readonly number[];
  /** The number of columns, from the first one, that stay in sight when the grid is scrolled. */
  readonly pinned: number;
  readonly lines: readonly Line[];
  /** Indices of all rows that match the criteria, in order, including those of collapsed groups. */
  readonly rows: readonly number[];
  /** See {@link wantedContents}. */
  readonly wanted: readonly boolean[] | undefined;
}

/** Filters, sorts and groups a matrix. */
export function arrange(matrix: Matrix, arrangement: Arrangement): Layout {
  const { criteria, order, grouping, collapsed } = arrangement;
  const candidates = chosenColumns(matrix, columnsLeft(matrix, criteria), arrangement.columns).columns;
  const compare = rowOrder(matrix, order, candidates);
  const sorted = rowsLeft(matrix, criteria, candidates).sort((a, b) => compare(matrix.rows[a]!, matrix.rows[b]!));
  const wanted = wantedContents(matrix, criteria);
  const { columns, pinned } = chosenColumns(
    matrix,
    columnsWith(matrix, candidates, sorted, wanted),
    arrangement.columns,
  );
  const groups = grouped(matrix, sorted, grouping);
  const collapsedNames = new Set(collapsed);
  const lines: Line[] = [];
  for (const [name, rows] of groups) {
    const isCollapsed = grouping !== 'none' && collapsedNames.has(name);
    if (grouping !== 'none') lines.push({ group: { name, rows: rows.length, isCollapsed } });
    if (!isCollapsed) for (const row of rows) lines.push({ row });
  }
  return {
    fields: arrangement.moreColumns ? FIELDS : [],
    columns,
    pinned,
    ...headsIn(matrix, columns, pinned, 'full'),
    lines,
    rows: groups.flatMap(([, rows]) => rows),
    wanted,
  };
}

/** The layout of a page that has no matrix yet. */
export const EMPTY_LAYOUT: Layout = arrange(EMPTY_MATRIX, INITIAL_ARRANGEMENT);

/** The same lines and columns with heads for a density. */
export function withDensity(matrix: Matrix, layout: Layout, density: Density): Layout {
  return layout.density === density
    ? layout
    : { ...layout, ...headsIn(matrix, layout.columns, layout.pinned, density) };
}

function headsIn(
  matrix: Matrix,
  columns: readonly number[],
  pinned: number,
  density: Density,
): Heads & Pick<Layout, 'density'> {
  const shown = columns.map((index) => matrix.columns[index]!);
  return { density, ...headsOf(matrix, shown, density, pinned) };
}

function grouped(matrix: Matrix, rows: readonly number[], grouping: Grouping): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const name = groupName(matrix.rows[row]!, grouping);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return [...groups].sort(([a], [b]) => groupOrder(matrix, grouping)(a, b));
}

function groupName(row: Row, grouping: Grouping): string {
  switch (grouping) {
    case 'vendor':
      return row.vendor;
    case 'severity':
      return row.severity;
    case 'month':
      return dayOf(row.released).slice(0, 'yyyy-MM'.length);
    case 'target':
      return row.targets.join(', ');
    case 'none':
      return '';
  }
}

function groupOrder({ severities }: Matrix, grouping: Grouping): (a: string, b: string) => number {
  if (grouping === 'severity') {
    const rank = ranking(severities);
    return (a, b) => rank(a) - rank(b);
  }
  return grouping === 'month' ? (a, b) => compareNaturally(b, a) : compareNaturally;
}

/** Number of lines above the body: the bands, and the heads of columns. */
export function headLines({ bands }: Pick<Layout, 'bands'>): number {
  return bands.length + 1;
}

/** Number of columns before those of products: the heads of patches, and their fields. */
export function firstProduct({ fields }: Pick<Layout, 'fields'>): number {
  return HEAD_COLUMNS + fields.length;
}

/** Number of columns that stay in place when the grid is scrolled: the heads of patches. */
export const HEAD_COLUMNS = 1;

/** The columns below a heading above several ones: a half-open range. @param line one of the bands */
export function columnsBelow(layout: Layout, line: number, column: number): readonly [number, number] {
  const first = firstProduct(layout);
  const groups = layout.bands[line]!;
  const { start, length } = groups[groupIndex(groups, column - first)]!;
  return [start + first, start + length + first];
}

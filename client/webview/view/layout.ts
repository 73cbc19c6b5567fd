/** The lines and columns of the grid, from top to bottom and from left to right: what the arrangement makes of a matrix. */
import { dayOf, type Matrix, type Row } from '../model/matrix';
import type { Arrangement, Grouping } from './criteria';
import { columnsLeft, rowsLeft, wantedContents } from './filter';
import { compareNaturally, ranking, rowOrder } from './sort';

/** A line of the body: the heading of a group, or a patch. */
export type Line = { readonly group: Group } | { readonly row: number };

/** Patches that have something in common. */
export interface Group {
  /** What they have in common, as it stands in the files; may be empty. */
  readonly name: string;
  readonly rows: number;
  readonly isCollapsed: boolean;
}

/** Neighbouring columns of one product. */
export interface ColumnGroup {
  readonly product: string;
  /** Index into {@link Layout.columns}. */
  readonly start: number;
  readonly length: number;
}

export interface Layout {
  /** Indices into the matrix's columns. */
  readonly columns: readonly number[];
  readonly columnGroups: readonly ColumnGroup[];
  readonly lines: readonly Line[];
  /** Indices of all rows that the criteria leave, in order, those of collapsed groups too. */
  readonly rows: readonly number[];
  /** Which contents are asked for, by number; `undefined`: all. */
  readonly wanted: readonly boolean[] | undefined;
}

/** Arranges a matrix. */
export function arrange(matrix: Matrix, arrangement: Arrangement): Layout {
  const { criteria, order, grouping, collapsed } = arrangement;
  const columns = columnsLeft(matrix, criteria);
  const compare = rowOrder(matrix, order, columns);
  const sorted = rowsLeft(matrix, criteria, columns).sort((a, b) => compare(matrix.rows[a]!, matrix.rows[b]!));
  const groups = grouped(matrix, sorted, grouping);
  const closed = new Set(collapsed);
  const lines: Line[] = [];
  for (const [name, rows] of groups) {
    const isCollapsed = grouping !== 'none' && closed.has(name);
    if (grouping !== 'none') lines.push({ group: { name, rows: rows.length, isCollapsed } });
    if (!isCollapsed) for (const row of rows) lines.push({ row });
  }
  return {
    columns,
    columnGroups: columnGroups(matrix, columns),
    lines,
    rows: groups.flatMap(([, rows]) => rows),
    wanted: wantedContents(matrix, criteria),
  };
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

function columnGroups(matrix: Matrix, columns: readonly number[]): ColumnGroup[] {
  const groups: { product: string; start: number; length: number }[] = [];
  columns.forEach((column, start) => {
    const { product } = matrix.columns[column]!;
    const last = groups.at(-1);
    if (last?.product === product) last.length++;
    else groups.push({ product, start, length: 1 });
  });
  return groups;
}

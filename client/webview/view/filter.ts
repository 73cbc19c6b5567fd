/** Which rows and columns the criteria leave. */
import { byContent, HOLE, kindsOf } from '../model/contents';
import { dayOf, numberAt, type Matrix, type Row } from '../model/matrix';
import type { Criteria } from './criteria';

/** Indices of the columns that are left, in the matrix's order. */
export function columnsLeft(matrix: Matrix, criteria: Criteria): number[] {
  const products = asked(criteria.products);
  const isLeft = changedColumns(matrix, criteria);
  return matrix.columns.flatMap((column, index) => {
    if (products !== undefined && !products.has(column.product)) return [];
    return (criteria.onlyMine && !column.mine) || !isLeft(index) ? [] : [index];
  });
}

/** Indices of the rows that are left. @param columns the columns that are shown: other cells do not count */
export function rowsLeft(matrix: Matrix, criteria: Criteria, columns: readonly number[]): number[] {
  const severities = asked(criteria.severities);
  const vendors = asked(criteria.vendors);
  const targets = asked(criteria.targets);
  const wanted = wantedContents(matrix, criteria);
  const changes = changedContents(matrix);
  const shown = columns.map((index) => matrix.columns[index]!);
  const hasCell = (row: Row, test: readonly boolean[]): boolean => shown.some((column) => test[numberAt(row, column)]);
  const keeps = (row: Row): boolean => {
    if (severities !== undefined && !severities.has(row.severity)) return false;
    if (vendors !== undefined && !vendors.has(row.vendor)) return false;
    if (targets !== undefined && !row.targets.some((target) => targets.has(target))) return false;
    if (!isBetween(dayOf(row.released), criteria)) return false;
    if (criteria.onlyChanged && !isChanged(row) && !hasCell(row, changes)) return false;
    return wanted === undefined || hasCell(row, wanted);
  };
  return matrix.rows.flatMap((row, index) => (keeps(row) ? [index] : []));
}

/** Which contents are asked for, by their number; `undefined` where all are. Cells with others are shown paler. */
export function wantedContents(matrix: Matrix, { kinds, onlyHoles }: Criteria): readonly boolean[] | undefined {
  const wanted = onlyHoles ? [HOLE] : kinds;
  if (wanted.length === 0) return undefined;
  return byContent(matrix, (content) => kindsOf(content).some((kind) => wanted.includes(kind)));
}

/** Whether a patch itself is another than in the older edition. */
function isChanged({ edition, changes = [] }: Row): boolean {
  return edition !== undefined || changes.length > 0;
}

function changedContents(matrix: Matrix): readonly boolean[] {
  return byContent(matrix, ({ change }) => change !== undefined);
}

function changedColumns(matrix: Matrix, { onlyChanged }: Criteria): (index: number) => boolean {
  if (!onlyChanged) return () => true;
  const changes = changedContents(matrix);
  return (index) => {
    const column = matrix.columns[index]!;
    return column.edition !== undefined || matrix.rows.some((row) => changes[numberAt(row, column)]);
  };
}

function isBetween(day: string, { from, to }: Criteria): boolean {
  if (from === '' && to === '') return true;
  return day !== '' && (from === '' || day >= from) && (to === '' || day <= to);
}

function asked(values: readonly string[]): ReadonlySet<string> | undefined {
  return values.length === 0 ? undefined : new Set(values);
}

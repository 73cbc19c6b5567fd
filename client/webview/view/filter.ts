/** The rows and columns that match the criteria. */
import { byContent, CONTRADICTORY, HOLE, isRowOfKind, kindsOf, type Kind } from '../model/kinds';
import { dayOf, isListedRow, listedColumns, numberAt, type Matrix, type Row } from '../model/matrix';
import { QUICK, QUICK_KINDS, type Criteria } from './criteria';

/** Indices of the columns that match, in the order of the matrix. */
export function columnsLeft(matrix: Matrix, criteria: Criteria): number[] {
  const suppliers = chosenSet(criteria.suppliers);
  const products = chosenSet(criteria.products);
  const matchesChange = changedColumns(matrix, criteria);
  return matrix.columns.flatMap((column, index) => {
    if (suppliers !== undefined && !suppliers.has(column.supplier)) return [];
    if (products !== undefined && !products.has(column.product)) return [];
    return (criteria.onlyMine && !column.mine) || !matchesChange(index) ? [] : [index];
  });
}

/** Indices of the rows that match. @param columns indices of the columns that are shown: other cells do not count */
export function rowsLeft(matrix: Matrix, criteria: Criteria, columns: readonly number[]): number[] {
  const severities = chosenSet(criteria.severities);
  const vendors = chosenSet(criteria.vendors);
  const targets = chosenSet(criteria.targets);
  const fits = fitsKinds(matrix, criteria, columns);
  const changes = changedContents(matrix);
  const shown = columns.map((index) => matrix.columns[index]!);
  const hasCell = (row: Row, test: readonly boolean[]): boolean => shown.some((column) => test[numberAt(row, column)]);
  const isMine = byContent(matrix, (_, number) => number > 0);
  const keeps = (row: Row): boolean => {
    if (severities !== undefined && !severities.has(row.severity)) return false;
    if (vendors !== undefined && !vendors.has(row.vendor)) return false;
    if (targets !== undefined && !row.targets.some((target) => targets.has(target))) return false;
    if (!isBetween(dayOf(row.released), criteria)) return false;
    if (criteria.onlyMine && !hasCell(row, isMine)) return false;
    if (criteria.onlyChanged && !isChanged(row) && !hasCell(row, changes)) return false;
    return fits(row);
  };
  return matrix.rows.flatMap((row, index) => (keeps(row) ? [index] : []));
}

/** Whether each content, by number, matches the criteria; `undefined`: all do. Cells with other contents are drawn paler. */
export function wantedContents(matrix: Matrix, criteria: Criteria): readonly boolean[] | undefined {
  // A list with nothing but kinds of rows does not select cells.
  const lists = listsOf(criteria).filter((kinds) => kinds.some((kind) => kind !== CONTRADICTORY));
  if (lists.length === 0) return undefined;
  const tests = lists.map((kinds) => contentsOfKinds(matrix, kinds));
  return byContent(matrix, (_, number) => tests.every((test) => test[number]));
}

/** The lists of kinds of which a cell, or its row, must have one each. */
function listsOf(criteria: Criteria): readonly (readonly Kind[])[] {
  const quick = QUICK.filter((name) => criteria[name]).flatMap((name) => QUICK_KINDS[name]);
  return [criteria.kinds, quick].filter((kinds) => kinds.length > 0);
}

function contentsOfKinds(matrix: Matrix, kinds: readonly Kind[]): readonly boolean[] {
  return byContent(matrix, (content) => kindsOf(content).some((kind) => kinds.includes(kind)));
}

/** Whether a row has a kind of each list, by itself or by one of its cells in the columns. */
function fitsKinds(matrix: Matrix, criteria: Criteria, columns: readonly number[]): (row: Row) => boolean {
  const tests = listsOf(criteria).map((kinds) => ({
    kinds,
    current: contentsOfKinds(matrix, kinds),
    // What nobody lists any more has no holes.
    gone: contentsOfKinds(
      matrix,
      kinds.filter((kind) => kind !== HOLE),
    ),
  }));
  if (tests.length === 0) return () => true;
  const listed = listedColumns(matrix);
  const shown = columns.map((index) => matrix.columns[index]!);
  return (row) => {
    const open = tests.filter(({ kinds }) => !isRowOfKind(row, kinds));
    if (open.length === 0) return true;
    const isCurrent = isListedRow(row);
    return shown.some((column) => {
      const number = numberAt(row, column);
      const isHere = isCurrent && listed.has(column);
      return open.every(({ current, gone }) => (isHere ? current : gone)[number]);
    });
  };
}

/** Whether the fields of a patch differ from the older edition. */
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

function chosenSet(values: readonly string[]): ReadonlySet<string> | undefined {
  return values.length === 0 ? undefined : new Set(values);
}

/** Compares a row with that of the older edition. */
import type { Vocabulary } from '../../domain/vocabulary';
import { EMPTY_CELL, stateWords, type Cell } from '../cell';
import type { Statement } from '../digest';
import type { FieldChange, Row, RowContent } from '../row';
import type { Pairing } from './pairing';
import { stateVerdict } from './verdicts';

/** The fields of a patch that are compared. */
const COMPARED_FIELDS = ['title', 'type', 'severity', 'released'] as const;

/** The fields of a patch that are compared besides its states, as written in the file. */
type ComparedFields = Readonly<Record<(typeof COMPARED_FIELDS)[number], string>>;

/** A row compared with that of the older edition; `null`: the older edition does not have the patch. */
export function comparedRow(row: Row, before: Row | null, pairing: Pairing, vocabulary: Vocabulary): Row {
  if (before === null) return { ...row, edition: 'added' };
  return { ...row, ...comparedContent(row, before, pairing, vocabulary), changes: fieldChanges(before, row), before };
}

/** The fields that have changed. */
function fieldChanges(before: ComparedFields, after: ComparedFields): FieldChange[] {
  return COMPARED_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
}

/** The content of a row with the changes of its cells, including cells that only the older row has. */
function comparedContent(
  { columns, cells }: RowContent,
  olderRow: Row,
  pairing: Pairing,
  vocabulary: Vocabulary,
): RowContent {
  const older = new Map(
    olderRow.columns.map((column, index) => [column.key, { column, cell: olderRow.cells[index]! }]),
  );
  const now = cells.map((cell, index) => {
    const before = older.get(columns[index]!.key)?.cell;
    older.delete(columns[index]!.key);
    return withChange(cell, before, pairing, vocabulary);
  });
  const removed = [...older.values()].flatMap(({ column, cell }) => {
    const lost = withChange(EMPTY_CELL, cell, pairing, vocabulary);
    return lost.change === null ? [] : [{ column, cell: lost }];
  });
  if (removed.length === 0) return { columns, cells: now };
  return {
    columns: [...columns, ...removed.map(({ column }) => column)],
    cells: [...now, ...removed.map(({ cell }) => cell)],
  };
}

/**
 * The row of a patch that only the older edition has; `null` where the newer files have no edition of its publication: then
 * nobody says that it was removed.
 */
export function removedRow(older: Row, pairing: Pairing, vocabulary: Vocabulary): Row | null {
  const content = comparedContent({ columns: [], cells: [] }, older, pairing, vocabulary);
  if (content.cells.length === 0 && !older.parts.some(({ source }) => pairing.isContinued[source])) return null;
  return { ...older, ...content, edition: 'removed', changes: [], parts: [], before: older };
}

function withChange(cell: Cell, before: Cell | undefined, { isContinued }: Pairing, vocabulary: Vocabulary): Cell {
  const isRepeated = before?.statements.some(({ source }) => isContinued[source]) ?? false;
  // A publication of another month need not repeat what an earlier one says.
  if (cell.statements.length === 0 && !isRepeated) return cell;
  const verdict = stateVerdict(
    before === undefined ? [] : stateWords(before).sort(),
    stateWords(cell).sort(),
    vocabulary,
  );
  if (verdict === null) return cell;
  return { ...cell, change: { before: before === undefined ? [] : statementsOf(before), verdict } };
}

function statementsOf({ statements }: Cell): Statement[] {
  return statements.map(({ statement }) => statement);
}

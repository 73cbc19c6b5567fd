/** A row of the matrix: a patch, and the statements of all publications about it and each product. */
import type { Vocabulary } from '../domain/vocabulary';
import { cellOf, EMPTY_CELL, plainCell, type Cell, type SourcedStatement } from './cell';
import type { Column, ProductName } from './columns';
import type { Statement } from './digest';
import type { EditionTable } from './editionTable';
import { fieldsOf, type Part, type RowFields } from './facts';
import type { OwnerColumns } from './ownerColumns';

/** A field of a patch that the newer edition has changed; as written in the files. */
export interface FieldChange {
  readonly field: 'title' | 'type' | 'severity' | 'released';
  readonly before: string;
  readonly after: string;
}

export interface Row extends RowFields {
  /** Unique in the matrix, and stable between sessions. */
  readonly key: string;
  /** The columns with statements or a change, without duplicates. */
  readonly columns: readonly Column[];
  /** Parallel to the columns. */
  readonly cells: readonly Cell[];
  /** Whether no publication lists the patch any more: only earlier editions do. */
  readonly isDropped: boolean;
  /** The patches of the matrix that replace it, by key; directly, not through others. */
  readonly replacedBy: readonly string[];
  /** When comparing, whether only the newer or only the older edition has the patch; otherwise `null`. */
  readonly edition: 'added' | 'removed' | null;
  /** When comparing: the fields that have changed. */
  readonly changes: readonly FieldChange[];
  /** The patches that it consists of, in the order of the publications and of each file. Empty where the patch was removed. */
  readonly parts: readonly Part[];
  /** When comparing: the row of the older edition. */
  readonly before: Row | null;
}

/** What a row depends on besides its patches. */
export interface RowContext {
  readonly vocabulary: Vocabulary;
  readonly editions: EditionTable;
  /** The columns that the owner's files speak about. */
  readonly ownerColumns: OwnerColumns;
  readonly plainCells: PlainCells;
}

const NO_KEYS: readonly string[] = [];

/** The cells of single statements: one for equal statements of a source, because a folder has a million of them. */
export class PlainCells {
  private readonly bySource: Map<Statement, Cell>[] = [];

  of(statement: Statement, source: number): Cell {
    const known = (this.bySource[source] ??= new Map<Statement, Cell>());
    let cell = known.get(statement);
    if (cell === undefined) known.set(statement, (cell = plainCell(statement, source)));
    return cell;
  }
}

/** The row of a patch, without the patches that replace it, and not compared. @param parts at least one */
export function rowOf(key: string, parts: readonly Part[], context: RowContext): Row {
  const { editions, vocabulary } = context;
  return {
    key,
    ...fieldsOf(parts, editions, vocabulary),
    ...(isSingle(parts, context) ? single(parts[0]!, context) : merged(parts, context)),
    isDropped: !parts.some(({ source }) => editions.statuses[source]!.speaks),
    replacedBy: NO_KEYS,
    edition: null,
    changes: NO_CHANGES,
    parts,
    before: null,
  };
}

const NO_CHANGES: readonly FieldChange[] = [];

/**
 * When comparing: whether the patch itself or one of its cells has changed.
 * @param shown keys of columns; `null`: all count. With some columns only, a change of the patch itself counts where it has one
 */
export function hasChanged(
  { edition, changes, cells, columns }: Row,
  shown: ReadonlySet<string> | null = null,
): boolean {
  const isShown = (index: number): boolean => shown === null || shown.has(columns[index]!.key);
  if (cells.some(({ change }, index) => change !== null && isShown(index))) return true;
  return (edition !== null || changes.length > 0) && (shown === null || cells.some((_, index) => isShown(index)));
}

/** The columns and cells of a row. */
export type RowContent = Pick<Row, 'columns' | 'cells'>;

/** Nearly all rows: one publication speaks about the patch, with one statement for each product. */
function isSingle(parts: readonly Part[], { editions }: RowContext): boolean {
  const [part] = parts;
  return parts.length === 1 && !part!.patch.repeats && isAlone(part!.source, editions);
}

function single({ source, patch }: Part, { editions, plainCells }: RowContext): RowContent {
  const { supplier } = editions.statuses[source]!;
  return {
    columns: patch.products.map((product) => supplier.of(product)),
    cells: patch.statements.map((statement) => plainCells.of(statement, source)),
  };
}

function merged(parts: readonly Part[], context: RowContext): RowContent {
  const { editions, plainCells } = context;
  const columns: Column[] = [];
  /** Parallel to the columns. */
  const statements: SourcedStatement[][] = [];
  const indexes = new Map<string, number>();
  for (const { source, patch } of parts) {
    patch.products.forEach((product, index) => {
      for (const column of columnsFor(product, source, context)) {
        const said = { statement: patch.statements[index]!, source };
        const at = indexes.get(column.key);
        if (at !== undefined) {
          statements[at]!.push(said);
          continue;
        }
        indexes.set(column.key, columns.length);
        columns.push(column);
        statements.push([said]);
      }
    });
  }
  return {
    columns,
    cells: statements.map((all) => {
      const [only] = all;
      const isPlain = all.length === 1 && isAlone(only!.source, editions);
      return isPlain ? plainCells.of(only!.statement, only!.source) : cellOf(all, editions);
    }),
  };
}

/** Whether a statement of a source alone makes a plain cell: no other edition that speaks could have dropped it. */
export function isAlone(source: number, { statuses, publications }: EditionTable): boolean {
  const { speaks, isOwner, publication } = statuses[source]!;
  return speaks && !isOwner && publications[publication]!.speakers.length === 1;
}

/** The columns that a statement of a source is about. */
export function columnsFor(
  product: ProductName,
  source: number,
  { editions, ownerColumns }: Pick<RowContext, 'editions' | 'ownerColumns'>,
): readonly Column[] {
  const { supplier, isOwner } = editions.statuses[source]!;
  return isOwner ? ownerColumns.of(product, supplier) : [supplier.of(product)];
}

/** The statements of a row about a column, of all editions, and whether each holds; in the order of the publications. */
export function historyOf(
  row: Row,
  column: string,
  context: Pick<RowContext, 'editions' | 'ownerColumns'>,
): { readonly said: SourcedStatement; readonly status: 'holds' | 'dropped' | 'replaced' }[] {
  const cell = row.cells[row.columns.findIndex(({ key }) => key === column)] ?? EMPTY_CELL;
  const isOneOf = (list: readonly SourcedStatement[], { statement, source }: SourcedStatement): boolean =>
    list.some((said) => said.statement === statement && said.source === source);
  return row.parts.flatMap(({ source, patch }) =>
    patch.products.flatMap((product, index) => {
      const columns = columnsFor(product, source, context);
      if (!columns.some(({ key }) => key === column)) return [];
      const said = { statement: patch.statements[index]!, source };
      const holds = isOneOf(cell.statements, said) || isOneOf(cell.owner, said);
      return [{ said, status: holds ? 'holds' : isOneOf(cell.dropped, said) ? 'dropped' : 'replaced' } as const];
    }),
  );
}

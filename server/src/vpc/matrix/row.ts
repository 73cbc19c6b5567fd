/** A row of the matrix: a patch, and what is said of it beside each product, whoever says it. */
import { fieldChanges, verdictOn, type FieldChange, type Verdict } from '../compare/steps';
import type { Vocabulary } from '../vocabulary';
import type { Column } from './columns';
import type { PatchDigest, PatchFields, Statement } from './digest';
import type { Source } from './sources';
import { isReplaced, weightiestFirst } from './sources';

/** A statement, and whose it is. */
export interface Sourced {
  readonly statement: Statement;
  /** Index into {@link Matrix.sources}. */
  readonly source: number;
}

/** What the older edition said where the newer one says another state, or nothing. */
export interface CellChange {
  /** None where it said nothing. */
  readonly before: readonly Statement[];
  readonly verdict: Verdict;
}

/** What is said of a patch beside a product. */
export interface Cell {
  /**
   * The weightiest first. What a later publication of the same supplier says otherwise is left out; none where only the
   * older edition says something.
   */
  readonly statements: readonly Sourced[];
  /** Whether the statements contradict each other. */
  readonly conflict: boolean;
  /** `null` where nothing is compared, and where the state is what it was. */
  readonly change: CellChange | null;
}

/** A patch of one of the publications. */
export interface Part {
  /** Index into {@link Matrix.sources}. */
  readonly source: number;
  readonly patch: PatchDigest;
}

/** What names a patch is taken from the first publication that has it. */
export interface Row extends PatchFields {
  /** Tells it from all others, in every session. */
  readonly key: string;
  readonly vendor: string;
  /** The columns of which something is said, each once. */
  readonly columns: readonly Column[];
  /** In step with the columns. */
  readonly cells: readonly Cell[];
  /** When comparing: only the newer edition has the patch, or only the older one; else `null`. */
  readonly edition: 'added' | 'removed' | null;
  /** When comparing: the fields that are not what they were. */
  readonly changes: readonly FieldChange[];
  /** What it was made from: in the order of the publications and of each file. None where the patch is gone. */
  readonly parts: readonly Part[];
  /** The row of the older edition. */
  readonly before: Row | null;
}

/** What a row is made with besides its patches. */
export interface RowContext {
  readonly vocabulary: Vocabulary;
  readonly sources: readonly Source[];
  /** Whether there is an older edition to compare with. */
  readonly compares: boolean;
}

/** The row of a patch. @param parts at least one */
export function rowOf(
  key: string,
  vendor: string,
  parts: readonly Part[],
  before: Row | null,
  context: RowContext,
): Row {
  const { id, title, type, severity, released, targets } = parts[0]!.patch;
  const fields = { id, title, type, severity, released, targets };
  const said = isPlain(parts) ? plain(parts[0]!) : merged(parts, context.sources);
  return {
    key,
    vendor,
    ...fields,
    ...(before === null ? said : compared(said, before, context.vocabulary)),
    edition: context.compares && before === null ? 'added' : null,
    changes: before === null ? [] : fieldChanges(before, fields),
    parts,
    before,
  };
}

/** The row of a patch that only the older edition has. */
export function removedRow(before: Row): Row {
  const cells = before.cells.map((cell) => lost(statementsOf(cell)));
  return { ...before, cells, edition: 'removed', changes: [], parts: [], before };
}

/** The words of a cell that are states, each once. */
export function wordsOf({ statements }: Cell): string[] {
  return [...new Set(statements.map(({ statement }) => statement.word).filter((word) => word !== ''))];
}

/** When comparing: whether anything is not what it was, of the patch itself or of a product beside it. */
export function hasChanged({ edition, changes, cells }: Row): boolean {
  return edition !== null || changes.length > 0 || cells.some(({ change }) => change !== null);
}

type Said = Pick<Row, 'columns' | 'cells'>;

function isPlain(parts: readonly Part[]): boolean {
  return parts.length === 1 && !parts[0]!.patch.repeats;
}

/** Nearly all rows: one publication speaks of the patch, and once of each column. */
function plain(part: Part): Said {
  const cells = new Map<Statement, Cell>();
  return {
    columns: part.patch.columns,
    cells: part.patch.statements.map((statement) => onlyCell(statement, part.source, cells)),
  };
}

function merged(parts: readonly Part[], sources: readonly Source[]): Said {
  const columns: Column[] = [];
  const said: (Cell | Sourced[])[] = [];
  const places = new Map<string, number>();
  for (const { source, patch } of parts) {
    const cells = new Map<Statement, Cell>();
    patch.columns.forEach((column, index) => {
      const statement = patch.statements[index]!;
      const place = places.get(column.key);
      const known = place === undefined ? undefined : said[place]!;
      if (known === undefined) {
        places.set(column.key, columns.length);
        columns.push(column);
        said.push(onlyCell(statement, source, cells));
      } else if (Array.isArray(known)) known.push({ statement, source });
      else said[place!] = [...known.statements, { statement, source }];
    });
  }
  return { columns, cells: said.map((cell) => (Array.isArray(cell) ? cellOf(weighed(cell, sources)) : cell)) };
}

/** The cell where nothing else is said; of a patch, the same for the same statement. */
function onlyCell(statement: Statement, source: number, known: Map<Statement, Cell>): Cell {
  let cell = known.get(statement);
  if (cell === undefined) known.set(statement, (cell = cellOf([{ statement, source }])));
  return cell;
}

function weighed(statements: readonly Sourced[], sources: readonly Source[]): readonly Sourced[] {
  return statements
    .filter(({ source }) => !statements.some((other) => isReplaced(sources[source]!, sources[other.source]!)))
    .sort((a, b) => weightiestFirst(sources[a.source]!, sources[b.source]!));
}

function cellOf(statements: readonly Sourced[]): Cell {
  return { statements, conflict: statements.length > 1 && contradict(statements), change: null };
}

function contradict(statements: readonly Sourced[]): boolean {
  return new Set(statements.map(({ statement }) => statement.word).filter((word) => word !== '')).size > 1;
}

function lost(before: readonly Statement[]): Cell {
  return { statements: [], conflict: false, change: { before, verdict: 'lost' } };
}

function compared({ columns, cells }: Said, before: Row, vocabulary: Vocabulary): Said {
  const older = new Map(before.columns.map((column, index) => [column.key, { column, cell: before.cells[index]! }]));
  const now = cells.map((cell, index) => {
    const earlier = older.get(columns[index]!.key)?.cell;
    older.delete(columns[index]!.key);
    const verdict = verdictOn(earlier === undefined ? [] : wordsOf(earlier).sort(), wordsOf(cell).sort(), vocabulary);
    if (verdict === null) return cell;
    return { ...cell, change: { before: earlier === undefined ? [] : statementsOf(earlier), verdict } };
  });
  const gone = [...older.values()];
  return {
    columns: gone.length === 0 ? columns : [...columns, ...gone.map(({ column }) => column)],
    cells: [...now, ...gone.map(({ cell }) => lost(statementsOf(cell)))],
  };
}

function statementsOf({ statements }: Cell): Statement[] {
  return statements.map(({ statement }) => statement);
}

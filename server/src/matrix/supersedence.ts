/** Which patches replace others, over all publications of a matrix. */
import { cautionOf } from '../domain/states';
import type { Vocabulary } from '../domain/vocabulary';
import { holding, isLatest, possibleLatest, type Cell, type SourcedStatement } from './cell';
import type { Editions, EditionTable } from './editionTable';
import { supplierKeyOf } from './columns';
import { patchKey } from './names';
import type { Row } from './row';
import { checkpoint } from '../xml/budget';

/** By key of a row: the keys of the rows whose patches replace it, directly; in the order of the rows. */
type Graph = ReadonlyMap<string, readonly string[]>;

/** Which patches replace others. */
export interface Replacements {
  /** As any supplier says it. */
  readonly all: Graph;
  /** By key of a supplier, as it says it in any edition: only that silences the alarm for what it does not list any more. */
  readonly bySupplier: ReadonlyMap<string, Graph>;
  readonly editions: EditionTable;
}

/** What each supplier says that a row replaces, and is replaced by. */
interface Declared {
  readonly supplier: string;
  readonly replaces: readonly string[];
  readonly replacedBy: readonly string[];
}

const declared = new WeakMap<Row, readonly Declared[]>();

/** Collects the replacements; what an unchanged row declares is read once. */
export function replacementsIn(rows: Iterable<Row>, matrix: Named, older: Named | null): Replacements {
  const all = new GraphBuilder();
  const bySupplier = new Map<string, GraphBuilder>();
  for (const row of rows) {
    for (const { supplier, replaces, replacedBy } of declaredIn(row, matrix, older)) {
      let own = bySupplier.get(supplier);
      if (own === undefined) bySupplier.set(supplier, (own = new GraphBuilder()));
      for (const key of replaces) for (const graph of [all, own]) graph.add(key, row.key);
      for (const key of replacedBy) for (const graph of [all, own]) graph.add(row.key, key);
    }
  }
  return {
    all: all.graph(),
    bySupplier: new Map([...bySupplier].map(([supplier, builder]) => [supplier, builder.graph()])),
    editions: matrix.editions,
  };
}

/** What is needed of a matrix to name its patches and suppliers. */
interface Named {
  readonly vocabulary: Vocabulary;
  readonly editions: EditionTable;
}

class GraphBuilder {
  private readonly found = new Map<string, Set<string>>();

  add(key: string, by: string): void {
    if (key === by) return;
    const known = this.found.get(key);
    if (known === undefined) this.found.set(key, new Set([by]));
    else known.add(by);
  }

  graph(): Graph {
    return new Map([...this.found].map(([key, by]) => [key, [...by]]));
  }
}

const NOTHING: readonly Declared[] = [];

function declaredIn(row: Row, matrix: Named, older: Named | null): readonly Declared[] {
  let known = declared.get(row);
  if (known === undefined) {
    const before = older === null || row.before === null ? NOTHING : declaredBy(row.before, older);
    known = before.length === 0 ? declaredBy(row, matrix) : [...declaredBy(row, matrix), ...before];
    declared.set(row, known);
  }
  return known;
}

function declaredBy({ parts }: Row, { vocabulary, editions }: Named): readonly Declared[] {
  const found = parts.flatMap(({ source, vendor, patch }): Declared[] => {
    const { supersedes, supersededBy } = patch;
    if (supersedes.length === 0 && supersededBy.length === 0) return [];
    const keyOf = (id: string): string => patchKey(vendor, id, vocabulary);
    const supplier = editions.statuses[source]!.supplier.key;
    return [{ supplier, replaces: supersedes.map(keyOf), replacedBy: supersededBy.map(keyOf) }];
  });
  return found.length === 0 ? NOTHING : found;
}

/** The rows that replace a row, directly or through others. */
function* successors(key: string, graph: Graph): Generator<string, void, undefined> {
  const seen = new Set([key]);
  // The loop also visits what it adds to the set.
  for (const next of seen) {
    for (const by of graph.get(next) ?? []) {
      checkpoint();
      if (seen.has(by)) continue;
      seen.add(by);
      yield by;
    }
  }
}

const NO_KEYS: readonly string[] = [];

/**
 * A row with the patches that replace it, and with its dropped cells retired where one of them speaks about the product.
 * @param row as made from its own patches
 * @param known the row of the version before, made from the same row; the result is the same object where nothing has changed
 */
export function withReplacements(
  row: Row,
  known: Row | undefined,
  rows: ReadonlyMap<string, Row>,
  replacements: Replacements,
): Row {
  const declared = replacements.all.get(row.key) ?? NO_KEYS;
  const by = declared.filter((key) => rows.has(key));
  // A patch of the matrix can replace it through others that no file lists any more.
  const gone = declared.length === 0 ? NO_INDEXES : goneCells(row);
  const changed = new Map(
    gone.flatMap((index) => {
      const cell = withReplacement(row.cells[index]!, replacementOf(row, index, rows, replacements));
      return cell === row.cells[index] ? [] : [[index, cell]];
    }),
  );
  const cells = changed.size === 0 ? row.cells : row.cells.map((cell, index) => changed.get(index) ?? cell);
  const result = by.length === 0 && changed.size === 0 ? row : { ...row, cells, replacedBy: by };
  return known !== undefined && isSameRow(known, result, gone) ? known : result;
}

/** Whether two rows that were made from the same one are equal. */
function isSameRow(a: Row, b: Row, gone: readonly number[]): boolean {
  const isSameCell = (one: Cell, other: Cell): boolean =>
    one.isRetired === other.isRetired && one.doubt === other.doubt && one.withdrawal === other.withdrawal;
  return isSameList(a.replacedBy, b.replacedBy) && gone.every((index) => isSameCell(a.cells[index]!, b.cells[index]!));
}

const NO_INDEXES: readonly number[] = [];
const gone = new WeakMap<Row, readonly number[]>();

/** The indexes of the cells that nobody lists any more, memoised. */
function goneCells(row: Row): readonly number[] {
  let known = gone.get(row);
  if (known === undefined) gone.set(row, (known = row.cells.flatMap((cell, index) => (isGone(cell) ? [index] : []))));
  return known;
}

/** Whether nobody lists a cell any more. */
function isGone({ statements, dropped, change }: Cell): boolean {
  return statements.length === 0 && (dropped.length > 0 || change !== null);
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/**
 * Whether patches that replace a patch are listed for the product of a cell, and not refused.
 * - `sure`: whichever edition is the latest;
 * - `doubtful`: only if some of those are the latest that can be.
 */
type Replacement = 'sure' | 'doubtful' | 'none';

function replacementOf(
  row: Row,
  index: number,
  rows: ReadonlyMap<string, Row>,
  { bySupplier, editions }: Replacements,
): Replacement {
  const column = row.columns[index]!.key;
  const graph = bySupplier.get(supplierKeyOf(column));
  if (graph === undefined) return 'none';
  const found = [...successors(row.key, graph)].flatMap((by) => rows.get(by) ?? []);
  const whole = replacementIn(found, column, editions);
  // An invalid file can only make a cell worse.
  if (editions.valid === null || !row.cells[index]!.isGoneInValid) return whole;
  return lesser(whole, replacementIn(found, column, editions.valid));
}

function lesser(a: Replacement, b: Replacement): Replacement {
  if (a === b) return a;
  return a === 'doubtful' || b === 'doubtful' ? 'doubtful' : 'none';
}

function replacementIn(found: readonly Row[], column: string, editions: Editions): Replacement {
  const statements = found.map((row) => statementsFor(row, column, editions)).filter((own) => own.length > 0);
  if (statements.length === 0) return 'none';
  const possible = possibleLatest(statements.flat(), editions);
  const isReplaced = possible.map((latest) =>
    statements.some((own) => {
      const now = own.filter((said) => isLatest(said, latest, editions));
      return now.length > 0 && holding(now, editions).every(isAccepted);
    }),
  );
  if (isReplaced.every(Boolean)) return 'sure';
  return isReplaced.some(Boolean) ? 'doubtful' : 'none';
}

function isAccepted({ statement }: SourcedStatement): boolean {
  return cautionOf(statement.known?.id ?? null) < REFUSED;
}

/** The suppliers' statements of a row about a column, of all editions. */
function statementsFor({ parts }: Row, column: string, { statuses }: Editions): SourcedStatement[] {
  return parts.flatMap(({ source, patch }) => {
    checkpoint(patch.statements.length);
    const status = statuses[source];
    if (status === undefined || status.isOwner) return [];
    return patch.statements
      .filter((_, index) => status.supplier.of(patch.products[index]!).key === column)
      .map((statement) => ({ statement, source }));
  });
}

const REFUSED = cautionOf('not-approved');

function withReplacement(cell: Cell, replacement: Replacement): Cell {
  if (replacement === 'none') return cell;
  if (replacement === 'doubtful') return { ...cell, doubt: true };
  const withdrawal = cell.withdrawal === 'absent' ? null : cell.withdrawal;
  const change = cell.change === null ? null : { ...cell.change, verdict: 'retired' as const };
  return { ...cell, isRetired: true, withdrawal, change };
}

/** What is needed of a matrix to name the patches that replace others. */
interface RowsByKey {
  readonly rows: ReadonlyMap<string, Row>;
  readonly vocabulary: Vocabulary;
}

/** The identifiers of the patches that replace a patch: those of the matrix, and those that only a file names. */
export function supersedersOf(row: Row, { rows, vocabulary }: RowsByKey): string[] {
  const { identity } = vocabulary;
  const found = row.replacedBy.flatMap((key) => rows.get(key)?.id ?? []);
  const known = new Set(found.map((id) => identity.patch(row.vendor, id)));
  return [...found, ...row.supersededBy.filter((id) => !known.has(identity.patch(row.vendor, id)))];
}

/**
 * Compares older files with newer ones: added and removed patches and products, and changed fields and states. Suppliers and
 * publications are paired; patches and products are matched as the matrix does. The comparison is that of the matrix, as a
 * list.
 */
import { byColumn, type Column } from '../columns';
import { stateWords } from '../cell';
import { buildMatrix, editionOf, type Matrix } from '../matrix';
import type { Note } from '../notes';
import type { FieldChange, Row } from '../row';
import type { MatrixSource } from '../sources';
import { summarise, type ComparisonSummary } from '../summary';
import { viewOf, type View } from '../view';
import { compareNaturally } from '../../domain/naturalOrder';
import type { Vocabulary } from '../../domain/vocabulary';
import { isRegression, type Verdict } from './verdicts';
import { runToCompletion, type Task } from '../../xml/task';

/** A product of a supplier; version and platform are empty where the statement applies to all. */
export type ComparedProduct = Omit<Column, 'key'>;

/** The fields that identify a patch to readers. */
export interface ComparedPatch {
  readonly vendor: string;
  readonly id: string;
  /** As in the newer edition. */
  readonly title: string;
}

export interface StateChange {
  readonly product: ComparedProduct;
  /** The states as written; several where a file contradicts itself, empty where it has no statement. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly verdict: Verdict;
}

/** A patch that has changed. */
export interface PatchChange extends ComparedPatch {
  readonly fields: readonly FieldChange[];
  readonly states: readonly StateChange[];
}

/** One of the compared files. */
export interface ComparedFile {
  readonly path: string;
  readonly supplier: string;
  readonly published: string;
  readonly version: string;
}

export interface Comparison {
  readonly before: readonly ComparedFile[];
  readonly after: readonly ComparedFile[];
  readonly patches: {
    readonly added: readonly ComparedPatch[];
    /** With the statements that are not listed any more. */
    readonly removed: readonly PatchChange[];
    /** Those that both sides have. A removed product is not in the states of each patch. */
    readonly changed: readonly PatchChange[];
  };
  readonly products: {
    readonly added: readonly ComparedProduct[];
    readonly removed: readonly ComparedProduct[];
  };
  /** The statements about removed products in patches that both sides have. */
  readonly removedStates: readonly PatchChange[];
  /** Counts of cells. */
  readonly summary: ComparisonSummary;
  /** How many of the newer suppliers were compared with an older publication. */
  readonly paired: number;
  readonly notes: readonly Note[];
}

/** The regressions of a comparison. */
export interface Regressions {
  /** Removed patches with a regression. */
  readonly patches: readonly ComparedPatch[];
  /** Removed products with a regression. */
  readonly products: readonly ComparedProduct[];
  /** All regressions. */
  readonly states: readonly { readonly patch: ComparedPatch; readonly change: StateChange }[];
}

/** Compares files; all lists are in natural order. */
export function compare(
  before: readonly MatrixSource[],
  after: readonly MatrixSource[],
  vocabulary: Vocabulary,
): Comparison {
  return runToCompletion(comparison(before, after, vocabulary));
}

function* comparison(
  before: readonly MatrixSource[],
  after: readonly MatrixSource[],
  vocabulary: Vocabulary,
): Task<Comparison> {
  const older = yield* buildMatrix(vocabulary, before);
  const matrix = yield* buildMatrix(vocabulary, after, { older });
  return comparisonOf(viewOf(matrix), older);
}

/** The comparison of a matrix with its older one, in the rows and columns of a view. */
export function comparisonOf(view: View, older: Matrix): Comparison {
  const { matrix } = view;
  const shown = new Set(view.columns.map(({ key }) => key));
  const rows = [...view.rows].sort(
    (a, b) => compareNaturally(a.vendor, b.vendor) || compareNaturally(a.id, b.id) || (a.key < b.key ? -1 : 1),
  );
  const of = (edition: Row['edition']): Row[] => rows.filter((row) => row.edition === edition);
  const columnsOf = (edition: 'added' | 'removed'): Column[] =>
    view.columns.filter((column) => editionOf(column, matrix) === edition);
  return {
    before: older.sources.map(describe),
    after: matrix.sources.map(describe),
    patches: {
      added: of('added').map(named),
      removed: of('removed').map((row) => ({ ...named(row), fields: [], states: statesOf(row, shown, () => true) })),
      changed: of(null).flatMap((row) => changeOf(row, matrix, shown)),
    },
    products: {
      added: columnsOf('added').map(plain),
      removed: columnsOf('removed').map(plain),
    },
    removedStates: of(null).flatMap((row) => {
      const states = statesOf(row, shown, (column) => editionOf(column, matrix) === 'removed');
      return states.length === 0 ? [] : [{ ...named(row), fields: [], states }];
    }),
    summary: runToCompletion(summarise(view)).comparison!,
    paired: matrix.pairing!.paired,
    notes: [...older.notes, ...matrix.notes],
  };
}

/**
 * The regressions of a comparison: the approvals that were withdrawn, also where the patch, the product or the statement is not
 * listed any more and no listed patch replaces it.
 */
export function regressionsOf({ patches, products, removedStates }: Comparison): Regressions {
  const states = [...patches.changed, ...patches.removed, ...removedStates].flatMap((patch) =>
    patch.states.filter(({ verdict }) => isRegression(verdict)).map((change) => ({ patch: named(patch), change })),
  );
  return {
    patches: patches.removed.filter(({ states }) => states.some(({ verdict }) => isRegression(verdict))).map(named),
    products: products.removed.filter((product) =>
      states.some(({ change }) => byColumn(change.product, product) === 0),
    ),
    states,
  };
}

function changeOf(row: Row, matrix: Matrix, shown: ReadonlySet<string>): PatchChange[] {
  // A removed product is reported once, and not for each patch.
  const states = statesOf(row, shown, (column) => editionOf(column, matrix) !== 'removed');
  if (row.changes.length === 0 && states.length === 0) return [];
  return [{ ...named(row), fields: row.changes, states }];
}

function statesOf(row: Row, shown: ReadonlySet<string>, isWanted: (column: Column) => boolean): StateChange[] {
  const states = row.cells.flatMap((cell, index): StateChange[] => {
    const column = row.columns[index]!;
    if (cell.change === null || !shown.has(column.key) || !isWanted(column)) return [];
    const before = [...new Set(cell.change.before.map(({ word }) => word).filter((word) => word !== ''))].sort();
    return [{ product: plain(column), before, after: stateWords(cell).sort(), verdict: cell.change.verdict }];
  });
  return states.sort((a, b) => byColumn(a.product, b.product));
}

function describe({ path, supplier, published, version }: Matrix['sources'][number]): ComparedFile {
  return { path, supplier, published, version };
}

function named({ vendor, id, title }: ComparedPatch): ComparedPatch {
  return { vendor, id, title };
}

function plain({ supplier, product, version, platform }: Column): ComparedProduct {
  return { supplier, product, version, platform };
}

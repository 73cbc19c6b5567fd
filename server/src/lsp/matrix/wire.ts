/** A matrix as it travels to the client: all of it once, and after edits what is different. */
import { finished } from '../../xml/pause';
import { changesIn, editionOf, type Matrix } from '../../vpc/matrix/matrix';
import type { Column } from '../../vpc/matrix/columns';
import { rowsInOrder } from '../../vpc/matrix/order';
import type { Cell, Row, Sourced } from '../../vpc/matrix/row';
import { summarise } from '../../vpc/matrix/summary';
import {
  encodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixDelta,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixStatement,
  type MatrixSummary,
} from '../protocol';

/** One version of what a client looks at. */
export interface Shown {
  readonly matrix: Matrix;
  /** In step with the matrix's sources. */
  readonly sources: readonly MatrixSource[];
  /** Those of the older editions. */
  readonly compared: readonly MatrixSource[];
  /** Keys of the columns that are the user's own; the same set where nothing has changed. */
  readonly mine: ReadonlySet<string>;
}

/** So many contents that no cell has any more are put up with, and as many as there were at first. */
const MOST_WASTE = 20_000;

/** What the client has been told, so that the next message can build on it. */
export class Wire {
  private revision = 0;
  private readonly slots = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly contents = new Map<string, number>();
  private readonly numbers = new WeakMap<Cell, number>();
  /** Contents that the client does not know yet. */
  private untold: MatrixContent[] = [];
  private contentsAtFirst = 0;
  private scratch = new Uint32Array(0);

  /** All of a matrix, to a client that knows nothing of it. */
  snapshot(shown: Shown): MatrixSnapshot {
    return finished(this.snapshotInSteps(shown));
  }

  /** The same for whoever lets others have their turn: yields between rows. */
  *snapshotInSteps(shown: Shown): Generator<void, MatrixSnapshot, undefined> {
    const { matrix, sources, compared } = shown;
    const { states, severities } = matrix.vocabulary.profile;
    const columns = this.columns(shown);
    const rows: MatrixRow[] = [];
    for (const row of rowsInOrder(matrix)) {
      rows.push(this.row(row));
      yield;
    }
    this.contentsAtFirst = this.contents.size;
    return {
      revision: this.revision,
      ...{ sources, compared, columns, rows },
      contents: this.newContents(),
      states: states.map(({ id, value, symbol, party }) => ({ id, value, symbol, party })),
      severities: severities.map(({ value }) => value),
      summary: summaryOf(matrix),
    };
  }

  /**
   * What is different from what the client was told before.
   * @returns `null` where nothing is; `'anew'` where a snapshot from a new wire takes less
   */
  delta(before: Shown, after: Shown): MatrixDelta | 'anew' | null {
    const { matrix } = after;
    if (before.matrix.vocabulary !== matrix.vocabulary || !isSameDocuments(before.sources, after.sources))
      return 'anew';
    if ((before.matrix.older === null) !== (matrix.older === null)) return 'anew';
    if (this.contents.size > 2 * this.contentsAtFirst + MOST_WASTE) return 'anew';
    const changes = changesIn(before.matrix, matrix);
    const sources = JSON.stringify(before.sources) !== JSON.stringify(after.sources);
    const hasOtherColumns = changes.columns || before.mine !== after.mine;
    if (!sources && !hasOtherColumns && changes.rows.length === 0 && changes.removed.length === 0) return null;
    const columns = hasOtherColumns ? this.columns(after) : null;
    const rows = changes.rows.map((row) => this.row(row));
    return {
      revision: ++this.revision,
      ...(sources && { sources: after.sources }),
      ...(columns !== null && { columns }),
      contents: this.newContents(),
      rows,
      removed: changes.removed,
      summary: summaryOf(matrix),
    };
  }

  /** Gives slots to the columns. Rows that spoke of a column that is gone are told anew, so that its slot is free. */
  private columns({ matrix, mine }: Shown): MatrixColumn[] {
    const there = new Set(matrix.columns.map(({ key }) => key));
    for (const [key, slot] of this.slots) {
      if (there.has(key)) continue;
      this.slots.delete(key);
      this.freeSlots.push(slot);
    }
    return matrix.columns.map((column) => {
      const edition = editionOf(column, matrix);
      const { key, product, version, platform } = column;
      const told = { key, slot: this.slotOf(column), product, version, platform, mine: mine.has(key) };
      return edition === null ? told : { ...told, edition };
    });
  }

  private slotOf({ key }: Column): number {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.freeSlots.pop() ?? this.slots.size;
      this.slots.set(key, slot);
    }
    return slot;
  }

  private row({ columns, cells, edition, changes, ...row }: Row): MatrixRow {
    const slots = this.slots.size + this.freeSlots.length;
    if (this.scratch.length < slots) this.scratch = new Uint32Array(slots);
    this.scratch.fill(0);
    columns.forEach((column, index) => {
      this.scratch[this.slots.get(column.key)!] = this.numberOf(cells[index]!);
    });
    const { key, vendor, id, title, type, severity, released, targets } = row;
    return {
      ...{ key, vendor, id, title, type, severity, released, targets },
      cells: encodeCells(this.scratch),
      ...(edition !== null && { edition }),
      ...(changes.length > 0 && { changes }),
    };
  }

  private numberOf(cell: Cell): number {
    let number = this.numbers.get(cell);
    if (number !== undefined) return number;
    const key = keyOf(cell);
    number = this.contents.get(key);
    if (number === undefined) {
      number = this.contents.size + 1;
      this.contents.set(key, number);
      this.untold.push(contentOf(cell));
    }
    this.numbers.set(cell, number);
    return number;
  }

  private newContents(): MatrixContent[] {
    const told = this.untold;
    this.untold = [];
    return told;
  }
}

function isSameDocuments(before: readonly MatrixSource[], after: readonly MatrixSource[]): boolean {
  return before.length === after.length && before.every(({ uri }, index) => uri === after[index]!.uri);
}

/** The same for cells with the same content. There are millions of cells, most of which say one thing. */
function keyOf(cell: Cell): string {
  const [first, second] = cell.statements;
  if (first === undefined || second !== undefined || cell.change !== null) return JSON.stringify(contentOf(cell));
  const { word, known, date, restart, restrictions, comments } = first.statement;
  return JSON.stringify([known?.id, word, date, restart, restrictions, comments]);
}

function contentOf({ statements, conflict, change }: Cell): MatrixContent {
  const several = statements.length > 1;
  return {
    statements: statements.map((sourced) => statementOf(sourced, several)),
    conflict,
    ...(change !== null && {
      change: {
        before: change.before.map(({ known, word }) => ({ state: known?.id ?? null, word })),
        verdict: change.verdict,
      },
    }),
  };
}

/** @param named whether to say whose statement it is */
function statementOf({ statement, source }: Sourced, named: boolean): MatrixStatement {
  const { word, known, date, restart, restrictions, comments } = statement;
  return { state: known?.id ?? null, word, date, restart, restrictions, comments, ...(named && { source }) };
}

function summaryOf(matrix: Matrix): MatrixSummary {
  const {
    states,
    oldestUntested: oldest,
    comparison,
    ...numbers
  } = summarise({ matrix, rows: [...matrix.rows.values()], columns: matrix.columns });
  return {
    ...numbers,
    states: states.map(({ state, cells }) => ({ state: state.id, cells })),
    oldestUntested: oldest && { row: oldest.key, id: oldest.id, released: oldest.released },
    ...(comparison !== null && { changed: comparison.changed, regressions: comparison.regressions }),
  };
}

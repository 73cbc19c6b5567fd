/**
 * A matrix as it travels to the client: all of it once, and after edits what is different. Whatever is much goes in parts: a
 * message is written in one piece, and nobody is to wait long for that.
 */
import { finished } from '../../xml/pause';
import { editionOf, type Matrix } from '../../vpc/matrix/matrix';
import type { Column } from '../../vpc/matrix/columns';
import { rowsInOrderInSteps } from '../../vpc/matrix/order';
import type { Row } from '../../vpc/matrix/row';
import { summaryInSteps } from '../../vpc/matrix/summary';
import {
  encodeCells,
  type MatrixColumn,
  type MatrixDelta,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixSummary,
} from '../protocol';
import { Contents } from './contents';

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

/** A message that has so many letters takes no further row: to write it takes a few milliseconds. */
const MOST_LETTERS = 1_000_000;

/** The rows of a message. */
interface Part {
  readonly rows: readonly MatrixRow[];
  /** How many wait for a message of their own. */
  readonly rest: number;
}

/** What the client has been told, so that the next message can build on it. */
export class Wire {
  private revision = 0;
  private readonly slots = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly contents = new Contents();
  /** How many contents there were when all had been told for the first time. */
  private contentsAtFirst: number | null = null;
  private scratch = new Uint32Array(0);
  private last: Shown | null = null;
  /** By key, as they were told last. */
  private readonly rows = new Map<string, Row>();
  private waiting = 0;

  /** @param mostLetters with so many, a message takes no further row */
  constructor(private readonly mostLetters = MOST_LETTERS) {}

  /** Whether rows wait for a message of their own: the next delta takes them. */
  get isPartial(): boolean {
    return this.waiting > 0;
  }

  /** A matrix, to a client that knows nothing of it. */
  snapshot(shown: Shown): MatrixSnapshot {
    return finished(this.snapshotInSteps(shown));
  }

  /** The same for whoever lets others have their turn: yields between rows. */
  *snapshotInSteps(shown: Shown): Generator<void, MatrixSnapshot, undefined> {
    const { matrix, sources, compared } = shown;
    const { states, severities } = matrix.vocabulary.profile;
    this.last = shown;
    const columns = this.columns(shown);
    const { rows, rest } = yield* this.part(yield* rowsInOrderInSteps(matrix));
    return {
      revision: this.revision,
      ...{ sources, compared, columns, rows },
      contents: this.contents.takeNew(),
      states: states.map(({ id, value, symbol, party }) => ({ id, value, symbol, party })),
      severities: severities.map(({ value }) => value),
      summary: yield* summaryOf(matrix),
      ...(rest > 0 && { rest }),
    };
  }

  /**
   * What is different from what the client was told before.
   * @returns `null` where nothing is; `'anew'` where a snapshot from a new wire takes less
   */
  delta(shown: Shown): MatrixDelta | 'anew' | null {
    return finished(this.deltaInSteps(shown));
  }

  /** The same for whoever lets others have their turn: yields between rows. */
  *deltaInSteps(shown: Shown): Generator<void, MatrixDelta | 'anew' | null, undefined> {
    const { matrix } = shown;
    const before = this.last;
    if (before === null || !isComparable(before, shown) || this.isWasteful) return 'anew';
    this.last = shown;
    const sources = JSON.stringify(before.sources) !== JSON.stringify(shown.sources);
    const hasOtherColumns = before.matrix.columns !== matrix.columns || before.mine !== shown.mine;
    // What is told in parts comes in order; else rows are few, and their order costs more than they do.
    const all = this.isPartial ? yield* rowsInOrderInSteps(matrix) : [...matrix.rows.values()];
    const changed = all.filter((row) => this.rows.get(row.key) !== row);
    const removed = [...this.rows.keys()].filter((key) => !matrix.rows.has(key));
    if (!sources && !hasOtherColumns && changed.length === 0 && removed.length === 0) return null;
    const columns = hasOtherColumns ? this.columns(shown) : null;
    const { rows, rest } = yield* this.part(changed);
    for (const key of removed) this.rows.delete(key);
    return {
      revision: ++this.revision,
      ...(sources && { sources: shown.sources }),
      ...(columns !== null && { columns }),
      contents: this.contents.takeNew(),
      rows,
      removed,
      summary: yield* summaryOf(matrix),
      ...(rest > 0 && { rest }),
    };
  }

  /** Whether the client keeps too much that nobody sees any more. */
  private get isWasteful(): boolean {
    return this.contentsAtFirst !== null && this.contents.size > 2 * this.contentsAtFirst + MOST_WASTE;
  }

  /** As many rows as a message takes, the first one whatever its size. */
  private *part(wanted: readonly Row[]): Generator<void, Part, undefined> {
    const rows: MatrixRow[] = [];
    let letters = 0;
    for (const row of wanted) {
      if (rows.length > 0 && letters + this.contents.newLetters >= this.mostLetters) break;
      const told = this.row(row);
      rows.push(told);
      letters += JSON.stringify(told).length;
      yield;
    }
    rows.forEach(({ key }, index) => this.rows.set(key, wanted[index]!));
    this.waiting = wanted.length - rows.length;
    if (this.waiting === 0) this.contentsAtFirst ??= this.contents.size;
    return { rows, rest: this.waiting };
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
    for (let index = 0; index < columns.length; index++) {
      this.scratch[this.slots.get(columns[index]!.key)!] = this.contents.numberOf(cells[index]!);
    }
    const { key, vendor, id, title, type, severity, released, targets } = row;
    return {
      ...{ key, vendor, id, title, type, severity, released, targets },
      cells: encodeCells(this.scratch),
      ...(edition !== null && { edition }),
      ...(changes.length > 0 && { changes }),
    };
  }
}

/** Whether what is different says less than all of the later version. */
function isComparable(before: Shown, after: Shown): boolean {
  return (
    before.matrix.vocabulary === after.matrix.vocabulary &&
    isSameDocuments(before.sources, after.sources) &&
    (before.matrix.older === null) === (after.matrix.older === null)
  );
}

function isSameDocuments(before: readonly MatrixSource[], after: readonly MatrixSource[]): boolean {
  return before.length === after.length && before.every(({ uri }, index) => uri === after[index]!.uri);
}

function* summaryOf(matrix: Matrix): Generator<void, MatrixSummary, undefined> {
  const {
    states,
    oldestUntested: oldest,
    comparison,
    ...numbers
  } = yield* summaryInSteps({ matrix, rows: [...matrix.rows.values()], columns: matrix.columns });
  return {
    ...numbers,
    states: states.map(({ state, cells }) => ({ state: state.id, cells })),
    oldestUntested: oldest && { row: oldest.key, id: oldest.id, released: oldest.released },
    ...(comparison !== null && { changed: comparison.changed, regressions: comparison.regressions }),
  };
}

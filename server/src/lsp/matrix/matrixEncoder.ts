/**
 * Encodes a matrix for the client: a snapshot first, then a delta after each edit. Large ones are sent in several messages,
 * because writing a message blocks the event loop.
 */
import type { Profile } from '../../domain/profile';
import { refusalsIn } from '../../domain/states';
import { patchKey } from '../../matrix/names';
import { editionOf, type Matrix } from '../../matrix/matrix';
import type { Column } from '../../matrix/columns';
import { rowsInOrder } from '../../matrix/order';
import type { Row } from '../../matrix/row';
import { summarise } from '../../matrix/summary';
import {
  encodeCells,
  type MatrixColumn,
  type MatrixDelta,
  type MatrixNote,
  type MatrixRow,
  type MatrixSnapshot,
  type MatrixSource,
  type MatrixState,
  type MatrixSummary,
} from '../protocol';
import { ContentTable } from './contentTable';
import type { Task } from '../../xml/task';

/** One version of a matrix that the client shows. */
export interface MatrixVersion {
  readonly matrix: Matrix;
  /** In the order of `matrix.sources`. */
  readonly sources: readonly MatrixSource[];
  /** The sources of the older editions. */
  readonly compared: readonly MatrixSource[];
  /** Keys of the columns of the user's own products; the same object as before if unchanged. */
  readonly mine: ReadonlySet<string>;
  readonly notes: readonly MatrixNote[];
}

/** Contents that no cell uses any more are tolerated up to this number plus the number of contents in the first snapshot. */
const MAX_UNUSED_CONTENTS = 20_000;

/** In UTF-16 units. A message of this length gets no further rows: writing it takes a few milliseconds. */
const MAX_MESSAGE_LENGTH = 1_000_000;

/** The rows of a message. */
interface Part {
  readonly rows: readonly MatrixRow[];
  /** Number of rows left for later messages. */
  readonly rest: number;
}

/** What the client has received of a matrix, which the next delta builds on. */
export class MatrixEncoder {
  private revision = 0;
  private readonly slots = new Map<string, number>();
  private readonly freeSlots: number[] = [];
  private readonly contents = new ContentTable();
  /** Number of contents after all rows were sent for the first time. */
  private initialContents: number | null = null;
  private scratch = new Uint32Array(0);
  private last: MatrixVersion | null = null;
  /** The rows that the client has, by key. */
  private readonly rows = new Map<string, Row>();
  private unsentRows = 0;

  /** @param maxLength of a message in UTF-16 units; a message gets at least one row */
  constructor(private readonly maxLength = MAX_MESSAGE_LENGTH) {}

  /** Whether rows are left for the next delta. */
  get isPartial(): boolean {
    return this.unsentRows > 0;
  }

  /** The whole matrix, or its first part, for a client that has nothing of it. */
  *snapshot(shown: MatrixVersion): Task<MatrixSnapshot> {
    const { matrix, sources, compared, notes } = shown;
    const { profile } = matrix.vocabulary;
    this.last = shown;
    const columns = this.columns(shown);
    const { rows, rest } = yield* this.part(yield* rowsInOrder(matrix), matrix);
    return {
      revision: this.revision,
      ...{ sources, compared, columns, rows },
      contents: this.contents.takeNew(),
      states: statesOf(profile),
      severities: profile.severities.map(({ value }) => value),
      summary: yield* summaryOf(matrix),
      notes,
      ...(rest > 0 && { rest }),
    };
  }

  /**
   * The difference from what the client has.
   * @returns `null` if there is none; `'snapshot'` if a snapshot of a new encoder is shorter
   */
  *delta(shown: MatrixVersion): Task<MatrixDelta | 'snapshot' | null> {
    const { matrix } = shown;
    const before = this.last;
    if (before === null || !isComparable(before, shown) || this.isWasteful) return 'snapshot';
    this.last = shown;
    const hasOtherSources = JSON.stringify(before.sources) !== JSON.stringify(shown.sources);
    const hasOtherNotes = JSON.stringify(before.notes) !== JSON.stringify(shown.notes);
    const hasOtherColumns = before.matrix.columns !== matrix.columns || before.mine !== shown.mine;
    // The parts of a large matrix are sent in order. Otherwise few rows change, and sorting would cost more than sending them.
    const all = this.isPartial ? yield* rowsInOrder(matrix) : [...matrix.rows.values()];
    const changed = all.filter((row) => this.rows.get(row.key) !== row);
    const removed = [...this.rows.keys()].filter((key) => !matrix.rows.has(key));
    // If an edit removed all unsent rows, the client still needs a message: it waits for them.
    const hasSameRows = changed.length === 0 && removed.length === 0 && !this.isPartial;
    if (!hasOtherSources && !hasOtherNotes && !hasOtherColumns && hasSameRows) return null;
    const columns = hasOtherColumns ? this.columns(shown) : null;
    const { rows, rest } = yield* this.part(changed, matrix);
    for (const key of removed) this.rows.delete(key);
    return {
      revision: ++this.revision,
      ...(hasOtherSources && { sources: shown.sources }),
      ...(columns !== null && { columns }),
      contents: this.contents.takeNew(),
      rows,
      removed,
      summary: yield* summaryOf(matrix),
      ...(hasOtherNotes && { notes: shown.notes }),
      ...(rest > 0 && { rest }),
    };
  }

  /** Whether the client holds too many contents that no cell uses any more. */
  private get isWasteful(): boolean {
    return this.initialContents !== null && this.contents.size > 2 * this.initialContents + MAX_UNUSED_CONTENTS;
  }

  /** As many rows as fit into a message, and at least one. */
  private *part(wanted: readonly Row[], matrix: Matrix): Task<Part> {
    const rows: MatrixRow[] = [];
    let length = 0;
    for (const row of wanted) {
      if (rows.length > 0 && length + this.contents.newLength >= this.maxLength) break;
      const encoded = this.row(row, matrix);
      rows.push(encoded);
      length += JSON.stringify(encoded).length;
      yield;
    }
    rows.forEach(({ key }, index) => this.rows.set(key, wanted[index]!));
    this.unsentRows = wanted.length - rows.length;
    if (this.unsentRows === 0) this.initialContents ??= this.contents.size;
    return { rows, rest: this.unsentRows };
  }

  /** Assigns slots to the columns. The slot of a removed column can be reused: rows that had cells in it are sent again. */
  private columns({ matrix, mine }: MatrixVersion): MatrixColumn[] {
    const present = new Set(matrix.columns.map(({ key }) => key));
    for (const [key, slot] of this.slots) {
      if (present.has(key)) continue;
      this.slots.delete(key);
      this.freeSlots.push(slot);
    }
    return matrix.columns.map((column) => {
      const edition = editionOf(column, matrix);
      const { key, supplier, product, version, platform } = column;
      const encoded = { key, slot: this.slotOf(column), supplier, product, version, platform, mine: mine.has(key) };
      return edition === null ? encoded : { ...encoded, edition };
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

  private row(row: Row, { vocabulary }: Matrix): MatrixRow {
    const { columns, cells, edition, changes, contradictions, isDropped, replacedBy } = row;
    const named = row.supersededBy.filter((id) => !replacedBy.includes(patchKey(row.vendor, id, vocabulary)));
    const slots = this.slots.size + this.freeSlots.length;
    if (this.scratch.length < slots) this.scratch = new Uint32Array(slots);
    this.scratch.fill(0);
    for (let index = 0; index < columns.length; index++) {
      this.scratch[this.slots.get(columns[index]!.key)!] = this.contents.numberOf(cells[index]!);
    }
    const { key, vendor, id, title, type, severity, released, targets, vulnerabilities, restart } = row;
    return {
      ...{ key, vendor, id, title, type, severity, released, targets, vulnerabilities, restart },
      ...(replacedBy.length > 0 && { replacedBy }),
      ...(named.length > 0 && { supersededBy: named }),
      ...(isDropped && { dropped: true }),
      ...(contradictions.length > 0 && { contradictions }),
      cells: encodeCells(this.scratch),
      ...(edition !== null && { edition }),
      ...(changes.length > 0 && { changes }),
    };
  }
}

function statesOf({ states, transitions, synonyms }: Profile): MatrixState[] {
  const refusals = refusalsIn(states);
  return states.map((state) => {
    const { id, value, symbol, party } = state;
    const [next, names] = [transitions[id], synonyms?.[id]];
    return {
      ...{ id, value, symbol, party },
      ...(next && { next }),
      ...(names && { synonyms: names }),
      ...(refusals.includes(state) && { refuses: true }),
    };
  });
}

/** Whether a delta is shorter than a snapshot of the later version. */
function isComparable(before: MatrixVersion, after: MatrixVersion): boolean {
  return (
    before.matrix.vocabulary === after.matrix.vocabulary &&
    hasSameUris(before.sources, after.sources) &&
    (before.matrix.older === null) === (after.matrix.older === null)
  );
}

function hasSameUris(before: readonly MatrixSource[], after: readonly MatrixSource[]): boolean {
  return before.length === after.length && before.every(({ uri }, index) => uri === after[index]!.uri);
}

function* summaryOf(matrix: Matrix): Task<MatrixSummary> {
  const {
    states,
    oldestUntested: oldest,
    comparison,
    ...numbers
  } = yield* summarise({ matrix, rows: [...matrix.rows.values()], columns: matrix.columns });
  return {
    ...numbers,
    states: states.map(({ state, cells }) => ({ state: state.id, cells })),
    oldestUntested: oldest && { row: oldest.key, id: oldest.id, released: oldest.released },
    ...(comparison !== null && { changed: comparison.changed, regressions: comparison.regressions }),
  };
}

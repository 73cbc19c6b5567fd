/** The matrix of a page: the snapshot that it received, updated by the deltas after it. */
import {
  decodeCells,
  type MatrixChangedParams,
  type MatrixContent,
  type MatrixDelta,
  type MatrixRow,
  type MatrixSnapshot,
} from '../../server/src/lsp/protocol/index';
import type { MatrixVersion } from '../../server/src/lsp/matrix/matrixEncoder';
import { ENGLISH } from '../../server/src/matrix/export/texts';
import type { Matrix } from '../../server/src/matrix/matrix';
import { noteText } from '../../server/src/matrix/notes';

/** A matrix as it is shown, with all files in one folder. */
export const shown = (matrix: Matrix): MatrixVersion => ({
  matrix,
  sources: matrix.sources.map((source) => ({ uri: `file:///${source.name}`, ...source })),
  compared: (matrix.older?.sources ?? []).map((source) => ({ uri: `file:///${source.name}`, ...source })),
  mine: new Set(),
  notes: matrix.notes.map((note) => ({ kind: note.kind, text: noteText(note, ENGLISH), severe: note.isFailure })),
});

export class MatrixPage {
  private readonly rows = new Map<string, MatrixRow>();
  private contents: readonly MatrixContent[];
  private head: Pick<MatrixSnapshot, 'revision' | 'sources' | 'compared' | 'columns' | 'summary' | 'notes'>;
  /** Whether the snapshot is complete. */
  isWhole: boolean;

  constructor(snapshot: MatrixSnapshot) {
    this.contents = snapshot.contents;
    this.head = snapshot;
    this.isWhole = snapshot.rest === undefined;
    for (const row of snapshot.rows) this.rows.set(row.key, row);
  }

  get columns(): MatrixSnapshot['columns'] {
    return this.head.columns;
  }

  get summary(): MatrixSnapshot['summary'] {
    return this.head.summary;
  }

  get sources(): MatrixSnapshot['sources'] {
    return this.head.sources;
  }

  get notes(): MatrixSnapshot['notes'] {
    return this.head.notes;
  }

  /** Applies a message of the server. */
  after(message: MatrixChangedParams): MatrixPage {
    if ('snapshot' in message) return new MatrixPage(message.snapshot);
    this.apply(message.delta);
    return this;
  }

  apply(delta: MatrixDelta): void {
    if (delta.revision !== this.head.revision + 1) throw new Error(`${delta.revision} follows ${this.head.revision}`);
    const { sources = this.head.sources, columns = this.head.columns, notes = this.head.notes } = delta;
    this.head = { ...this.head, revision: delta.revision, sources, columns, notes, summary: delta.summary };
    this.isWhole = delta.rest === undefined;
    this.contents = [...this.contents, ...delta.contents];
    for (const key of delta.removed) if (!this.rows.delete(key)) throw new Error(`there was no row ${key}`);
    for (const row of delta.rows) this.rows.set(row.key, row);
  }

  /** The cells of each row, by the keys of rows and columns; empty cells are left out. */
  seen(): object {
    const { sources, compared, columns, summary } = this.head;
    const slots = Math.max(-1, ...columns.map(({ slot }) => slot)) + 1;
    if (new Set(columns.map(({ slot }) => slot)).size < columns.length) throw new Error('a slot is used twice');
    const rows = [...this.rows.values()].map(({ cells, ...row }) => {
      const numbers = decodeCells(cells, slots);
      const statements = columns.flatMap(({ key, slot }) => {
        const number = numbers[slot]!;
        return number === 0 ? [] : [[key, this.contents[number - 1]]];
      });
      return [row.key, { ...row, cells: Object.fromEntries(statements) as object }] as const;
    });
    const shown = columns.map(({ slot: _slot, ...column }) => column);
    return { sources, compared, columns: shown, summary, rows: Object.fromEntries(rows) };
  }

  /** The table as it is displayed: one line for each patch, by identifier; contradicting states with `+`, older ones after `was`. */
  table(): string[] {
    const { columns } = this.head;
    const slots = Math.max(-1, ...columns.map(({ slot }) => slot)) + 1;
    const lines = [...this.rows.values()].map(({ id, cells }) => {
      const numbers = decodeCells(cells, slots);
      return [id, ...columns.map(({ slot }) => statesOf(this.contents[numbers[slot]! - 1]))].join(' | ');
    });
    const heads = columns.map(({ product, version }) => [product, version].filter(Boolean).join(' '));
    return [['', ...heads].join(' | '), ...lines.sort()];
  }
}

function statesOf(content: MatrixContent | undefined): string {
  if (content === undefined) return '';
  const now = content.statements.map(({ word }) => word).join('+');
  return content.change === undefined ? now : `${now} was ${content.change.before.map(({ word }) => word).join('+')}`;
}

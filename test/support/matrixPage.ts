/** What a page has of a matrix: the snapshot that it was told, kept up to date by the deltas that follow. */
import {
  decodeCells,
  type MatrixChangedParams,
  type MatrixContent,
  type MatrixDelta,
  type MatrixRow,
  type MatrixSnapshot,
} from '../../server/src/lsp/protocol';

export class MatrixPage {
  private readonly rows = new Map<string, MatrixRow>();
  private contents: readonly MatrixContent[];
  private head: Pick<MatrixSnapshot, 'revision' | 'sources' | 'compared' | 'columns' | 'summary'>;
  /** Whether nothing is missing of it. */
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

  /** The page after a message of the server. */
  after(message: MatrixChangedParams): MatrixPage {
    if ('snapshot' in message) return new MatrixPage(message.snapshot);
    this.apply(message.delta);
    return this;
  }

  apply(delta: MatrixDelta): void {
    if (delta.revision !== this.head.revision + 1) throw new Error(`${delta.revision} follows ${this.head.revision}`);
    const { sources = this.head.sources, columns = this.head.columns } = delta;
    this.head = { ...this.head, revision: delta.revision, sources, columns, summary: delta.summary };
    this.isWhole = delta.rest === undefined;
    this.contents = [...this.contents, ...delta.contents];
    for (const key of delta.removed) if (!this.rows.delete(key)) throw new Error(`there was no row ${key}`);
    for (const row of delta.rows) this.rows.set(row.key, row);
  }

  /** Each row by its key with what stands in its columns, by their keys; holes are left out. */
  seen(): object {
    const { sources, compared, columns, summary } = this.head;
    const slots = Math.max(-1, ...columns.map(({ slot }) => slot)) + 1;
    if (new Set(columns.map(({ slot }) => slot)).size < columns.length) throw new Error('a slot is used twice');
    const rows = [...this.rows.values()].map(({ cells, ...row }) => {
      const numbers = decodeCells(cells, slots);
      const said = columns.flatMap(({ key, slot }) => {
        const number = numbers[slot]!;
        return number === 0 ? [] : [[key, this.contents[number - 1]]];
      });
      return [row.key, { ...row, cells: Object.fromEntries(said) as object }] as const;
    });
    const shown = columns.map(({ slot: _slot, ...column }) => column);
    return { sources, compared, columns: shown, summary, rows: Object.fromEntries(rows) };
  }

  /** The table as people see it: a line a patch, by identifier; contradicting states with `+`, older ones behind `was`. */
  table(): string[] {
    const { columns } = this.head;
    const slots = Math.max(-1, ...columns.map(({ slot }) => slot)) + 1;
    const lines = [...this.rows.values()].map(({ id, cells }) => {
      const numbers = decodeCells(cells, slots);
      return [id, ...columns.map(({ slot }) => said(this.contents[numbers[slot]! - 1]))].join(' | ');
    });
    const heads = columns.map(({ product, version }) => [product, version].filter(Boolean).join(' '));
    return [['', ...heads].join(' | '), ...lines.sort()];
  }
}

function said(content: MatrixContent | undefined): string {
  if (content === undefined) return '';
  const now = content.statements.map(({ word }) => word).join('+');
  return content.change === undefined ? now : `${now} was ${content.change.before.map(({ word }) => word).join('+')}`;
}

/** The cells that are being written: from the message to the panel until the change of the files is drawn. */
import type { NotDone } from '../messages';
import type { CellChange } from './changes';

interface Write {
  readonly cells: Set<string>;
  /** Whether the panel has answered that files have changed. */
  isAnswered: boolean;
  /** Whether a change of the matrix came after the message. */
  hasArrived: boolean;
}

export class PendingCells {
  private readonly writes = new Map<number, Write>();

  has(row: string, column: string): boolean {
    const key = keyOf(row, column);
    return [...this.writes.values()].some(({ cells }) => cells.has(key));
  }

  /** @param write the number of the message */
  add(write: number, changes: readonly CellChange[]): void {
    const cells = new Set(changes.map(({ row, column }) => keyOf(row, column)));
    this.writes.set(write, { cells, isAnswered: false, hasArrived: false });
  }

  /** The panel has answered. If nothing has changed, or the change was drawn already, nothing is pending any more. */
  answered(write: number, isChanged: boolean, notDone: readonly NotDone[]): void {
    const found = this.writes.get(write);
    if (found === undefined) return;
    found.isAnswered = true;
    for (const { row, column } of notDone) found.cells.delete(keyOf(row, column));
    if (!isChanged || found.hasArrived) this.writes.delete(write);
  }

  /** A change of the matrix is drawn. @param rows keys of its rows */
  arrived(rows: readonly string[] | 'all'): void {
    const changed = rows === 'all' ? rows : new Set(rows);
    for (const [write, found] of this.writes) {
      found.hasArrived = true;
      // A cell that was written with what it had is in no change.
      if (found.isAnswered || changed === 'all') this.writes.delete(write);
      else for (const key of found.cells) if (changed.has(rowOf(key))) found.cells.delete(key);
    }
  }
}

/** The key of a cell. */
export function keyOf(row: string, column: string): string {
  return JSON.stringify([row, column]);
}

function rowOf(key: string): string {
  return (JSON.parse(key) as [string, string])[0];
}

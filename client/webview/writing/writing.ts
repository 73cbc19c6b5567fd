/** Writing from the grid: what keys and the entry line do becomes one message to the panel, and its answer a list. */
import type { MatrixState } from '../../../server/src/lsp/protocol/index';
import type { NotDone, ToPage } from '../messages';
import { dayOf, type Matrix } from '../model/matrix';
import type { PageContext } from '../page/context';
import type { Results } from '../parts/results';
import { changeOf, filled, setAll, targetAt, targetsIn, type CellChange, type Target } from './changes';
import { Entry, type Entered } from './entry';
import { keyOf, PendingCells } from './pending';
import { dateOf, dayToday, usualDate, type StateDate } from './stateDates';

/** One action cannot change more cells: the edit of a text is computed and applied as a whole. */
export const MAX_CELLS = 20_000;

/** The page around. */
export interface WritingContext extends PageContext {
  readonly results: Results;
  matrix(): Matrix;
  /** Makes the cell beside the active one active. */
  moveBy(columns: 1 | -1): void;
  /** Opens the details and moves the focus there. */
  showDetails(): void;
  /** Opens the source of the active cell. */
  openSource(): void;
}

export class Writing {
  readonly entry: Entry;
  private readonly pending = new PendingCells();
  /**
   * Why nothing can be written; empty: it can; `null`: the panel has not said yet. Until then nothing looks writable, but what is
   * entered is sent, so that no key is lost: the panel refuses it where it must.
   */
  private reason: string | null = null;
  private last = 0;
  private warned: ReadonlySet<string> = new Set();
  /** The setting `vpc.matrix.stateDate`. */
  stateDate: StateDate = 'today';

  constructor(private readonly page: WritingContext) {
    const { labels, grid } = page;
    this.entry = new Entry(
      labels.texts,
      (entered) => this.take(entered),
      () => grid.focus(),
    );
  }

  get isWritable(): boolean {
    return this.reason === '';
  }

  isPending(row: string, column: string): boolean {
    return this.pending.has(row, column);
  }

  /** Whether the last action has written a doubtful state into a cell. */
  isWarned(row: string, column: string): boolean {
    return this.warned.has(keyOf(row, column));
  }

  /** @param reason why nothing can be written; empty: it can */
  setWritable(reason: string): void {
    this.reason = reason;
    if (reason !== '') this.entry.close();
    this.page.repaint();
  }

  /** The matrix has changed. @param rows keys of the rows that are new */
  arrived(rows: readonly string[] | 'all'): void {
    this.pending.arrived(rows);
    // The active cell can be another one, or none.
    if (this.entry.isOpen && this.targets().length === 0) this.entry.close();
  }

  /** Opens the entry line over the active cell. */
  open(typed: string): void {
    const { grid, labels } = this.page;
    const active = this.active();
    if (active === undefined || this.refuse()) return;
    const [shown] = active.statements;
    const released = new Set(this.targets().map(({ row }) => dayOf(row.released)));
    const box = grid.activeBox;
    const { left, top } = grid.element.getBoundingClientRect();
    this.entry.open(
      {
        states: this.page.matrix().states,
        current: shown?.state ?? null,
        cells: this.targets().length,
        typed,
        today: dayToday(new Date()),
        keepsDate: this.stateDate === 'keep',
        asksDate: this.stateDate === 'ask',
        released: released.size === 1 ? [...released][0]! : '',
      },
      { left: box.left - left, top: box.top - top },
    );
    this.page.say(labels.text('entryHint'));
  }

  /** Sets the selected cells back to the first state, or removes their statements. */
  clear(remove: boolean): void {
    const [first] = this.page.matrix().states;
    if (this.refuse() || first === undefined) return;
    const targets = this.targets();
    if (remove) {
      const changes = setAll(targets, { remove: true });
      this.send(this.page.labels.text('removeStatements', changes.length), changes);
    } else {
      // The default date is today, for states that change only.
      const date = this.stateDate === 'today' ? undefined : this.usualDate;
      this.set(targets, first, { state: first.value, ...(date !== undefined && { date }) });
    }
  }

  /** The date of a state that is set without one; `undefined`: the panel asks for it. */
  get usualDate(): string | undefined {
    return usualDate(this.stateDate, new Date());
  }

  /** Copies the first line or column of the selection to the others. */
  fill(direction: 'down' | 'right'): void {
    if (this.refuse()) return;
    const { selecting, labels } = this.page;
    const changes = filled(this.page.matrix(), this.page.painter(), selecting.selection, direction);
    this.send(labels.text('fillCells', changes.length), changes);
  }

  /** Sends the changes of one action, if there are any. @param label what it does */
  send(label: string, changes: readonly CellChange[]): void {
    const { results, labels } = this.page;
    results.hide();
    if (changes.length === 0) return this.page.say(labels.text('nothingToWrite'));
    if (changes.length > MAX_CELLS)
      return results.show({ title: labels.text('tooManyCells', changes.length, MAX_CELLS), lines: [] });
    const write = ++this.last;
    this.pending.add(write, changes);
    const asksDate =
      this.stateDate === 'ask' &&
      changes.some(({ change: { state, date } }) => state !== undefined && date === undefined);
    this.page.post({ type: 'write', write, label, changes, ...(asksDate && { asksDate }) });
    this.page.repaint();
    this.page.say(label);
  }

  /** Receives the answer of the panel. */
  written({ write, isChanged, notDone, warnings = [] }: Extract<ToPage, { type: 'written' }>): void {
    const { results, labels } = this.page;
    this.pending.answered(write, isChanged, notDone);
    this.warned = new Set(warnings.map(({ row, column }) => keyOf(row, column)));
    this.page.repaint();
    if (notDone.length + warnings.length === 0) return;
    const [key, { length }] =
      notDone.length > 0 ? (['notWritten', notDone] as const) : (['doubtful', warnings] as const);
    results.show({ title: labels.text(key, length), lines: [...notDone, ...warnings].map((one) => this.line(one)) });
  }

  /** Says why nothing can be written. @returns whether that is so */
  refuse(): boolean {
    if (this.reason === null || this.reason === '') return false;
    this.page.results.show({ title: this.reason, lines: [] });
    return true;
  }

  /** The selected cells. */
  targets(): Target[] {
    const { selecting } = this.page;
    return targetsIn(this.page.matrix(), this.page.painter(), selecting.selection);
  }

  private active(): Target | undefined {
    const { line, column } = this.page.grid.place;
    return targetAt(this.page.matrix(), this.page.painter(), line, column);
  }

  private take({ state, date, reason, move }: Entered): void {
    const now = new Date();
    const targets = this.targets();
    const changes = targets.map((target) => {
      const day = date === 'released' ? dayOf(target.row.released) : date;
      return changeOf(target, {
        state: state.value,
        date: dateOf(day, this.stateDate, now),
        ...(reason !== '' && { comment: reason }),
      });
    });
    this.send(this.setLabel(targets, state), changes);
    if (move !== 0) this.page.moveBy(move);
  }

  private setLabel({ length }: readonly Target[], { value }: MatrixState): string {
    const { labels } = this.page;
    return length === 1 ? labels.text('setCell', value) : labels.text('setCells', length, value);
  }

  private set(targets: readonly Target[], state: MatrixState, written: CellChange['change']): void {
    this.send(this.setLabel(targets, state), setAll(targets, written));
  }

  /** `KB5001, Batch 8.2: …` */
  private line({ row, column, reason }: NotDone): string {
    const { labels } = this.page;
    const matrix = this.page.matrix();
    const patch = matrix.rows.find(({ key }) => key === row);
    const product = matrix.columns.find(({ key }) => key === column);
    const place = [patch && labels.patch(patch), product && labels.column(product, matrix)].filter(Boolean).join(', ');
    return place === '' ? reason : labels.text('fact', place, reason);
  }
}

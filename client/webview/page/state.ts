/** The state of the page, which is saved soon after each change. */
import type { MatrixContext } from '../model/snapshotAssembler';
import type { PersistedState } from './persistedState';
import type { Arrangement } from '../view/criteria';

const SAVE_DELAY_MS = 200;

export class PageState {
  /** Whether a matrix has arrived. Before that, the grid has no position that could be saved. */
  private hasMatrix = false;
  private comparedWith = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param position where the active cell and the scroll bars are
   * @param save keeps a state over restarts
   */
  constructor(
    private current: PersistedState,
    private readonly position: () => Pick<PersistedState, 'active' | 'scroll'>,
    private readonly save: (state: PersistedState) => void,
  ) {}

  get now(): PersistedState {
    return this.current;
  }

  get isLoaded(): boolean {
    return this.hasMatrix;
  }

  /** Display name of the older edition; empty: none. */
  get compared(): string {
    return this.comparedWith;
  }

  /** A matrix was opened. */
  opened({ compared, subject }: MatrixContext): void {
    this.hasMatrix = true;
    this.comparedWith = compared;
    this.change({ subject });
    // Without an older edition nothing has changed, so that this criterion would match nothing.
    if (compared === '') this.arrange({ criteria: { ...this.current.arrangement.criteria, onlyChanged: false } });
  }

  change(part: Partial<PersistedState>): void {
    this.current = { ...this.current, ...part };
    this.saveSoon();
  }

  arrange(part: Partial<Arrangement>): void {
    this.change({ arrangement: { ...this.current.arrangement, ...part } });
  }

  /** To be called when the active cell or the scroll position has changed. */
  saveSoon(): void {
    clearTimeout(this.timer);
    if (!this.hasMatrix) return;
    this.timer = setTimeout(() => {
      this.current = { ...this.current, ...this.position() };
      this.save(this.current);
    }, SAVE_DELAY_MS);
  }
}

/** The line below the grid with the counts of the selection, which screen readers announce. */
import { make } from '../dom';

export class SelectionLine {
  readonly element = make('p', { className: 'selection-line' }, { role: 'status' });

  /** @param text empty: at most one cell is selected */
  show(text: string): void {
    // An equal text is not announced again.
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}

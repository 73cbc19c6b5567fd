/** What stands in the place of the grid where there is nothing to be seen in it, and why. */
import { make } from '../dom';
import type { Texts } from '../texts';

export class Empty {
  readonly element = make('div', { className: 'empty' });

  constructor(
    private readonly texts: Texts,
    private readonly clear: () => void,
  ) {}

  /** @param isLoaded whether the files have been read @param hasPatches whether there are patches behind the filters */
  show(isEmpty: boolean, isLoaded: boolean, hasPatches: boolean): void {
    const { texts } = this;
    this.element.hidden = !isEmpty;
    if (!isEmpty) return;
    const text = !isLoaded ? texts.loading : hasPatches ? texts.nothingLeft : texts.empty;
    this.element.replaceChildren(make('p', { textContent: text }, { role: 'status' }));
    if (!isLoaded || !hasPatches) return;
    const clear = make('button', { type: 'button', textContent: texts.clearFilters });
    clear.addEventListener('click', this.clear);
    this.element.append(clear);
  }
}

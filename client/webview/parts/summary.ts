/** The summary of what is shown, with buttons that filter by kind; and the text in place of an empty grid. */
import { make } from '../dom';
import { lookOfKind } from '../grid/look';
import { allKinds, kindName, WARNINGS, type Kind } from '../model/kinds';
import { dayOf, type Matrix } from '../model/matrix';
import { fill, shortened, type Texts } from '../texts';
import { Legend } from './legend';
import type { Counts } from '../view/counts';

export class Summary {
  readonly element: HTMLElement;
  private readonly facts = make('span', { className: 'facts' });
  private readonly kinds = make('div', { className: 'kinds' });
  private readonly legend: Legend;

  constructor(
    private readonly texts: Texts,
    private readonly toggle: (kind: Kind) => void,
    private readonly goTo: (row: string) => void,
    private readonly showHidden: () => void,
  ) {
    this.legend = new Legend(texts);
    const parts = [this.kinds, this.facts, this.legend.element];
    this.element = make('section', { className: 'summary' }, { 'aria-label': texts.summary }, ...parts);
  }

  /** @param chosen the kinds in the filter @param hidden the number of columns that the user has hidden */
  show(matrix: Matrix, counts: Counts, chosen: readonly Kind[], hidden: number): void {
    const { texts } = this;
    this.legend.show(matrix);
    const focused = this.kinds.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.kind
      : undefined;
    const all = allKinds(matrix, chosen);
    // What calls for attention comes first.
    const sorted = [
      ...WARNINGS.filter((kind) => all.includes(kind)),
      ...all.filter((kind) => !WARNINGS.includes(kind)),
    ];
    const shown = sorted.filter((kind) => (counts.kinds.get(kind) ?? 0) > 0 || chosen.includes(kind));
    this.kinds.replaceChildren(
      ...shown.map((kind) => this.chip(matrix, kind, counts.kinds.get(kind) ?? 0, chosen.includes(kind))),
    );
    if (focused !== undefined)
      [...this.kinds.querySelectorAll('button')].find(({ dataset }) => dataset.kind === focused)?.focus();
    const facts: (Node | string)[] = [
      make('span', { textContent: fill(texts.patchCount, counts.patches, counts.allPatches) }),
      make('span', { textContent: fill(texts.productCount, counts.products, counts.allProducts) }),
    ];
    if (hidden > 0) {
      const text = fill(texts.showHidden, hidden);
      const button = make('button', { type: 'button', className: 'link', textContent: text });
      button.addEventListener('click', this.showHidden);
      facts.push(button);
    }
    if (matrix.compared.length > 0) facts.push(make('span', { textContent: fill(texts.changes, counts.changes) }));
    const { oldestUntested, lastPublished } = counts;
    if (oldestUntested !== undefined) {
      const { key, id, released } = oldestUntested;
      const button = make('button', {
        type: 'button',
        className: 'link',
        textContent: fill(texts.oldestUntested, shortened(id), dayOf(released)),
      });
      button.addEventListener('click', () => this.goTo(key));
      facts.push(button);
    }
    if (lastPublished !== '')
      facts.push(make('span', { textContent: fill(texts.lastPublished, dayOf(lastPublished)) }));
    this.facts.replaceChildren(...facts);
  }

  private chip(matrix: Matrix, kind: Kind, cells: number, isChosen: boolean): HTMLElement {
    const look = lookOfKind(matrix, kind);
    const symbol = make('span', { className: 'symbol', textContent: look.symbol }, { 'aria-hidden': true });
    const button = make(
      'button',
      {
        type: 'button',
        className: ['chip', look.tone, WARNINGS.includes(kind) && 'warning'].filter(Boolean).join(' '),
      },
      { 'aria-pressed': isChosen },
      symbol,
      make('span', { textContent: `${shortened(kindName(matrix, kind, this.texts))}: ${cells.toLocaleString()}` }),
    );
    button.dataset.kind = kind;
    button.addEventListener('click', () => this.toggle(kind));
    return button;
  }
}

/** Shown instead of the grid if it is empty, with the reason. */
export class Empty {
  readonly element = make('div', { className: 'empty' });

  constructor(
    private readonly texts: Texts,
    private readonly clear: () => void,
  ) {}

  /** @param isLoaded whether the files have been read @param hasPatches whether there are patches, shown or filtered out */
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

/** The line that sums up what is shown. Its states are buttons that filter by them. */
import { make } from '../dom';
import { toneOf, CONFLICT_SYMBOL, HOLE_SYMBOL, OTHER_SYMBOL } from '../grid/painter';
import { allKinds, CONFLICT, HOLE, kindName, type Kind } from '../model/contents';
import { dayOf, type Matrix } from '../model/matrix';
import { fill, shortened, type Texts } from '../texts';
import type { Counts } from '../view/counts';

export class Summary {
  readonly element: HTMLElement;
  private readonly facts = make('span', { className: 'facts' });
  private readonly kinds = make('div', { className: 'kinds' });

  constructor(
    private readonly texts: Texts,
    private readonly toggle: (kind: Kind) => void,
    private readonly goTo: (row: string) => void,
  ) {
    this.element = make('section', { className: 'summary' }, { 'aria-label': texts.summary }, this.kinds, this.facts);
  }

  /** @param chosen the kinds that are filtered by */
  show(matrix: Matrix, counts: Counts, chosen: readonly Kind[]): void {
    const { texts } = this;
    const focused = this.kinds.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.kind
      : undefined;
    const shown = allKinds(matrix).filter((kind) => (counts.kinds.get(kind) ?? 0) > 0 || chosen.includes(kind));
    this.kinds.replaceChildren(
      ...shown.map((kind) => this.chip(matrix, kind, counts.kinds.get(kind) ?? 0, chosen.includes(kind))),
    );
    if (focused !== undefined)
      [...this.kinds.querySelectorAll('button')].find(({ dataset }) => dataset.kind === focused)?.focus();
    const facts: (Node | string)[] = [
      make('span', { textContent: fill(texts.patchCount, counts.patches, counts.allPatches) }),
      make('span', { textContent: fill(texts.productCount, counts.products, counts.allProducts) }),
    ];
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
    const symbol = make('span', { className: 'symbol', textContent: symbolOf(matrix, kind) }, { 'aria-hidden': true });
    const button = make(
      'button',
      { type: 'button', className: `chip ${kind === HOLE ? 'hole' : kind === CONFLICT ? 'conflict' : toneOf(kind)}` },
      { 'aria-pressed': isChosen },
      symbol,
      make('span', { textContent: `${shortened(kindName(matrix, kind, this.texts))}: ${cells.toLocaleString()}` }),
    );
    button.dataset.kind = kind;
    button.addEventListener('click', () => this.toggle(kind));
    return button;
  }
}

function symbolOf(matrix: Matrix, kind: Kind): string {
  if (kind === HOLE) return HOLE_SYMBOL;
  if (kind === CONFLICT) return CONFLICT_SYMBOL;
  return matrix.states.find(({ id }) => id === kind)?.symbol ?? OTHER_SYMBOL;
}

/** What stands above the grid. */
import type { MatrixFormat } from '../../../server/src/lsp/protocol';
import { make, setAttribute } from '../dom';
import { allKinds, kindName } from '../model/contents';
import { columnName, type Matrix } from '../model/matrix';
import { fill, type Texts } from '../texts';
import { countCriteria, GROUPINGS, type Arrangement, type Grouping, type Order } from '../view/criteria';
import { Choice } from './choice';
import type { Finder } from './finder';
import { menu } from './menu';

export interface ToolbarWishes {
  arrange(part: Partial<Arrangement>): void;
  toggleFilters(): void;
  toggleDetails(): void;
  toggleComparing(): void;
  export(format: MatrixFormat): void;
  picture(): void;
  print(): void;
}

/** How formats are called everywhere. */
const FORMAT_NAMES: readonly (readonly [MatrixFormat, string])[] = [
  ['html', 'HTML'],
  ['csv', 'CSV'],
  ['markdown', 'Markdown'],
  ['json', 'JSON'],
];

export class Toolbar {
  readonly element: HTMLElement;
  private readonly filters: HTMLButtonElement;
  private readonly details: HTMLButtonElement;
  private readonly compare: HTMLButtonElement;
  private readonly grouping: Choice;
  private readonly order: Choice;

  /** @param filtersId the element that the button for filters opens */
  constructor(
    private readonly texts: Texts,
    finder: Finder,
    filtersId: string,
    wishes: ToolbarWishes,
  ) {
    const button = (label: string, run: () => void): HTMLButtonElement => {
      const made = make('button', { type: 'button', className: 'secondary', textContent: label });
      made.addEventListener('click', run);
      return made;
    };
    this.filters = button(texts.filters, () => wishes.toggleFilters());
    setAttribute(this.filters, 'aria-controls', filtersId);
    this.details = button(texts.details, () => wishes.toggleDetails());
    this.compare = button(texts.compare, () => wishes.toggleComparing());
    this.grouping = new Choice(texts.groupBy, (value) =>
      wishes.arrange({ grouping: value as Grouping, collapsed: [] }),
    );
    this.order = new Choice(texts.sortBy, (value) => wishes.arrange({ order: JSON.parse(value) as Order }));
    const exports = menu(texts.export, [
      ...FORMAT_NAMES.map(([format, label]) => ({ label, run: () => wishes.export(format) })),
      { label: texts.picture, run: () => wishes.picture() },
    ]);
    const print = button(texts.print, () => wishes.print());
    this.element = make(
      'div',
      { className: 'toolbar' },
      { role: 'group', 'aria-label': texts.title },
      this.filters,
      this.grouping.element,
      this.order.element,
      finder.element,
      make('span', { className: 'space' }),
      this.compare,
      exports,
      print,
      this.details,
    );
  }

  /** @param open which parts are open @param compared what the older edition is called; empty: none */
  show(
    matrix: Matrix,
    { criteria, grouping, order }: Arrangement,
    open: { readonly filters: boolean; readonly details: boolean },
    compared: string,
  ): void {
    const { texts } = this;
    const active = countCriteria(criteria);
    this.filters.textContent = active === 0 ? texts.filters : fill(texts.filtersActive, active);
    this.filters.classList.toggle('on', active > 0);
    setAttribute(this.filters, 'aria-expanded', open.filters);
    setAttribute(this.details, 'aria-pressed', open.details);
    this.compare.textContent = compared === '' ? `${texts.compare}…` : texts.stopComparing;
    this.compare.title = compared === '' ? '' : fill(texts.comparedWith, compared);
    this.grouping.show(
      GROUPINGS.map((value) => ({ value, label: texts[`group.${value}`] })),
      grouping,
    );
    this.order.show(
      this.orders(matrix, order).map(([value, label]) => ({ value: JSON.stringify(value), label })),
      JSON.stringify(order),
    );
  }

  private orders(matrix: Matrix, now: Order): [Order, string][] {
    const { texts } = this;
    const plain = (['newest', 'oldest', 'severity', 'id'] as const).map((by): [Order, string] => [
      { by },
      texts[`sort.${by}`],
    ]);
    const counts = allKinds(matrix).map((kind): [Order, string] => [
      { by: 'count', kind },
      fill(texts['sort.count'], kindName(matrix, kind, texts)),
    ]);
    const column = now.by === 'column' ? matrix.columns.find(({ key }) => key === now.column) : undefined;
    return [
      ...plain,
      ...counts,
      ...(column ? [[now, fill(texts['sort.column'], columnName(column))] as [Order, string]] : []),
    ];
  }
}

/** The toolbar above the grid. */
import type { MatrixFormat } from '../../../server/src/lsp/protocol/index';
import { make, setAttribute } from '../dom';
import { allKinds, CONTRADICTORY, kindName } from '../model/kinds';
import { columnName, type Matrix } from '../model/matrix';
import { fill, type Texts } from '../texts';
import { countCriteria, GROUPINGS, type Arrangement, type Grouping, type Order } from '../view/criteria';
import { Choice } from './choice';
import type { Finder } from './finder';
import { popup } from './popup';
import { ViewSwitch } from './viewSwitch';

/** The actions of the buttons and lists. */
export interface ToolbarActions {
  arrange(part: Partial<Arrangement>): void;
  toggleFilters(): void;
  toggleDetails(): void;
  toggleColumns(): void;
  toggleDensity(): void;
  toggleComparing(): void;
  export(format: MatrixFormat): void;
  applyTable(): void;
  picture(): void;
  print(): void;
  showPlan(): void;
}

/** The names of the formats, which are the same in all languages. */
const FORMAT_NAMES: readonly (readonly [MatrixFormat, string])[] = [
  ['xlsx', 'Excel'],
  ['html', 'HTML'],
  ['csv', 'CSV'],
  ['markdown', 'Markdown'],
  ['json', 'JSON'],
];

export class Toolbar {
  readonly element: HTMLElement;
  private readonly filters: HTMLButtonElement;
  private readonly details: HTMLButtonElement;
  private readonly moreColumns: HTMLButtonElement;
  private readonly compact: HTMLButtonElement;
  private readonly compare: HTMLButtonElement;
  private readonly grouping: Choice;
  private readonly order: Choice;

  /** @param filtersId id of the element that the button for filters shows and hides */
  constructor(
    private readonly texts: Texts,
    finder: Finder,
    filtersId: string,
    actions: ToolbarActions,
  ) {
    const button = (label: string, run: () => void): HTMLButtonElement => {
      const made = make('button', { type: 'button', className: 'secondary', textContent: label });
      made.addEventListener('click', run);
      return made;
    };
    this.filters = button(texts.filters, () => actions.toggleFilters());
    setAttribute(this.filters, 'aria-controls', filtersId);
    this.details = button(texts.details, () => actions.toggleDetails());
    this.details.title = texts.detailsNone;
    this.moreColumns = button(texts.moreColumns, () => actions.toggleColumns());
    this.moreColumns.title = `${texts['field.cves']}, ${texts['field.restart']}`;
    this.compact = button(texts.compact, () => actions.toggleDensity());
    this.compact.title = texts.compactHelp;
    this.compare = button(texts.compare, () => actions.toggleComparing());
    this.grouping = new Choice(texts.groupBy, (value) =>
      actions.arrange({ grouping: value as Grouping, collapsed: [] }),
    );
    this.order = new Choice(texts.sortBy, (value) => actions.arrange({ order: JSON.parse(value) as Order }));
    const exports = menu(texts.export, [
      ...FORMAT_NAMES.map(([format, label]) => ({ label, run: () => actions.export(format) })),
      { label: texts.picture, run: () => actions.picture() },
    ]);
    const apply = button(texts.applyTable, () => actions.applyTable());
    apply.title = texts.applyTableHelp;
    const print = button(texts.print, () => actions.print());
    this.element = make(
      'div',
      { className: 'toolbar' },
      { role: 'group', 'aria-label': texts.title },
      new ViewSwitch('matrix', texts, () => actions.showPlan()).element,
      this.filters,
      this.grouping.element,
      this.order.element,
      this.moreColumns,
      this.compact,
      finder.element,
      make('span', { className: 'space' }),
      this.compare,
      exports,
      apply,
      print,
      this.details,
    );
  }

  /** @param open the parts that are open, and whether the columns are compact @param compared display name of the older edition; empty: none */
  show(
    matrix: Matrix,
    { criteria, grouping, order, moreColumns }: Arrangement,
    open: { readonly filters: boolean; readonly details: boolean; readonly compact: boolean },
    compared: string,
  ): void {
    const { texts } = this;
    const active = countCriteria(criteria);
    this.filters.textContent = active === 0 ? texts.filters : fill(texts.filtersActive, active);
    this.filters.classList.toggle('on', active > 0);
    setAttribute(this.filters, 'aria-expanded', open.filters);
    setAttribute(this.details, 'aria-pressed', open.details);
    setAttribute(this.moreColumns, 'aria-pressed', moreColumns);
    setAttribute(this.compact, 'aria-pressed', open.compact);
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
    const counts = allKinds(matrix, now.by === 'count' ? [now.kind] : [])
      .filter((kind) => kind !== CONTRADICTORY)
      .map((kind): [Order, string] => [
        { by: 'count', kind },
        fill(texts['sort.count'], kindName(matrix, kind, texts)),
      ]);
    const column = now.by === 'column' ? matrix.columns.find(({ key }) => key === now.column) : undefined;
    return [
      ...plain,
      ...counts,
      ...(column ? [[now, fill(texts['sort.column'], columnName(column, matrix))] as [Order, string]] : []),
    ];
  }
}

interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

/** A button that opens a short list of buttons. */
function menu(label: string, items: readonly MenuItem[]): HTMLElement {
  const list = make('div', { className: 'items' });
  const { element, close } = popup(label, list);
  for (const { label: text, run } of items) {
    const button = make('button', { type: 'button', textContent: text });
    button.addEventListener('click', () => {
      close();
      run();
    });
    list.append(button);
  }
  return element;
}

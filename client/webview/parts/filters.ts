/** The filters: what of the matrix is shown. */
import { freshId, make } from '../dom';
import { allKinds, kindName } from '../model/contents';
import type { Matrix } from '../model/matrix';
import type { TextKey, Texts } from '../texts';
import { NO_CRITERIA, type Criteria } from '../view/criteria';
import { compareNaturally, ranking } from '../view/sort';
import { Checklist } from './checklist';
import type { Option } from './choice';

type Ticked = 'kinds' | 'severities' | 'vendors' | 'targets' | 'products';
type Switched = 'onlyMine' | 'onlyChanged' | 'onlyHoles';
type Day = 'from' | 'to';

const LISTS: readonly (readonly [Ticked, TextKey])[] = [
  ['kinds', 'states'],
  ['severities', 'severities'],
  ['vendors', 'vendors'],
  ['targets', 'targets'],
  ['products', 'products'],
];

export class Filters {
  readonly element: HTMLElement;
  private readonly lists: ReadonlyMap<Ticked, Checklist>;
  private readonly days: ReadonlyMap<Day, HTMLInputElement>;
  private readonly switches: ReadonlyMap<Switched, HTMLInputElement>;
  private readonly noMine: HTMLElement;
  private criteria = NO_CRITERIA;

  /** @param changed what is asked for now @param settings opens the settings for own products */
  constructor(
    private readonly texts: Texts,
    private readonly changed: (criteria: Criteria) => void,
    settings: () => void,
  ) {
    this.lists = new Map(
      LISTS.map(([name, label]) => [
        name,
        new Checklist(texts[label], texts.narrow, (values) => this.ask({ [name]: values })),
      ]),
    );
    this.days = new Map((['from', 'to'] as const).map((name) => [name, this.day(name)]));
    this.switches = new Map(
      (['onlyMine', 'onlyChanged', 'onlyHoles'] as const).map((name) => [name, this.switch(name)]),
    );
    this.noMine = make('button', { type: 'button', className: 'link', textContent: texts.noMine });
    this.noMine.addEventListener('click', settings);
    const clear = make('button', { type: 'button', className: 'secondary', textContent: texts.clearFilters });
    clear.addEventListener('click', () => this.changed(NO_CRITERIA));
    const labelled = (input: HTMLInputElement, label: string): HTMLElement =>
      make('div', { className: 'tick' }, {}, input, make('label', { htmlFor: input.id, textContent: label }));
    const dates = make(
      'fieldset',
      {},
      {},
      make('legend', { textContent: texts.released }),
      ...[...this.days].map(([name, input]) =>
        make('div', { className: 'field' }, {}, make('label', { htmlFor: input.id, textContent: texts[name] }), input),
      ),
      ...[...this.switches].map(([name, input]) => labelled(input, texts[name])),
      this.noMine,
      clear,
    );
    this.element = make(
      'section',
      { className: 'filters', id: freshId() },
      { 'aria-label': texts.filters },
      dates,
      ...[...this.lists.values()].map(({ element }) => element),
    );
  }

  show(matrix: Matrix, criteria: Criteria): void {
    this.criteria = criteria;
    const options = this.options(matrix);
    for (const [name, list] of this.lists) list.show(options[name], criteria[name]);
    for (const [name, input] of this.days) input.value = criteria[name];
    for (const [name, input] of this.switches) input.checked = criteria[name];
    const hasMine = matrix.columns.some(({ mine }) => mine);
    this.noMine.hidden = hasMine;
    this.switches.get('onlyMine')!.disabled = !hasMine && !criteria.onlyMine;
    this.switches.get('onlyChanged')!.parentElement!.hidden = matrix.compared.length === 0 && !criteria.onlyChanged;
  }

  private ask(part: Partial<Criteria>): void {
    this.changed({ ...this.criteria, ...part });
  }

  private options(matrix: Matrix): Record<Ticked, readonly Option[]> {
    const { rows, columns, severities } = matrix;
    const rank = ranking(severities);
    return {
      kinds: allKinds(matrix).map((kind) => ({ value: kind, label: kindName(matrix, kind, this.texts) })),
      severities: this.distinct(rows.map(({ severity }) => severity)).sort((a, b) => rank(a.value) - rank(b.value)),
      vendors: this.distinct(rows.map(({ vendor }) => vendor)),
      targets: this.distinct(rows.flatMap(({ targets }) => targets)),
      products: this.distinct(columns.map(({ product }) => product)),
    };
  }

  private distinct(values: readonly string[]): Option[] {
    return [...new Set(values)].sort(compareNaturally).map((value) => ({ value, label: value || this.texts.none }));
  }

  private day(name: Day): HTMLInputElement {
    const input = make('input', { type: 'date', id: freshId() });
    input.addEventListener('change', () => this.ask({ [name]: input.value }));
    return input;
  }

  private switch(name: Switched): HTMLInputElement {
    const input = make('input', { type: 'checkbox', id: freshId() });
    input.addEventListener('change', () => this.ask({ [name]: input.checked }));
    return input;
  }
}

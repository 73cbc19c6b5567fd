/** The controls for the criteria: which part of the matrix is shown. */
import { freshId, make } from '../dom';
import { allKinds, kindName } from '../model/kinds';
import { hasSeveralSuppliers, type Matrix } from '../model/matrix';
import type { TextKey, Texts } from '../texts';
import { NO_CRITERIA, QUICK, QUICK_KINDS, type Criteria, type Quick } from '../view/criteria';
import { compareNaturally, ranking } from '../view/sort';
import { type Option, Checklist } from './choice';

type Ticked = 'kinds' | 'severities' | 'vendors' | 'targets' | 'suppliers' | 'products';
type Switched = 'onlyMine' | 'onlyChanged' | Quick;
type Day = 'from' | 'to';

const LISTS: readonly (readonly [Ticked, TextKey])[] = [
  ['kinds', 'states'],
  ['severities', 'severities'],
  ['vendors', 'vendors'],
  ['targets', 'targets'],
  ['suppliers', 'suppliers'],
  ['products', 'products'],
];

const SWITCHES: readonly Switched[] = ['onlyMine', 'onlyChanged', ...QUICK];

export class Filters {
  readonly element: HTMLElement;
  private readonly lists: ReadonlyMap<Ticked, Checklist>;
  private readonly days: ReadonlyMap<Day, HTMLInputElement>;
  private readonly switches: ReadonlyMap<Switched, HTMLInputElement>;
  private readonly noMine: HTMLElement;
  private criteria = NO_CRITERIA;

  /** @param changed called with the new criteria @param settings opens the settings for the user's own products */
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
    this.switches = new Map(SWITCHES.map((name) => [name, this.switch(name)]));
    this.noMine = make('button', { type: 'button', className: 'link' });
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
      clear,
    );
    const quick = make(
      'fieldset',
      {},
      {},
      make('legend', { textContent: texts.show }),
      ...[...this.switches].map(([name, input]) => labelled(input, texts[name])),
      this.noMine,
    );
    this.element = make(
      'section',
      { className: 'filters', id: freshId() },
      { 'aria-label': texts.filters },
      quick,
      dates,
      ...[...this.lists.values()].map(({ element }) => element),
    );
  }

  show(matrix: Matrix, criteria: Criteria): void {
    this.criteria = criteria;
    const options = this.options(matrix, criteria);
    for (const [name, list] of this.lists) list.show(options[name], criteria[name]);
    for (const [name, input] of this.days) input.value = criteria[name];
    for (const [name, input] of this.switches) input.checked = criteria[name];
    const hasMine = matrix.columns.some(({ mine }) => mine);
    this.noMine.hidden = hasMine;
    // Products that are listed and that no supplier speaks of have a note each.
    const isListed = matrix.notes.some(({ kind }) => kind === 'unmatched-product');
    this.noMine.textContent = this.texts[isListed ? 'noneMine' : 'noMine'];
    this.switches.get('onlyMine')!.disabled = !hasMine && !criteria.onlyMine;
    this.showSwitch('onlyChanged', matrix.compared.length > 0 || criteria.onlyChanged);
    const present = new Set(allKinds(matrix));
    for (const name of QUICK)
      this.showSwitch(name, criteria[name] || QUICK_KINDS[name].some((kind) => present.has(kind)));
  }

  private showSwitch(name: Switched, isShown: boolean): void {
    this.switches.get(name)!.parentElement!.hidden = !isShown;
  }

  private ask(part: Partial<Criteria>): void {
    this.changed({ ...this.criteria, ...part });
  }

  private options(matrix: Matrix, criteria: Criteria): Record<Ticked, readonly Option[]> {
    const { rows, columns, severities } = matrix;
    const rank = ranking(severities);
    return {
      kinds: allKinds(matrix, criteria.kinds).map((kind) => ({
        value: kind,
        label: kindName(matrix, kind, this.texts),
      })),
      severities: this.distinct(rows.map(({ severity }) => severity)).sort((a, b) => rank(a.value) - rank(b.value)),
      vendors: this.distinct(rows.map(({ vendor }) => vendor)),
      targets: this.distinct(rows.flatMap(({ targets }) => targets)),
      suppliers: hasSeveralSuppliers(matrix) ? this.distinct(columns.map(({ supplier }) => supplier)) : [],
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

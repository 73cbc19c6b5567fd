/** Lists to choose from: one value, or several. */
import { freshId, make } from '../dom';
import { shortened } from '../texts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A labelled select whose options may change. */
export class Choice {
  readonly element: HTMLElement;
  private readonly select = make('select', { id: freshId() });
  private options: readonly Option[] = [];

  constructor(label: string, chosen: (value: string) => void) {
    this.element = make(
      'div',
      { className: 'field' },
      {},
      make('label', { htmlFor: this.select.id, textContent: label }),
      this.select,
    );
    this.select.addEventListener('change', () => chosen(this.select.value));
  }

  show(options: readonly Option[], value: string): void {
    if (JSON.stringify(options) !== JSON.stringify(this.options)) {
      this.options = options;
      this.select.replaceChildren(
        ...options.map((option) => make('option', { value: option.value, textContent: shortened(option.label) })),
      );
    }
    this.select.value = value;
  }
}

/** Lists with at least this number of options can be narrowed by typing. */
const MIN_NARROWED = 10;

/** A group of checkboxes with a heading; long lists can be narrowed. */
export class Checklist {
  readonly element: HTMLElement;
  private readonly list = make('div', { className: 'ticks' });
  private readonly narrow: HTMLInputElement;
  private options: readonly Option[] = [];
  private ticks: HTMLInputElement[] = [];

  constructor(
    label: string,
    narrowLabel: string,
    private readonly chosen: (values: readonly string[]) => void,
  ) {
    this.narrow = make(
      'input',
      { type: 'search', placeholder: narrowLabel, hidden: true },
      { 'aria-label': `${narrowLabel}: ${label}` },
    );
    this.narrow.addEventListener('input', () => this.narrowDown());
    this.list.addEventListener('change', () =>
      this.chosen(this.ticks.filter(({ checked }) => checked).map(({ value }) => value)),
    );
    this.element = make(
      'fieldset',
      { hidden: true },
      {},
      make('legend', { textContent: label }),
      this.narrow,
      this.list,
    );
  }

  show(options: readonly Option[], values: readonly string[]): void {
    if (JSON.stringify(options) !== JSON.stringify(this.options)) this.fill(options);
    const ticked = new Set(values);
    for (const tick of this.ticks) tick.checked = ticked.has(tick.value);
  }

  private fill(options: readonly Option[]): void {
    this.options = options;
    this.element.hidden = options.length === 0;
    this.narrow.hidden = options.length < MIN_NARROWED;
    this.ticks = options.map(({ value }) => make('input', { type: 'checkbox', id: freshId(), value }));
    this.list.replaceChildren(
      ...this.ticks.map((tick, index) =>
        make(
          'div',
          { className: 'tick' },
          {},
          tick,
          make('label', { htmlFor: tick.id, textContent: shortened(options[index]!.label) }),
        ),
      ),
    );
    this.narrowDown();
  }

  private narrowDown(): void {
    const wanted = this.narrow.value.trim().toLowerCase();
    this.ticks.forEach((tick, index) => {
      tick.parentElement!.hidden = !this.options[index]!.label.toLowerCase().includes(wanted);
    });
  }
}

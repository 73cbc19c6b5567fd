/** Values to tick, as many as one likes. */
import { freshId, make } from '../dom';
import { shortened } from '../texts';
import type { Option } from './choice';

/** From so many on, there is a box to narrow the list with. */
const MANY = 10;

/** A group of ticks with a heading; long lists can be narrowed. */
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
    this.element = make('fieldset', {}, {}, make('legend', { textContent: label }), this.narrow, this.list);
  }

  show(options: readonly Option[], values: readonly string[]): void {
    if (JSON.stringify(options) !== JSON.stringify(this.options)) this.fill(options);
    const ticked = new Set(values);
    for (const tick of this.ticks) tick.checked = ticked.has(tick.value);
  }

  private fill(options: readonly Option[]): void {
    this.options = options;
    this.element.hidden = options.length === 0;
    this.narrow.hidden = options.length < MANY;
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

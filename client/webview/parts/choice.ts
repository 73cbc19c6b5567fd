/** A list to choose from. */
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

/** The search box, with the number of hits and buttons for the next and previous one. */
import { make } from '../dom';
import { fill, type Texts } from '../texts';

export class Finder {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly count = make('span', { className: 'count' }, { role: 'status' });
  private readonly buttons: readonly HTMLButtonElement[];

  /** @param typed called with the new text @param go goes to the next hit (1) or the previous one (-1) @param leave called on Escape */
  constructor(
    private readonly texts: Texts,
    typed: (text: string) => void,
    go: (direction: 1 | -1) => void,
    leave: () => void,
  ) {
    this.input = make('input', { type: 'search', placeholder: texts.find }, { 'aria-label': texts.find });
    this.input.addEventListener('input', () => typed(this.input.value));
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
      else if (event.key === 'Escape') leave();
      else return;
      event.preventDefault();
    });
    this.buttons = ([-1, 1] as const).map((direction) => {
      const label = direction === 1 ? texts.findNext : texts.findPrevious;
      const button = make(
        'button',
        { type: 'button', className: 'icon', textContent: direction === 1 ? '↓' : '↑', title: label },
        { 'aria-label': label },
      );
      button.addEventListener('click', () => go(direction));
      return button;
    });
    this.element = make('div', { className: 'finder' }, { role: 'search' }, this.input, this.count, ...this.buttons);
  }

  /** @param hit index of the current hit; -1: none yet */
  show(text: string, hits: number, hit: number): void {
    if (this.input.value !== text) this.input.value = text;
    const found = hits === 0 ? this.texts.findNone : fill(this.texts.findHits, hit < 0 ? '–' : hit + 1, hits);
    this.count.textContent = text.trim() === '' ? '' : found;
    for (const button of this.buttons) {
      button.hidden = text.trim() === '';
      button.disabled = hits === 0;
    }
  }
}

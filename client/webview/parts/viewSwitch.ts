/** The switch between the views of the same files. */
import { make } from '../dom';
import type { Texts } from '../texts';

const VIEWS = ['matrix', 'plan'] as const;

export class ViewSwitch {
  readonly element: HTMLElement;

  /** @param shown the view of this page @param toOther shows the other one */
  constructor(shown: (typeof VIEWS)[number], texts: Texts, toOther: () => void) {
    const buttons = VIEWS.map((view) => {
      const textContent = texts[`view.${view}`];
      const button = make('button', { type: 'button', textContent }, { 'aria-pressed': view === shown });
      if (view !== shown) button.addEventListener('click', toOther);
      return button;
    });
    this.element = make('div', { className: 'segments' }, { role: 'group', 'aria-label': texts.view }, ...buttons);
  }
}

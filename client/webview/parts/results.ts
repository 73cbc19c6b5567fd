/** What an action could not do, above the grid until it is closed or the next action is done. */
import { make, setAttribute } from '../dom';
import { shortened, type Texts } from '../texts';

/** More lines are counted, not shown. */
const MAX_LINES = 200;

/** In UTF-16 units. A line names a cell and a reason. */
const MAX_LINE_LENGTH = 600;

/** A list with a heading. */
export interface Result {
  readonly title: string;
  readonly lines: readonly string[];
  /** A question: the label of the button that goes on, and what it does. */
  readonly goOn?: { readonly label: string; readonly run: () => void };
}

export class Results {
  readonly element: HTMLElement;
  private readonly content = make('div', { className: 'scroll', tabIndex: 0 });

  /** @param closed called after the list was closed by its button; focuses the grid */
  constructor(
    private readonly texts: Texts,
    private readonly closed: () => void,
  ) {
    setAttribute(this.content, 'role', 'group');
    setAttribute(this.content, 'aria-label', texts.resultsLabel);
    this.element = make(
      'section',
      { className: 'results', hidden: true },
      { 'aria-label': texts.resultsLabel, 'aria-live': 'polite' },
    );
  }

  show({ title, lines, goOn }: Result): void {
    const { texts } = this;
    const buttons: HTMLButtonElement[] = [];
    if (goOn !== undefined) buttons.push(this.button(goOn.label, goOn.run));
    buttons.push(this.button(goOn === undefined ? texts.close : texts.cancel, () => undefined));
    const shown = lines.slice(0, MAX_LINES).map((line) => shortened(line, MAX_LINE_LENGTH));
    if (lines.length > shown.length) shown.push(texts.more.replace('{0}', String(lines.length - shown.length)));
    this.content.replaceChildren(make('ul', {}, {}, ...shown.map((line) => make('li', { textContent: line }))));
    this.content.hidden = shown.length === 0;
    this.element.replaceChildren(
      make('div', { className: 'bar' }, {}, make('h2', { className: 'heading', textContent: title }), ...buttons),
      this.content,
    );
    this.element.hidden = false;
    if (goOn !== undefined) buttons[0]!.focus();
  }

  hide(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  private button(label: string, run: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', textContent: label });
    button.addEventListener('click', () => {
      this.hide();
      this.closed();
      run();
    });
    return button;
  }
}

/** The menu of the columns below a heading. */
import { make } from '../dom';
import type { Texts } from '../texts';

/** What the menu can do. */
export interface ColumnActions {
  readonly hide: () => void;
  /** Whether they are pinned now, and pinning or unpinning them. */
  readonly isPinned: boolean;
  readonly pin: () => void;
  readonly move: (direction: 1 | -1) => void;
  /** Back to the suppliers' order; `undefined`: it is the order. */
  readonly restoreOrder: (() => void) | undefined;
}

export class ColumnMenu {
  readonly element = make('div', { className: 'column-menu items', hidden: true }, { role: 'menu' });

  /** @param left focuses the grid */
  constructor(
    private readonly texts: Texts,
    private readonly left: () => void,
  ) {
    this.element.setAttribute('aria-label', texts.columnMenu);
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget as Node | null)) this.element.hidden = true;
    });
  }

  /** @param box the place of the heading on the screen */
  open(box: DOMRect, { hide, isPinned, pin, move, restoreOrder }: ColumnActions): void {
    const { texts, element } = this;
    const items: readonly (readonly [string, (() => void) | undefined])[] = [
      [isPinned ? texts.unpinColumns : texts.pinColumns, pin],
      [texts.hideColumns, hide],
      [texts.moveLeft, () => move(-1)],
      [texts.moveRight, () => move(1)],
      [texts.suppliersOrder, restoreOrder],
    ];
    element.replaceChildren(...items.flatMap(([label, run]) => (run === undefined ? [] : [this.item(label, run)])));
    element.hidden = false;
    const stage = element.parentElement!.getBoundingClientRect();
    const x = Math.min(box.left - stage.left, stage.width - element.offsetWidth);
    element.style.left = `${Math.max(0, x)}px`;
    element.style.top = `${Math.max(0, Math.min(box.bottom - stage.top, stage.height - element.offsetHeight))}px`;
    element.querySelector('button')!.focus();
  }

  private item(label: string, run: () => void): HTMLElement {
    const button = make('button', { type: 'button', textContent: label, tabIndex: -1 }, { role: 'menuitem' });
    button.addEventListener('click', () => {
      this.close();
      run();
    });
    return button;
  }

  private close(): void {
    this.element.hidden = true;
    this.left();
  }

  private onKey(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll('button')];
    const now = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else if (event.key === 'ArrowDown') buttons[(now + 1) % buttons.length]!.focus();
    else if (event.key === 'ArrowUp') buttons[(now - 1 + buttons.length) % buttons.length]!.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

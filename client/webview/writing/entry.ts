/** The entry line over the active cell: a state, its date, and a reason where the state refuses the patch. */
import type { MatrixState } from '../../../server/src/lsp/protocol/index';
import { freshId, make, setAttribute } from '../dom';
import { fill, shortened, type Texts } from '../texts';
import { matchingStates, type OfferedStates } from './states';

/** What is entered. */
export interface Entered {
  readonly state: MatrixState;
  /** `yyyy-MM-dd`; empty: the date stays as it is; `released`: the day on which each patch was released. */
  readonly date: string;
  /** Empty: comments stay as they are. */
  readonly reason: string;
  /** How to go on: stay, or to the next or previous cell. */
  readonly move: 0 | 1 | -1;
}

/** What the entry line is opened for. */
export interface EntryRequest {
  readonly states: readonly MatrixState[];
  /** Id of the state of the active cell; `null`: none. */
  readonly current: string | null;
  /** How many cells are written. */
  readonly cells: number;
  /** The text that was typed; empty: all states are listed, with that of the cell first. */
  readonly typed: string;
  /** `yyyy-MM-dd` */
  readonly today: string;
  /** Whether the date stays as it is, if no other is entered. */
  readonly keepsDate: boolean;
  /** Whether the date is to be confirmed. */
  readonly asksDate: boolean;
  /** The day on which the patches were released; empty: different ones, or unknown. */
  readonly released: string;
}

export class Entry {
  readonly element = make('div', { className: 'entry', hidden: true }, { role: 'group' });
  private readonly input: HTMLInputElement;
  private readonly list = make('ul', { id: freshId() }, { role: 'listbox' });
  private readonly date: HTMLInputElement;
  private readonly todayButton: HTMLButtonElement;
  private readonly releasedButton: HTMLButtonElement;
  private readonly reason: HTMLInputElement;
  private readonly reasonField: HTMLElement;
  private readonly none: HTMLElement;
  private request: EntryRequest | undefined;
  private offered: OfferedStates = { states: [], likely: 0 };
  private chosen = 0;

  /** @param take receives what is entered @param leave called when nothing is entered; focuses the grid */
  constructor(
    private readonly texts: Texts,
    private readonly take: (entered: Entered) => void,
    private readonly leave: () => void,
  ) {
    this.input = make(
      'input',
      { type: 'text', autocomplete: 'off', spellcheck: false },
      { role: 'combobox', 'aria-expanded': true, 'aria-autocomplete': 'list', 'aria-controls': this.list.id },
    );
    this.date = make('input', { type: 'date', id: freshId() });
    this.todayButton = make('button', { type: 'button', className: 'secondary', textContent: texts.entryToday });
    this.releasedButton = make('button', { type: 'button', className: 'secondary', textContent: texts.entryReleased });
    this.reason = make('input', { type: 'text', id: freshId(), autocomplete: 'off' });
    this.reasonField = field(texts.entryReason, this.reason);
    this.none = make('p', { className: 'quiet', textContent: texts.entryNone });
    this.list.setAttribute('aria-label', texts.states);
    this.element.append(
      this.input,
      this.list,
      this.none,
      make(
        'div',
        { className: 'more' },
        {},
        field(texts.entryDate, this.date, this.todayButton, this.releasedButton),
        this.reasonField,
      ),
      make('p', { className: 'hint', textContent: texts.entryHint }),
    );
    this.date.addEventListener('input', () => this.setReleased(false));
    this.todayButton.addEventListener('click', () => {
      this.setReleased(false);
      this.date.value = this.request!.today;
      this.date.focus();
    });
    this.releasedButton.addEventListener('click', () => {
      this.setReleased(true);
      this.date.value = this.request!.released;
      this.date.focus();
    });
    this.input.addEventListener('input', () => this.filter(this.input.value));
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    // The list must not take the focus from the input before it is clicked.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.onClick(event));
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      // Another window: what was entered stays.
      const stays = relatedTarget instanceof Node && this.element.contains(relatedTarget);
      if (document.hasFocus() && !stays) this.close();
    });
  }

  get isOpen(): boolean {
    return this.request !== undefined;
  }

  /** Opens the entry line. @param place where it is shown, in pixels from its container */
  open(request: EntryRequest, place: { readonly left: number; readonly top: number }): void {
    this.request = request;
    this.element.hidden = false;
    this.element.style.left = `${place.left}px`;
    this.element.style.top = `${place.top}px`;
    const label = request.cells === 1 ? this.texts.entryState : fill(this.texts.entryStates, request.cells);
    for (const element of [this.element, this.input]) setAttribute(element, 'aria-label', label);
    this.input.placeholder = label;
    this.input.value = request.typed;
    this.date.value = request.keepsDate ? '' : request.today;
    this.setReleased(false);
    this.reason.value = '';
    this.filter(request.typed);
    this.input.focus();
    this.putInside();
  }

  /** @param isReleased whether the dates of the releases are taken */
  private setReleased(isReleased: boolean): void {
    setAttribute(this.releasedButton, 'aria-pressed', isReleased);
  }

  close(): void {
    this.request = undefined;
    this.element.hidden = true;
  }

  /** Keeps the entry line inside its container. */
  private putInside(): void {
    const parent = this.element.parentElement!;
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.element;
    this.element.style.left = `${Math.max(0, Math.min(offsetLeft, parent.clientWidth - offsetWidth))}px`;
    this.element.style.top = `${Math.max(0, Math.min(offsetTop, parent.clientHeight - offsetHeight))}px`;
  }

  private filter(typed: string): void {
    const { states, current } = this.request!;
    this.offered = matchingStates(states, current, typed);
    this.chosen = 0;
    this.list.replaceChildren(
      ...this.offered.states.map(({ symbol, value }, index) =>
        make(
          'li',
          { id: `${this.list.id}-${index}`, className: index === this.offered.likely && index > 0 ? 'unlikely' : '' },
          { role: 'option' },
          make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true }),
          shortened(value),
        ),
      ),
    );
    this.list.hidden = this.offered.states.length === 0;
    this.none.hidden = !this.list.hidden;
    this.mark();
  }

  private mark(): void {
    const options = [...this.list.children];
    options.forEach((option, index) => setAttribute(option, 'aria-selected', index === this.chosen));
    options[this.chosen]?.scrollIntoView({ block: 'nearest' });
    setAttribute(this.input, 'aria-activedescendant', options[this.chosen]?.id);
    this.reasonField.hidden = this.offered.states[this.chosen]?.refuses !== true;
  }

  private onKey(event: KeyboardEvent): void {
    const { key, target, shiftKey } = event;
    const isInput = target === this.input;
    const count = this.offered.states.length;
    if (key === 'Escape') this.leaveNow();
    else if (key === 'Enter') {
      // A button is pressed by it.
      if (target instanceof HTMLButtonElement) return event.stopPropagation();
      this.goOn(target, 0);
    } else if (key === 'Tab' && isInput && this.request!.typed !== '') {
      if (shiftKey) this.takeNow(-1);
      else this.goOn(target, 1);
    } else if (isInput && (key === 'ArrowDown' || key === 'ArrowUp') && count > 0) {
      this.chosen = (this.chosen + (key === 'ArrowDown' ? 1 : -1) + count) % count;
      this.mark();
    } else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }

  /** Asks for what is missing after a field, or takes the state. */
  private goOn(target: EventTarget | null, move: Entered['move']): void {
    const asksReason = target === this.input && !this.reasonField.hidden && this.reason.value === '';
    if (asksReason) this.reason.focus();
    else if (this.request!.asksDate && target !== this.date) this.date.focus();
    else this.takeNow(move);
  }

  private onClick({ target }: MouseEvent): void {
    const option = target instanceof Element ? target.closest('li') : null;
    if (option === null) return;
    this.chosen = [...this.list.children].indexOf(option);
    this.mark();
    this.goOn(this.input, 0);
  }

  private takeNow(move: Entered['move']): void {
    const state = this.offered.states[this.chosen];
    if (state === undefined) return;
    const reason = this.reasonField.hidden ? '' : this.reason.value.trim();
    const date = this.releasedButton.ariaPressed === 'true' ? 'released' : this.date.value;
    this.leaveNow();
    this.take({ state, date, reason, move });
  }

  private leaveNow(): void {
    this.close();
    this.leave();
  }
}

function field(label: string, input: HTMLInputElement, ...others: readonly HTMLElement[]): HTMLElement {
  const named = make('label', { htmlFor: input.id, textContent: label });
  return make('div', { className: 'field' }, {}, named, input, ...others);
}

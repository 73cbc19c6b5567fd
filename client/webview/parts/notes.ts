/** What is missing from the matrix or not certain, above everything that it shows. */
import type { MatrixNote } from '../../../server/src/lsp/protocol/index';
import { freshId, make, setAttribute } from '../dom';
import { fill, shortened, type Texts } from '../texts';

/** More notes are collapsed to this number. */
const MAX_COLLAPSED = 3;

/** In UTF-16 units. A note names a file and what is wrong with it. */
const MAX_NOTE_LENGTH = 600;

export class Notes {
  readonly element: HTMLElement;
  private readonly heading = make('h2', { className: 'heading' });
  private readonly list = make('ul', { id: freshId() });
  private readonly toggle: HTMLButtonElement;
  private notes: readonly MatrixNote[] = [];
  private isOpen = false;

  /** @param toggled called to show all notes, or only the first ones @param openFile opens the file that a note is about */
  constructor(
    private readonly texts: Texts,
    toggled: () => void,
    private readonly openFile: (uri: string) => void,
  ) {
    this.toggle = make('button', { type: 'button', className: 'link' }, { 'aria-controls': this.list.id });
    this.toggle.addEventListener('click', toggled);
    this.element = make(
      'section',
      { className: 'notes', hidden: true },
      { 'aria-label': texts.notes },
      make('div', { className: 'bar' }, {}, this.heading, this.toggle),
      // Announced when it changes; see `show`.
      make('div', { className: 'scroll', tabIndex: 0 }, { role: 'status', 'aria-live': 'polite' }, this.list),
    );
  }

  /** @param isOpen whether all notes are shown */
  show(notes: readonly MatrixNote[], isOpen: boolean): void {
    const isSame = JSON.stringify(notes) === JSON.stringify(this.notes) && isOpen === this.isOpen;
    // An unchanged list keeps its elements: the focus stays, and nothing is announced again.
    if (isSame) return;
    [this.notes, this.isOpen] = [notes, isOpen];
    const severe = notes.filter(({ severe }) => severe);
    const sorted = [...severe, ...notes.filter((note) => !note.severe)];
    const { texts } = this;
    this.element.hidden = notes.length === 0;
    this.element.classList.toggle('severe', severe.length > 0);
    this.heading.textContent = fill(texts.notesCount, notes.length);
    this.toggle.hidden = notes.length <= MAX_COLLAPSED;
    this.toggle.textContent = isOpen ? texts.notesLess : fill(texts.notesMore, notes.length - MAX_COLLAPSED);
    setAttribute(this.toggle, 'aria-expanded', isOpen);
    const shown = isOpen ? sorted : sorted.slice(0, MAX_COLLAPSED);
    this.list.replaceChildren(...shown.map((note) => this.item(note)));
  }

  private item({ text, uri, severe }: MatrixNote): HTMLElement {
    const { texts } = this;
    const item = make(
      'li',
      { className: severe ? 'severe' : '' },
      {},
      make('span', { className: 'symbol', textContent: severe ? '✕' : '!' }, { 'aria-hidden': true }),
      make(
        'span',
        { className: 'text' },
        {},
        make('span', { className: 'unseen', textContent: severe ? `${texts.missing}: ` : '' }),
        shortened(text, MAX_NOTE_LENGTH),
      ),
    );
    if (uri === undefined) return item;
    const open = make('button', { type: 'button', className: 'link', textContent: texts.openFile });
    setAttribute(open, 'aria-label', `${texts.openFile}: ${nameIn(uri)}`);
    open.addEventListener('click', () => this.openFile(uri));
    item.append(open);
    return item;
  }
}

/** The file name in a uri, for the label of a button. */
function nameIn(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return shortened(decodeURIComponent(name));
  } catch {
    // Not percent-encoded as it must be: the name as it is.
    return shortened(name);
  }
}

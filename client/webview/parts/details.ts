/** The details of the active cell: all fields with links and documentation. */
import type { MatrixDetails, MatrixDetailsPart } from '../../../server/src/lsp/protocol/index';
import { make } from '../dom';
import type { Headline } from '../grid/labels';
import { shortened, type Texts } from '../texts';

/** In UTF-16 units. Longer values can be read in the source. */
const MAX_VALUE_LENGTH = 2_000;

export class Details {
  readonly element: HTMLElement;
  private readonly content = make('div', { className: 'parts', tabIndex: 0 });

  /** @param open opens the source of a part */
  constructor(
    private readonly texts: Texts,
    private readonly open: (part: number) => void,
  ) {
    this.content.setAttribute('role', 'group');
    this.content.setAttribute('aria-label', texts.details);
    this.element = make('section', { className: 'details' }, { 'aria-label': texts.details }, this.content);
    this.show(null, '', []);
  }

  focus(): void {
    // The answer may still be on its way.
    this.content.hidden = false;
    this.content.focus();
  }

  /**
   * @param label shown if there are no details: the label of the active cell; empty: no cell is chosen
   * @param remarks what must be known with the state of a cell, or about a patch
   * @param headline the state of a cell
   */
  show(details: MatrixDetails | null, label: string, remarks: readonly string[], headline?: Headline): void {
    const parts = details?.parts ?? [];
    // Beside a heading there is nothing to say, and no room to waste.
    this.content.hidden = parts.length === 0 && remarks.length === 0 && label === '';
    this.content.replaceChildren(
      ...(headline === undefined ? [] : headlineElements(headline)),
      ...(remarks.length === 0
        ? []
        : [make('ul', { className: 'remarks' }, {}, ...remarks.map((text) => make('li', { textContent: text })))]),
      ...(parts.length === 0
        ? [make('p', { className: 'quiet', textContent: label })]
        : parts.map((part, index) => this.part(part, index))),
    );
    this.content.scrollTop = 0;
  }

  private part({ title, note, fields, place }: MatrixDetailsPart, index: number): HTMLElement {
    // A version from git has no place that could be opened.
    const open = make('button', { type: 'button', className: 'link', textContent: this.texts.goToSource });
    open.addEventListener('click', () => this.open(index));
    return make(
      'article',
      {},
      {},
      make('h2', {}, {}, make('span', { textContent: shortened(title) }), ...(place === undefined ? [] : [open])),
      ...(note === undefined ? [] : [make('p', { className: 'note', textContent: shortened(note) })]),
      make(
        'dl',
        {},
        {},
        ...fields.map(({ label, value, link, documentation }) =>
          make(
            'div',
            { title: shortened(documentation ?? '', MAX_VALUE_LENGTH) },
            {},
            make('dt', { textContent: shortened(label) }),
            make('dd', {}, {}, linked(value, link)),
            ...(documentation
              ? [make('dd', { className: 'documentation', textContent: shortened(documentation, MAX_VALUE_LENGTH) })]
              : []),
          ),
        ),
      ),
    );
  }
}

/** The state of a cell, and below it the statements side by side if there are several. */
function headlineElements({ look, state, about, sides }: Headline): HTMLElement[] {
  const symbol = ({ symbol }: Headline['look']): HTMLElement =>
    make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true });
  const head = make(
    'p',
    { className: `headline ${look.tone}` },
    {},
    symbol(look),
    make('strong', { textContent: state }),
    make('span', { className: 'about', textContent: about }),
  );
  if (sides.length === 0) return [head];
  const cards = sides.map(({ look, state, notes }) =>
    make(
      'li',
      { className: look.tone },
      {},
      make('p', {}, {}, symbol(look), make('strong', { textContent: state })),
      ...notes.map((note) => make('p', { className: 'note', textContent: note })),
    ),
  );
  return [head, make('ul', { className: 'sides' }, {}, ...cards)];
}

/** A value, as a link if there is one. Only web addresses are links: the file is untrusted. */
function linked(whole: string, link: string | undefined): Node | string {
  const value = shortened(whole, MAX_VALUE_LENGTH);
  if (link === undefined || !/^https?:\/\//i.test(link) || !URL.canParse(link)) return value;
  return make('a', { href: link, textContent: value, rel: 'noreferrer' });
}

/** All that is said of the active cell: every field, links, what the element tables say. */
import type { MatrixDetails, MatrixDetailsPart } from '../../../server/src/lsp/protocol';
import { make } from '../dom';
import { shortened, type Texts } from '../texts';

/** What is longer is to be read in the source. */
const LONGEST_VALUE = 2_000;

export class Details {
  readonly element: HTMLElement;
  private readonly content = make('div', { className: 'parts', tabIndex: 0 });

  /** @param open shows the source of a part */
  constructor(
    private readonly texts: Texts,
    private readonly open: (part: number) => void,
  ) {
    this.content.setAttribute('role', 'group');
    this.content.setAttribute('aria-label', texts.details);
    this.element = make('section', { className: 'details' }, { 'aria-label': texts.details }, this.content);
    this.show(null, '');
  }

  /** @param said what is known where there is no more to say; empty: nothing is chosen */
  show(details: MatrixDetails | null, said: string): void {
    const parts = details?.parts ?? [];
    this.content.replaceChildren(
      ...(parts.length === 0
        ? [make('p', { className: 'quiet', textContent: said || this.texts.detailsNone })]
        : parts.map((part, index) => this.part(part, index))),
    );
    this.content.scrollTop = 0;
  }

  private part({ title, note, fields, place }: MatrixDetailsPart, index: number): HTMLElement {
    // What stands in git only has no place that could be shown.
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
            { title: shortened(documentation ?? '', LONGEST_VALUE) },
            {},
            make('dt', { textContent: shortened(label) }),
            make('dd', {}, {}, linked(value, link)),
            ...(documentation
              ? [make('dd', { className: 'documentation', textContent: shortened(documentation, LONGEST_VALUE) })]
              : []),
          ),
        ),
      ),
    );
  }
}

/** A value, and where it leads: to the web only, whatever the file says. */
function linked(whole: string, link: string | undefined): Node | string {
  const value = shortened(whole, LONGEST_VALUE);
  if (link === undefined || !/^https?:\/\//i.test(link) || !URL.canParse(link)) return value;
  return make('a', { href: link, textContent: value, rel: 'noreferrer' });
}

/** Editing in the details: date, comment, restriction and restart of the selected cells, as one action. */
import type { MatrixStatement } from '../../../server/src/lsp/protocol/index';
import { freshId, make } from '../dom';
import { shortened } from '../texts';
import { cellsIn } from '../view/selection';
import { cellWith, changeOf, type Cell, type CellValue, type Target } from './changes';
import { MAX_CELLS, type Writing, type WritingContext } from './writing';

/** The fields, in the order in which they are shown. */
const FIELDS = ['date', 'reboot', 'comment', 'restriction'] as const;
type Field = (typeof FIELDS)[number];
type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The value of a field in a statement, as text. */
const VALUES: Readonly<Record<Field, (statement: MatrixStatement) => string>> = {
  date: ({ date }) => date,
  reboot: ({ restart }) => (restart === null ? '' : String(restart)),
  comment: ({ comments }) => comments.join('\n'),
  restriction: ({ restrictions }) => restrictions.join('\n'),
};

/** In UTF-16 units. Longer texts are edited in the source. */
const MAX_LENGTH = 10_000;

/** The value of the list of restarts while the cells have different ones. */
const SEVERAL = 'several';

export class DetailsEditing {
  readonly element: HTMLFormElement;
  private readonly heading = make('h2', { className: 'heading' });
  private readonly inputs: Readonly<Record<Field, Input>> & { readonly date: HTMLInputElement };
  /** What the fields showed first: what differs from it is written. */
  private shown: Readonly<Record<Field, string>> = { date: '', reboot: '', comment: '', restriction: '' };
  /** The cells that are edited, by keys. */
  private cells: readonly { readonly row: string; readonly column: string }[] = [];

  constructor(
    private readonly page: WritingContext,
    private readonly writing: Writing,
  ) {
    const { texts } = page.labels;
    this.inputs = {
      date: make('input', { type: 'text', autocomplete: 'off', spellcheck: false }),
      reboot: make('select'),
      comment: make('textarea', { rows: 1 }),
      restriction: make('textarea', { rows: 1 }),
    };
    const labels = {
      date: texts.entryDate,
      reboot: texts['fact.restart'],
      comment: texts.comment,
      restriction: texts.restriction,
    };
    const write = make('button', { type: 'submit', textContent: texts.write });
    this.element = make(
      'form',
      { className: 'editing', hidden: true },
      { 'aria-label': texts.editing },
      this.heading,
      ...FIELDS.map((field) => this.labelled(labels[field], this.inputs[field])),
      write,
    );
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.write();
    });
    this.element.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** Shows the selected cells, unless something was typed for others that is not written yet. */
  show(): void {
    if (this.isEdited && this.targets().length > 0) return;
    const targets = this.selected();
    const [first] = targets;
    // The focus would be lost with a field that is hidden.
    if (first === undefined && this.element.contains(document.activeElement)) this.page.grid.focus();
    this.element.hidden = first === undefined;
    this.cells = targets.map(({ row, column }) => ({ row: row.key, column: column.key }));
    if (first === undefined) return;
    const { labels } = this.page;
    const matrix = this.page.matrix();
    this.heading.textContent =
      targets.length === 1
        ? labels.text('editOne', labels.patch(first.row), labels.column(first.column, matrix))
        : labels.text('editSeveral', targets.length);
    const common = (field: Field): string | undefined => {
      const values = new Set(targets.map(({ statements: [statement] }) => VALUES[field](statement!)));
      return values.size === 1 ? [...values][0] : undefined;
    };
    this.showRestart(common('reboot') === undefined);
    const shown = { ...this.shown };
    for (const field of FIELDS) {
      const [input, value] = [this.inputs[field], common(field)];
      const text = value ?? (field === 'reboot' ? SEVERAL : '');
      input.disabled = text.length > MAX_LENGTH;
      input.value = shortened(text, MAX_LENGTH);
      // A field can drop line breaks.
      shown[field] = input.value;
      if (!(input instanceof HTMLSelectElement)) input.placeholder = value === undefined ? labels.text('several') : '';
    }
    this.shown = shown;
  }

  private selected(): Target[] {
    const { writing, page } = this;
    if (!writing.isWritable || cellsIn(page.selecting.selection) > MAX_CELLS) return [];
    return writing.targets().filter(({ statements }) => statements.length > 0);
  }

  /** Moves the focus to the first field. @returns whether there is one */
  focus(): boolean {
    this.show();
    if (!this.element.hidden) {
      this.inputs.date.focus();
      this.inputs.date.select();
    }
    return !this.element.hidden;
  }

  private get isEdited(): boolean {
    return !this.element.hidden && FIELDS.some((field) => this.inputs[field].value !== this.shown[field]);
  }

  /** The cells that are edited, as they are now. */
  private targets(): Cell[] {
    const matrix = this.page.matrix();
    return this.cells.flatMap(({ row, column }) => cellWith(matrix, row, column) ?? []);
  }

  private write(): void {
    const value: { -readonly [Key in keyof CellValue]: CellValue[Key] } = {};
    for (const field of FIELDS) {
      const text = this.inputs[field].value.trim();
      if (this.inputs[field].value === this.shown[field]) continue;
      if (field === 'reboot') value.reboot = text === '' ? null : text === 'true';
      else value[field] = text === '' ? null : text;
    }
    const changes = Object.keys(value).length === 0 ? [] : this.targets().map((target) => changeOf(target, value));
    this.leave();
    this.writing.send(this.page.labels.text('writeDetails', changes.length), changes);
  }

  /** Forgets what was typed. */
  private leave(): void {
    for (const field of FIELDS) this.inputs[field].value = this.shown[field];
    this.page.grid.focus();
    this.show();
  }

  private onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey } = event;
    if (key === 'Escape') this.leave();
    else if (key === 'Enter' && (ctrlKey || metaKey)) this.element.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private showRestart(isMixed: boolean): void {
    const { labels } = this.page;
    const options = [
      ...(isMixed ? [[SEVERAL, labels.text('several')] as const] : []),
      ['', labels.text('none')] as const,
      ['true', labels.text('yes')] as const,
      ['false', labels.text('no')] as const,
    ];
    this.inputs.reboot.replaceChildren(
      ...options.map(([value, textContent]) => make('option', { value, textContent })),
    );
  }

  private labelled(label: string, input: Input): HTMLElement {
    input.id = freshId();
    return make('div', { className: 'field' }, {}, make('label', { htmlFor: input.id, textContent: label }), input);
  }
}

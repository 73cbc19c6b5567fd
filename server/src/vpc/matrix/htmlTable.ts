/** The table of the HTML page. */
import type { Column } from './columns';
import type { Statement } from './digest';
import { escapeHtml } from './escapeHtml';
import { editionOf } from './matrix';
import type { Cell, Row, Sourced } from './row';
import { dayOf, TEXTS, type Translate } from './texts';
import { cellsOf, type Group, type View } from './view';

/** Shown where a state is a word that the profile does not know. */
const OTHER_SYMBOL = '?';

/** Writes the table: products above their versions and platforms, patches under their vendor, a cell for each of both. */
export class HtmlTable {
  private readonly anchors = new Map<string, number>();
  private readonly severities: ReadonlyMap<string, string>;
  /** Cells with the same content are the same text: a row has few different ones. */
  private readonly written = new WeakMap<Cell, string>();

  constructor(
    private readonly view: View,
    private readonly translate: Translate,
  ) {
    const { severities } = view.matrix.vocabulary.profile;
    this.severities = new Map(severities.map(({ id, value }) => [value, id]));
  }

  *pieces(): Generator<string, void, undefined> {
    if (this.view.rows.length === 0) return yield `<p>${this.text('emptyMatrix')}</p>`;
    yield `<div class="scroll" tabindex="0" role="region" aria-label="${this.text('caption')}">
<table>
<caption>${this.text('caption')}</caption>
${this.head()}
`;
    for (const group of this.view.groups) yield* this.group(group);
    yield '</table>\n</div>';
  }

  /** Products, and below them what tells their columns apart. */
  private head(): string {
    const products: { name: string; columns: Column[] }[] = [];
    for (const column of this.view.columns) {
      const last = products.at(-1);
      if (last?.name === column.product) last.columns.push(column);
      else products.push({ name: column.product, columns: [column] });
    }
    const tops: string[] = [];
    const bottoms: string[] = [];
    for (const { name, columns } of products) {
      const [only] = columns;
      if (columns.length === 1 && only!.version === '' && only!.platform === '') {
        tops.push(`<th scope="col" rowspan="2"${this.editionClass(only!)}>${escapeHtml(name)}</th>`);
        continue;
      }
      const scope = columns.length > 1 ? ` colspan="${columns.length}" scope="colgroup"` : ' scope="col"';
      tops.push(`<th${scope} class="product"><span>${escapeHtml(name)}</span></th>`);
      for (const column of columns) bottoms.push(this.columnHead(column));
    }
    return `<thead>
<tr><th scope="col" rowspan="2" class="patch">${this.text('patch')}</th>${tops.join('')}</tr>
<tr>${bottoms.join('')}</tr>
</thead>`;
  }

  private columnHead(column: Column): string {
    const { version, platform } = column;
    const parts = [escapeHtml(version), platform === '' ? '' : `<small>${escapeHtml(platform)}</small>`];
    return `<th scope="col"${this.editionClass(column)}>${parts.filter(Boolean).join(' ')}</th>`;
  }

  private editionClass(column: Column): string {
    const edition = editionOf(column, this.view.matrix);
    return edition === null ? '' : ` class="${edition}" title="${this.text(edition)}"`;
  }

  private *group({ vendor, rows }: Group): Generator<string, void, undefined> {
    const width = this.view.columns.length + 1;
    const head =
      vendor === null
        ? ''
        : `<tr class="vendor"><th scope="rowgroup" colspan="${width}"><span>${escapeHtml(vendor)}</span></th></tr>\n`;
    yield `<tbody>\n${head}`;
    for (const row of rows) yield `${this.row(row, vendor === null)}\n`;
    yield '</tbody>\n';
  }

  /** @param named whether to say whose patch it is */
  private row(row: Row, named: boolean): string {
    const { edition } = row;
    const cells = cellsOf(row, this.view).map((cell) => this.cell(cell));
    return `<tr${edition === null ? '' : ` class="${edition}"`}>${this.rowHead(row, named)}${cells.join('')}</tr>`;
  }

  private rowHead(row: Row, named: boolean): string {
    const { id, title, severity, released, edition, changes } = row;
    const anchor = this.anchor(row);
    const facts = [
      edition === null ? '' : `<mark>${this.text(edition)}</mark>`,
      severity === ''
        ? ''
        : `<span class="severity ${this.severities.get(severity) ?? ''}">${escapeHtml(severity)}</span>`,
      escapeHtml(dayOf(released)),
      named ? escapeHtml(row.vendor) : '',
    ].filter(Boolean);
    const before = changes.map(
      (change) => `<small class="before">${this.text('before', `${dayOf(change.before) || '–'}`)}</small>`,
    );
    return `<th scope="row" class="patch" id="${anchor}"><a href="#${anchor}">${escapeHtml(id)}</a> <small>${facts.join(' ')}</small><small>${escapeHtml(title)}</small>${before.join('')}</th>`;
  }

  /** A name for the row in addresses: its identifier, with a number behind it where that is taken. */
  private anchor({ id }: Row): string {
    const name = `patch-${id.replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80)}`;
    const count = (this.anchors.get(name) ?? 0) + 1;
    this.anchors.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  }

  private cell(cell: Cell | undefined): string {
    if (cell === undefined) return '<td></td>';
    let written = this.written.get(cell);
    if (written === undefined) this.written.set(cell, (written = this.writeCell(cell)));
    return written;
  }

  private writeCell({ statements, conflict, change }: Cell): string {
    const [first] = statements;
    const kind = conflict ? 'conflict' : first === undefined ? '' : (first.statement.known?.id ?? 'other');
    const classes = [kind, change === null ? '' : 'changed'].filter(Boolean).join(' ');
    const warning = conflict ? `<strong>${this.text('conflict')}</strong>` : '';
    const several = statements.length > 1;
    const parts = statements.map((sourced) => this.statement(sourced, several));
    const body = first === undefined ? `<span class="none">${this.text('noStatement')}</span>` : parts.join('');
    return `<td class="${classes}">${warning}${body}${change === null ? '' : this.before(change.before)}</td>`;
  }

  private before(statements: readonly Statement[]): string {
    const words = [...new Set(statements.map(({ word, known }) => `${known?.symbol ?? ''} ${word}`.trim()))];
    return `<small class="before">${this.text('before', words.join(' / ') || this.translate(TEXTS.noStatement))}</small>`;
  }

  /** @param named whether to say whose statement it is */
  private statement({ statement, source }: Sourced, named: boolean): string {
    const { word, known, date, restart, restrictions, comments } = statement;
    const notes = [
      [dayOf(date), restart === null ? '' : this.translate(TEXTS[restart ? 'restart' : 'noRestart'])]
        .filter(Boolean)
        .join(' · '),
      named ? this.view.matrix.sources[source]!.supplier : '',
      ...restrictions,
      ...comments,
    ];
    const small = notes.filter(Boolean).map((note) => `<small>${escapeHtml(note)}</small>`);
    return `<div><b aria-hidden="true">${escapeHtml(known?.symbol ?? OTHER_SYMBOL)}</b> ${escapeHtml(word)}${small.join('')}</div>`;
  }

  private text(key: keyof typeof TEXTS, ...args: string[]): string {
    return escapeHtml(this.translate(TEXTS[key], ...args));
  }
}

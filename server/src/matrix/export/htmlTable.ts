/** The table of the HTML page. */
import type { Column } from '../columns';
import type { Statement } from '../digest';
import { editionOf } from '../matrix';
import type { Cell, SourcedStatement } from '../cell';
import { FACTS } from '../facts';
import type { Row } from '../row';
import {
  dayOf,
  factText,
  marksOf,
  patchFieldHead,
  patchFieldText,
  TEXTS,
  type PatchField,
  type Translate,
} from './texts';
import type { HtmlFilters } from './htmlFilters';
import { supersedersOf } from '../supersedence';
import { cellsOf, type Group, type View } from '../view';
import { escapeHtml } from '../../xml/escape';

/** Of more files that agree on a fact, only the first are named; the JSON has all. */
const MAX_WHO = 3;

/** The symbol of states that the profile does not have. */
const OTHER_SYMBOL = '?';

/** Of a table that is wider than this, print has parts: they can be read on A4 in landscape. */
const SHEET_COLUMNS = 10;

/** The parts for print have each cell again, which would make the file of a very large matrix too long. */
const MAX_SPLIT_CELLS = 200_000;

/** What a table has of the view. */
interface Part {
  readonly columns: readonly Column[];
  /** Escaped. */
  readonly caption: string;
  /** Whether it is for print only. */
  readonly isSheet: boolean;
}

/** Writes the table: products above their versions and platforms, patches under their vendor, and a cell for each pair. */
export class HtmlTable {
  private readonly anchors = new Map<string, number>();
  private readonly severities: ReadonlyMap<string, string>;
  /** The text of each cell: equal statements of a row share one cell object. */
  private readonly written = new WeakMap<Cell, string>();

  constructor(
    private readonly view: View,
    private readonly translate: Translate,
    private readonly filters: HtmlFilters,
    private readonly fields: readonly PatchField[] = [],
  ) {
    const { severities } = view.matrix.vocabulary.profile;
    this.severities = new Map(severities.map(({ id, value }) => [value, id]));
  }

  *pieces(): Generator<string, void, undefined> {
    const { rows, columns } = this.view;
    if (rows.length === 0) return yield `<p>${this.text('emptyMatrix')}</p>`;
    const isSplit = columns.length > SHEET_COLUMNS && rows.length * columns.length <= MAX_SPLIT_CELLS;
    yield `<div class="scroll${isSplit ? ' screen' : ''}" tabindex="0" role="region" aria-label="${this.text('caption')}">
`;
    yield* this.table({ columns, caption: this.text('caption'), isSheet: false });
    yield '\n</div>';
    if (isSplit) yield* this.sheets();
  }

  /** For print: a wide table in parts, each with the patches and the heads of its columns. */
  private *sheets(): Generator<string, void, undefined> {
    const { columns } = this.view;
    const count = Math.ceil(columns.length / SHEET_COLUMNS);
    yield '\n<div class="sheets">';
    for (let sheet = 0; sheet < count; sheet++) {
      const part = columns.slice(sheet * SHEET_COLUMNS, (sheet + 1) * SHEET_COLUMNS);
      yield* this.table({ columns: part, caption: `${sheet + 1} / ${count}`, isSheet: true });
    }
    yield '</div>';
  }

  private *table(part: Part): Generator<string, void, undefined> {
    yield `<table${part.isSheet ? ' class="sheet"' : ''}>
<caption>${part.caption}</caption>
${this.head(part.columns)}
`;
    for (const group of this.view.groups) yield* this.group(group, part);
    yield '</table>';
  }

  /** Suppliers where there are several, products, and below them the versions and platforms of their columns. */
  private head(columns: readonly Column[]): string {
    const suppliers = runs(columns, ({ supplier }) => supplier);
    const products = runs(columns, ({ supplier, product }) => JSON.stringify([supplier, product]));
    const hasSuppliers = new Set(columns.map(({ supplier }) => supplier)).size > 1;
    const tops: string[] = [];
    const bottoms: string[] = [];
    for (const run of products) {
      const [only] = run;
      const name = escapeHtml(only!.product);
      if (run.length === 1 && only!.version === '' && only!.platform === '') {
        tops.push(`<th scope="col" rowspan="2"${this.editionClass(only!)}>${name}</th>`);
        continue;
      }
      tops.push(`<th${groupScope(run.length)} class="product"><span>${name}</span></th>`);
      for (const column of run) bottoms.push(this.columnHead(column));
    }
    const band = suppliers.map(
      (run) =>
        `<th${groupScope(run.length)} class="product supplier"><span>${escapeHtml(run[0]!.supplier)}</span></th>`,
    );
    const rows = hasSuppliers ? [band, tops, bottoms] : [tops, bottoms];
    const corner = `<th scope="col" rowspan="${rows.length}" class="patch">${this.text('patch')}</th>`;
    const lines = rows.map((cells, index) => `<tr>${index === 0 ? corner : ''}${cells.join('')}</tr>`);
    return `<thead>\n${lines.join('\n')}\n</thead>`;
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

  private *group({ vendor, rows }: Group, part: Part): Generator<string, void, undefined> {
    const width = part.columns.length + 1;
    const head =
      vendor === null
        ? ''
        : `<tr class="vendor"><th scope="rowgroup" colspan="${width}"><span>${escapeHtml(vendor)}</span></th></tr>\n`;
    yield `<tbody>\n${head}`;
    for (const row of rows) yield `${this.row(row, vendor === null, part)}\n`;
    yield '</tbody>\n';
  }

  /** @param named whether to show the vendor */
  private row(row: Row, named: boolean, part: Part): string {
    const { edition } = row;
    const cells = cellsOf(row, part).map((cell) => this.cell(cell));
    const head = part.isSheet ? this.shortHead(row) : this.rowHead(row, named);
    return `<tr${edition === null ? '' : ` class="${edition}"`}${this.filters.attributesOf(row)}>${head}${cells.join('')}</tr>`;
  }

  private shortHead(row: Row): string {
    return `<th scope="row" class="patch">${escapeHtml(row.id)} <small>${this.severity(row)}</small></th>`;
  }

  private rowHead(row: Row, named: boolean): string {
    const { id, title, edition, changes, isDropped } = row;
    const anchor = this.anchor(row);
    const details = [
      edition === null ? '' : `<mark>${this.text(edition)}</mark>`,
      isDropped ? `<mark>${this.text('dropped')}</mark>` : '',
      this.severity(row),
      escapeHtml(factText(row, 'released', dayOf)),
      named ? escapeHtml(row.vendor) : '',
    ].filter(Boolean);
    const before = changes.map(
      (change) => `<small class="before">${this.text('before', `${dayOf(change.before) || '–'}`)}</small>`,
    );
    return `<th scope="row" class="patch" id="${anchor}"><a href="#${anchor}">${escapeHtml(id)}</a> <small>${details.join(' ')}</small><small>${escapeHtml(title)}</small>${this.facts(row)}${before.join('')}</th>`;
  }

  private severity(row: Row): string {
    const severity = factText(row, 'severity');
    return severity === ''
      ? ''
      : `<span class="severity ${this.severities.get(row.severity) ?? ''}">${escapeHtml(severity)}</span>`;
  }

  /** What replaces a patch, about what suppliers contradict each other, and the fields that were asked for. */
  private facts(row: Row): string {
    const superseders = supersedersOf(row, this.view.matrix);
    const lines = [
      superseders.length === 0
        ? ''
        : `<small class="superseded">${this.text('supersededBy')} ${escapeHtml(superseders.join(', '))}</small>`,
      ...FACTS.flatMap((field) => row.contradictions.find((found) => found.field === field) ?? []).map(
        (contradiction) => `<small class="contradiction">${this.contradictionText(contradiction)}</small>`,
      ),
      ...this.fields.map((field) => {
        const text = patchFieldText(row, field, this.translate);
        return text === '' ? '' : `<small>${escapeHtml(`${patchFieldHead(field, this.translate)}: ${text}`)}</small>`;
      }),
    ];
    return lines.join('');
  }

  private contradictionText({ field, values }: Row['contradictions'][number]): string {
    const { sources } = this.view.matrix;
    const heads = {
      severity: 'severity',
      released: 'released',
      restart: 'restartNeeded',
      supersedes: 'supersedes',
    } as const;
    const shown = (value: string): string => {
      if (field === 'released') return dayOf(value);
      return field === 'restart' ? this.translate(TEXTS[value === 'true' ? 'yes' : 'no']) : value;
    };
    const said = values.map(({ value, sources: by }) => {
      const who = by.map((source) => sources[source]!.supplier || sources[source]!.name);
      const more = who.length - MAX_WHO;
      const named = more > 0 ? [...who.slice(0, MAX_WHO), `+${more}`] : who;
      return `${shown(value)} (${named.join(', ')})`;
    });
    return `${this.text('conflict')}: ${escapeHtml(`${this.translate(TEXTS[heads[field]])} ${said.join(' / ')}`)}`;
  }

  /** The fragment identifier of a row: the patch identifier, followed by a number where that is taken. */
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

  private writeCell(cell: Cell): string {
    const { statements, conflict, change } = cell;
    const [first] = statements;
    const warning = conflict ? `<strong>${this.text('conflict')}</strong>` : '';
    const several = statements.length > 1;
    const parts = statements.map((sourced) => this.statement(sourced, several));
    const body = first === undefined ? `<span class="none">${this.text('noStatement')}</span>` : parts.join('');
    // The restrictions are with their statements.
    const marks = marksOf(
      { ...cell, statements: statements.map(withoutRestrictions) },
      this.view.matrix.sources,
      this.translate,
    );
    const marked = marks.map((mark) => `<small class="mark">${escapeHtml(mark)}</small>`).join('');
    return `<td class="${classesOf(cell)}">${warning}${body}${marked}${change === null ? '' : this.before(change.before)}</td>`;
  }

  private before(statements: readonly Statement[]): string {
    const words = [...new Set(statements.map(({ word, known }) => `${known?.symbol ?? ''} ${word}`.trim()))];
    return `<small class="before">${this.text('before', words.join(' / ') || this.translate(TEXTS.noStatement))}</small>`;
  }

  private sourceName(index: number): string {
    const { supplier, name, version } = this.view.matrix.sources[index]!;
    return [supplier, version, name].filter(Boolean).join(' · ');
  }

  /** @param named whether to show the file */
  private statement({ statement, source }: SourcedStatement, named: boolean): string {
    const { word, known, date, restart, restrictions, comments } = statement;
    const notes = [
      [dayOf(date), restart === null ? '' : this.translate(TEXTS[restart ? 'restart' : 'noRestart'])]
        .filter(Boolean)
        .join(' · '),
      named ? this.sourceName(source) : '',
      ...restrictions.map((restriction) => `⚠ ${this.translate(TEXTS.restriction, restriction)}`),
      ...comments,
    ];
    const small = notes.filter(Boolean).map((note) => `<small>${escapeHtml(note)}</small>`);
    return `<div><b aria-hidden="true">${escapeHtml(known?.symbol ?? OTHER_SYMBOL)}</b> ${escapeHtml(word)}${small.join('')}</div>`;
  }

  private text(key: keyof typeof TEXTS, ...args: string[]): string {
    return escapeHtml(this.translate(TEXTS[key], ...args));
  }
}

/** Consecutive columns with equal values. */
function runs(columns: readonly Column[], valueOf: (column: Column) => string): Column[][] {
  const found: { value: string; columns: Column[] }[] = [];
  for (const column of columns) {
    const last = found.at(-1);
    const value = valueOf(column);
    if (last?.value === value) last.columns.push(column);
    else found.push({ value, columns: [column] });
  }
  return found.map((run) => run.columns);
}

function groupScope(columns: number): string {
  return columns > 1 ? ` colspan="${columns}" scope="colgroup"` : ' scope="col"';
}

/** The colour is that of the state only where nothing speaks against it. */
function classesOf({ statements, conflict, doubt, dropped, isRetired, withdrawal, change }: Cell): string {
  const [first] = statements;
  const kind = conflict
    ? 'conflict'
    : doubt
      ? 'doubt'
      : first === undefined
        ? isRetired || dropped.length === 0
          ? ''
          : 'dropped'
        : (first.statement.known?.id ?? 'other');
  const isRestricted = statements.some(({ statement }) => statement.restrictions.length > 0);
  return [
    kind,
    isRestricted ? 'restricted' : '',
    withdrawal === null ? '' : 'withdrawn',
    change === null ? '' : 'changed',
  ]
    .filter(Boolean)
    .join(' ');
}

function withoutRestrictions({ statement, source }: SourcedStatement): SourcedStatement {
  return { statement: { ...statement, restrictions: [] }, source };
}

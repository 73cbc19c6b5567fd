/** A matrix as one HTML file without script: to be put on a support page, mailed, printed. */
import type { State } from '../profile';
import { isConflict, type Column, type Group, type Matrix, type Result, type Row } from './matrix';
import { STYLE } from './style';
import { summarise, type MatrixSummary } from './summary';
import { dayOf, ENGLISH, TEXTS, type ExportOptions, type Translate } from './texts';

/** Shown where a state is a word that the profile does not know, and where nothing is said. */
const OTHER_SYMBOL = '?';
const HOLE_SYMBOL = '·';

/**
 * Writes the page. All texts of the files stand in it as text: none becomes markup.
 * @param states the profile's, in its order
 */
export function matrixHtml(
  matrix: Matrix,
  states: readonly State[],
  { translate = ENGLISH }: ExportOptions = {},
): string {
  const page = new Page(matrix, translate);
  return page.html(summarise(matrix, states));
}

class Page {
  constructor(
    private readonly matrix: Matrix,
    private readonly translate: Translate,
  ) {}

  html(summary: MatrixSummary): string {
    const title = this.text('title', [...new Set(this.matrix.sources.map(({ supplier }) => supplier))].join(', '));
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${this.summary(summary)}
<div class="scroll" tabindex="0" role="region" aria-label="${this.text('caption')}">
<table>
<caption>${this.text('caption')}</caption>
<thead>
<tr><th scope="col" class="patch">${this.text('patch')}</th>${this.matrix.columns.map((column) => this.columnHead(column)).join('')}</tr>
</thead>
${this.matrix.groups.map((group) => this.group(group)).join('\n')}
</table>
</div>
</body>
</html>
`;
  }

  private summary(summary: MatrixSummary): string {
    const { patches, columns, states, otherStates, holes, conflicts, oldestUntested, lastPublished } = summary;
    const counts = states.map(
      ({ state, cells }) =>
        `<li class="${state.id}"><span class="symbol" aria-hidden="true">${escape(state.symbol)}</span> ${escape(state.value)}: ${cells}</li>`,
    );
    if (otherStates > 0) counts.push(`<li class="other">${this.text('otherStates', String(otherStates))}</li>`);
    const lines = [this.text('patches', String(patches), String(columns))];
    if (lastPublished !== '') lines.push(this.text('published', dayOf(lastPublished)));
    if (conflicts > 0) lines.push(this.text('conflicts', String(conflicts)));
    if (holes > 0) lines.push(this.text('holes', String(holes)));
    if (oldestUntested !== null) {
      lines.push(this.text('oldestUntested', oldestUntested.id, dayOf(oldestUntested.released)));
    }
    return `<p>${lines.join(' · ')}</p>\n<ul class="summary">${counts.join('')}</ul>`;
  }

  private columnHead({ product, version, platform }: Column): string {
    const details = [version, platform].filter(Boolean).map((detail) => `<small>${escape(detail)}</small>`);
    return `<th scope="col">${[escape(product), ...details].join(' ')}</th>`;
  }

  private group({ vendor, rows }: Group): string {
    const head = `<tr class="vendor"><th scope="rowgroup" colspan="${this.matrix.columns.length + 1}"><span>${escape(vendor)}</span></th></tr>`;
    return `<tbody>\n${[head, ...rows.map((row) => this.row(row))].join('\n')}\n</tbody>`;
  }

  private row(row: Row): string {
    const facts = [row.severity, dayOf(row.released)].filter(Boolean).map(escape).join(', ');
    const head = `<th scope="row" class="patch">${escape(row.id)} <small>${facts}</small> <small class="title">${escape(row.title)}</small></th>`;
    const cells = this.matrix.columns.map((_, index) => this.cell(row.cells.get(index)));
    return `<tr>${head}${cells.join('')}</tr>`;
  }

  private cell(results: readonly Result[] | undefined): string {
    if (results === undefined) {
      return `<td class="hole"><span aria-hidden="true">${HOLE_SYMBOL}</span><span class="unseen">${this.text('hole')}</span></td>`;
    }
    const warning = isConflict(results) ? `<strong>${this.text('conflict')}</strong>` : '';
    const kind = warning === '' ? (results[0]!.known?.id ?? 'other') : 'conflict';
    return `<td class="${kind}">${warning}${results.map((result) => this.result(result, results.length > 1)).join('')}</td>`;
  }

  /** @param named whether to say whose result it is */
  private result({ state, known, date, reboot, restrictions, comments, source }: Result, named: boolean): string {
    const notes = [
      dayOf(date),
      reboot === null ? '' : this.translate(TEXTS[reboot ? 'restart' : 'noRestart'], []),
      named ? this.matrix.sources[source]!.supplier : '',
      ...restrictions,
      ...comments,
    ];
    const small = notes.filter(Boolean).map((note) => `<small>${escape(note)}</small>`);
    const symbol = `<span class="symbol" aria-hidden="true">${escape(known?.symbol ?? OTHER_SYMBOL)}</span>`;
    return `<div>${symbol} ${[escape(state), ...small].join(' ')}</div>`;
  }

  private text(key: keyof typeof TEXTS, ...args: string[]): string {
    return escape(this.translate(TEXTS[key], args));
  }
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

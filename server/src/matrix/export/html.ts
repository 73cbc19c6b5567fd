/** A matrix as one HTML file without scripts, for a support page, mail or print. */
import { HtmlFilters } from './htmlFilters';
import { HtmlTable } from './htmlTable';
import { notesSection, pageHead, sourcesSection } from './page';
import { summarise, type MatrixSummary } from '../summary';
import { dayOf, ENGLISH, sourceName, TEXTS, titleOf, type ExportOptions, type Translate, inPieces } from './texts';
import type { View } from '../view';
import { escapeHtml } from '../../xml/escape';

export interface HtmlOptions extends ExportOptions {
  /** The language of the translated texts, for example `de`. Default: English. */
  readonly language?: string | undefined;
}

/**
 * Writes the page. All texts from files are escaped.
 * @returns the text in pieces
 */
export function* matrixHtml(
  view: View,
  { translate = ENGLISH, language = 'en', notes = view.matrix.notes, fields }: HtmlOptions = {},
): Generator<string, void, undefined> {
  const title = escapeHtml(titleOf(view.matrix, translate));
  const summary = yield* inPieces(summarise(view));
  const filters = new HtmlFilters(view, summary, translate);
  yield `${pageHead(title, language, filters.style())}<body>
<header>
<h1>${title}</h1>
${comparedHtml(view, translate)}</header>
<main>
${notesSection(notes, translate)}
${summaryHtml(summary, filters, translate)}
`;
  yield* new HtmlTable(view, translate, filters, fields).pieces();
  yield `
${sourcesSection(view.matrix, translate)}
</main>
</body>
</html>
`;
}

function comparedHtml({ matrix: { older } }: View, translate: Translate): string {
  if (older === null) return '';
  const names = older.sources.map((source) => sourceName(source, translate));
  return `<p>${escapeHtml(translate(TEXTS.comparedWith, names.join('; ')))}</p>\n`;
}

function summaryHtml(summary: MatrixSummary, filters: HtmlFilters, translate: Translate): string {
  const { patches, columns, states, oldestUntested } = summary;
  const lines = [translate(TEXTS.patches, String(patches)), translate(TEXTS.columns, String(columns))];
  if (oldestUntested !== null) {
    lines.push(translate(TEXTS.oldestUntested, oldestUntested.id, dayOf(oldestUntested.released)));
  }
  const shares = states.map(({ state, cells }) => `<i class="${state.id}" style="flex-grow:${cells}"></i>`);
  return `<p class="numbers">${lines.map((line) => `<span>${escapeHtml(line)}</span>`).join(' ')}</p>
<div class="bar" aria-hidden="true">${shares.join('')}</div>
${filters.html()}`;
}

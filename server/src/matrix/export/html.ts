/** A matrix as one HTML file without scripts, for a support page, mail or print. */
import { HtmlFilters } from './htmlFilters';
import { HtmlTable } from './htmlTable';
import { pageHead } from './page';
import { summarise, type MatrixSummary } from '../summary';
import { dayOf, ENGLISH, sourceName, TEXTS, titleOf, type ExportOptions, type Translate, inPieces } from './texts';
import { noteText, type Note } from '../notes';
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
${notesHtml(notes, translate)}
${summaryHtml(summary, filters, translate)}
`;
  yield* new HtmlTable(view, translate, filters, fields).pieces();
  yield `
${sourcesHtml(view, translate)}
</main>
</body>
</html>
`;
}

/** More notes than this are unfolded on demand. */
const MAX_NOTES = 4;

/** What is missing or not certain: above all numbers, because it changes how they are read. */
function notesHtml(notes: readonly Note[], translate: Translate): string {
  if (notes.length === 0) return '';
  // What is missing weighs more than what is in doubt.
  const sorted = [...notes].sort((a, b) => Number(b.isFailure) - Number(a.isFailure));
  const lines = sorted.map((note) => `<li>${escapeHtml(noteText(note, translate))}</li>`);
  const head = escapeHtml(translate(TEXTS.notes));
  const list = (some: readonly string[]): string => `<ul>${some.join('\n')}</ul>`;
  // The table is to be on the first screen.
  const more = lines.slice(MAX_NOTES);
  const rest =
    more.length === 0
      ? ''
      : `\n<details><summary>${escapeHtml(translate(TEXTS.moreNotes, String(more.length)))}</summary>${list(more)}</details>`;
  return `<section class="notes" aria-label="${head}"><h2>${head}</h2>\n${list(lines.slice(0, MAX_NOTES))}${rest}</section>`;
}

function comparedHtml({ matrix: { older } }: View, translate: Translate): string {
  if (older === null) return '';
  const names = older.sources.map((source) => sourceName(source, translate));
  return `<p>${escapeHtml(translate(TEXTS.comparedWith, names.join('; ')))}</p>\n`;
}

/** The files come last: there can be hundreds. */
function sourcesHtml({ matrix: { sources, editions } }: View, translate: Translate): string {
  const lines = sources.map((source, index) => {
    const { speaks, isOwner } = editions.statuses[index]!;
    const marks = [isOwner ? translate(TEXTS.ownFile) : '', speaks ? '' : translate(TEXTS.replaced)].filter(Boolean);
    return `<li>${escapeHtml([sourceName(source, translate), ...marks].join(' · '))}</li>`;
  });
  const head = escapeHtml(translate(TEXTS.sources));
  return `<section class="sources"><h2>${head}</h2>\n<ul>${lines.join('\n')}</ul></section>`;
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

/** What all exported pages have in common: one file without scripts and without network, in light and dark. */
import { escapeHtml } from '../../xml/escape';
import type { Matrix } from '../matrix';
import { noteText, type Note } from '../notes';
import { STYLE } from './style';
import { sourceLines, TEXTS, type Translate } from './texts';

const PROGRAM = 'VPC Tools';
/** Says in a page which program has made it. */
const GENERATOR = `<meta name="generator" content="${PROGRAM}">`;

/** Whether a page was made by {@link pageHead}. */
export function isOwnPage(html: string): boolean {
  return html.includes(GENERATOR);
}

/**
 * The start of a page, up to its body.
 * @param title escaped
 * @param style rules after those that all pages have
 */
export function pageHead(title: string, language: string, style: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${GENERATOR}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}${style}</style>
</head>
`;
}

/** More notes than this are unfolded on demand. */
const MAX_NOTES = 4;

/** What is missing or not certain: above all numbers, because it changes how they are read. Empty without notes. */
export function notesSection(notes: readonly Note[], translate: Translate): string {
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

/**
 * The files of a page. They come last: there can be hundreds.
 * @param anchor the id of the file with an index, for links; left out: none
 */
export function sourcesSection(
  { sources, editions }: Pick<Matrix, 'sources' | 'editions'>,
  translate: Translate,
  anchor?: (index: number) => string,
): string {
  const lines = sourceLines({ sources, editions }, translate).map((line, index) => {
    const id = anchor === undefined ? '' : ` id="${anchor(index)}"`;
    return `<li${id}>${escapeHtml(line)}</li>`;
  });
  const head = escapeHtml(translate(TEXTS.sources));
  return `<section class="sources"><h2>${head}</h2>\n<ul>${lines.join('\n')}</ul></section>`;
}

/** A cell of a list table: escaped HTML, and a class for its colour. */
export interface ListCell {
  readonly html: string;
  readonly tone?: string;
}

/** Rules for {@link listTable}. */
export const LIST_STYLE = `
h2 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
nav { margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
a { color: var(--accent); }
.list { width: 100%; margin: .75rem 0; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; border-bottom: 0; border-right: 0; }
.list thead { position: static; }
.list th, .list td { min-width: 0; max-width: none; }
.list thead th { vertical-align: bottom; overflow-wrap: normal; }
.list a, .list time { white-space: nowrap; }
.list tbody th { font-weight: 600; }
.list .summary { margin: 0; gap: .25rem; }
.list code { font-size: .86em; overflow-wrap: anywhere; }
@media (max-width: 45rem) { .cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; } .cards thead { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); } .cards { border: 0; background: none; }
  .cards tr { margin-bottom: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
  .cards th, .cards td { border-right: 0; } .cards tr > :last-child { border-bottom: 0; } .cards td:empty { display: none; }
  .cards td::before { content: attr(data-head) ": "; color: inherit; opacity: .85; } }
@media print { h2 { font-size: 11px; } .list { border-radius: 0; } .list th, .list td { display: table-cell; } .list tr { display: table-row; } .list { display: table; }
  .list thead { position: static; width: auto; height: auto; clip-path: none; } .list tbody { display: table-row-group; } .list td::before { content: none; } }
`;

/**
 * A table of rows that are read one by one. The first cell of a row names it. Roles are written, because browsers drop them from
 * elements with another display.
 * @param caption not escaped, as are the heads
 * @param narrow what rows are on a narrow screen: cards, or for tables of numbers, which are compared, still rows
 */
export function listTable(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly (string | ListCell)[])[],
  narrow: 'cards' | 'rows' = 'cards',
): string {
  const columns = heads.map((head) => `<th scope="col" role="columnheader">${escapeHtml(head)}</th>`).join('');
  const lines = rows.map((cells) => {
    const row = cells.map((cell, index) => {
      const { html, tone = '' } = typeof cell === 'string' ? { html: cell } : cell;
      const toned = tone === '' ? '' : ` class="${tone}"`;
      if (index === 0) return `<th scope="row" role="rowheader"${toned}>${html}</th>`;
      return `<td role="cell" data-head="${escapeHtml(heads[index]!)}"${toned}>${html}</td>`;
    });
    return `<tr role="row">${row.join('')}</tr>\n`;
  });
  return `<table class="list${narrow === 'cards' ? ' cards' : ''}" role="table"><caption>${escapeHtml(caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns}</tr></thead>
<tbody role="rowgroup">
${lines.join('')}</tbody></table>
`;
}

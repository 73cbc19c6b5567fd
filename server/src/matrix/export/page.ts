/** What all exported pages have in common: one file without scripts and without network, in light and dark. */
import { escapeHtml } from '../../xml/escape';
import { STYLE } from './style';

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

/** A cell of a list table: escaped HTML, and a class for its colour. */
export interface ListCell {
  readonly html: string;
  readonly tone?: string;
}

/** Rules for {@link listTable}: on a narrow screen, a row is a card. */
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
@media (max-width: 45rem) { .list, .list tbody, .list tr, .list th, .list td { display: block; } .list thead { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); } .list { border: 0; background: none; }
  .list tr { margin-bottom: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
  .list th, .list td { border-right: 0; } .list tr > :last-child { border-bottom: 0; } .list td:empty { display: none; }
  .list td::before { content: attr(data-head) ": "; color: inherit; opacity: .85; } }
@media print { h2 { font-size: 11px; } .list { border-radius: 0; } .list th, .list td { display: table-cell; } .list tr { display: table-row; } .list { display: table; }
  .list thead { position: static; width: auto; height: auto; clip-path: none; } .list tbody { display: table-row-group; } .list td::before { content: none; } }
`;

/**
 * A table of rows that are read one by one. The first cell of a row names it. Roles are written, because browsers drop them from
 * elements with another display.
 * @param caption not escaped, as are the heads
 */
export function listTable(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly (string | ListCell)[])[],
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
  return `<table class="list" role="table"><caption>${escapeHtml(caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns}</tr></thead>
<tbody role="rowgroup">
${lines.join('')}</tbody></table>
`;
}

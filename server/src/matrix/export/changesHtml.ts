/** A comparison of editions as one HTML page, for a support site. */
import { escapeHtml } from '../../xml/escape';
import { english } from '../../xml/problem';
import type { State } from '../../domain/profile';
import type { ComparedFile, ComparedPatch, PatchChange, StateChange } from '../compare/compare';
import { countOf, productNamer, regressionsText, remark, statesText, type ShownComparison } from '../compare/texts';
import { noteText } from '../notes';
import { LIST_STYLE, type ListCell, listTable, pageHead } from './page';
import { dayOf } from './texts';

/** A link on a page; `href` is a URL. */
export interface PageLink {
  readonly text: string;
  readonly href: string;
}

export interface ChangesOptions {
  /** The states of the profile, which give the cells their colours. */
  readonly states: readonly State[];
  readonly links?: readonly PageLink[];
}

/** Writes the page, regressions first. All texts from files are escaped. */
export function changesHtml(shown: ShownComparison, { states, links = [] }: ChangesOptions): string {
  const { comparison, regressions, notes } = shown;
  const { patches, products, before, after, summary } = comparison;
  const productName = productNamer(comparison);
  const title = escapeHtml(`Changes: ${[...new Set(after.map(({ supplier }) => supplier))].join(', ')}`);
  const tones = new Map<string, string>(states.map(({ value, id }) => [value, id]));
  const stateRow = (patch: ComparedPatch, change: StateChange): (string | ListCell)[] => [
    patchCell(patch),
    escapeHtml(productName(change.product)),
    stateCell(change.before, tones),
    stateCell(change.after, tones),
    escapeHtml(remark(change)),
  ];
  const names = (list: typeof products.added): string[][] => list.map((product) => [escapeHtml(productName(product))]);
  const stateRows = (list: readonly PatchChange[]): (string | ListCell)[][] =>
    list.flatMap((patch) => patch.states.map((change) => stateRow(patch, change)));
  const numbers = [
    regressionsText(regressions),
    `Changed states: ${summary.changed}`,
    `New patches: ${summary.added.patches}`,
    `Removed patches: ${summary.removed.patches}`,
  ];
  const sections = [
    section(
      'Regressions',
      STATE_HEADS,
      regressions.states.map(({ patch, change }) => stateRow(patch, change)),
    ),
    section('Changed states', STATE_HEADS, stateRows(patches.changed)),
    section('New patches', ['Patch', 'Title'], patches.added.map(patchRow)),
    section('Removed patches', ['Patch', 'Title'], patches.removed.map(patchRow)),
    section('New products', ['Product'], names(products.added)),
    section('Removed products', ['Product'], names(products.removed)),
    section(
      'Other changes',
      ['Patch', 'Field', 'Before', 'Now'],
      patches.changed.flatMap((patch) =>
        patch.fields.map(({ field, before, after }) => [patchCell(patch), ...[field, before, after].map(escapeHtml)]),
      ),
    ),
  ];
  const isEqual = sections.every((text) => text === '');
  return `${pageHead(title, 'en', LIST_STYLE)}<body>
<header>
<h1>${title}</h1>
<p>${sides(after)}, compared with ${sides(before)}</p>
</header>
${linksHtml(links)}<main>
${notesHtml(notes.map((note) => noteText(note, english)))}<p class="numbers">${numbers.map((line, index) => `<span${index === 0 && countOf(regressions) > 0 ? ' class="severity critical"' : ''}>${escapeHtml(line)}</span>`).join(' ')}</p>
${isEqual ? '<p>No differences.</p>\n' : ''}${sections.join('')}</main>
</body>
</html>
`;
}

const STATE_HEADS = ['Patch', 'Product', 'Before', 'Now', 'Remark'];

/** Links above the content; empty where there are none. */
export function linksHtml(links: readonly PageLink[]): string {
  if (links.length === 0) return '';
  const items = links.map(({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
  return `<nav aria-label="Pages">${items.join(' ')}</nav>\n`;
}

function notesHtml(notes: readonly string[]): string {
  if (notes.length === 0) return '';
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('\n');
  return `<section class="notes" aria-label="Read this first"><h2>Read this first</h2>\n<ul>${items}</ul></section>\n`;
}

function sides(files: readonly ComparedFile[]): string {
  return files
    .map(({ path, version, published }) => {
      const edition = [
        version === '' ? '' : `version ${version}`,
        published === '' ? '' : `published ${dayOf(published)}`,
      ];
      const known = edition.filter(Boolean).join(', ');
      return escapeHtml(known === '' ? path : `${path} (${known})`);
    })
    .join('; ');
}

/** A table with its heading; empty where it has no rows. The last column is left out where all of it is empty. */
function section(title: string, heads: readonly string[], rows: readonly (readonly (string | ListCell)[])[]): string {
  if (rows.length === 0) return '';
  const columns = rows.every((row) => row.at(-1) === '') ? heads.length - 1 : heads.length;
  const cut = rows.map((row) => row.slice(0, columns));
  return `<section><h2>${title}</h2>\n${listTable(title, heads.slice(0, columns), cut)}</section>\n`;
}

function patchRow(patch: ComparedPatch): string[] {
  return [patchCell(patch), escapeHtml(patch.title)];
}

function patchCell({ vendor, id }: ComparedPatch): string {
  return `${escapeHtml(id)}<small>${escapeHtml(vendor)}</small>`;
}

/** The states of a side; without one, the cell is empty. */
function stateCell(words: readonly string[], tones: ReadonlyMap<string, string>): ListCell {
  if (words.length === 0) return { html: '<span class="none">no statement</span>' };
  const [word] = words;
  return { html: escapeHtml(statesText(words)), tone: words.length > 1 ? 'conflict' : (tones.get(word!) ?? 'other') };
}

/** A comparison of editions as one HTML page, for a support site. */
import { escapeHtml } from '../../xml/escape';
import type { State } from '../../domain/profile';
import type { ComparedFile, ComparedPatch, PatchChange, StateChange } from '../compare/compare';
import {
  CHANGE_TEXTS,
  countOf,
  productNamer,
  regressionsText,
  remark,
  statesText,
  type ShownComparison,
} from '../compare/texts';
import { noteText } from '../notes';
import { LIST_STYLE, type ListCell, listTable, pageHead } from './page';
import { dayOf, ENGLISH, TEXTS, type Translate } from './texts';

/** A link on a page; `href` is a URL. */
export interface PageLink {
  readonly text: string;
  readonly href: string;
}

export interface ChangesOptions {
  /** The states of the profile, which give the cells their colours. */
  readonly states: readonly State[];
  readonly links?: readonly PageLink[];
  readonly translate?: Translate;
  /** The language of the translated texts, for example `de`. Default: English. */
  readonly language?: string;
}

/** Writes the page, regressions first. All texts from files are escaped. */
export function changesHtml(
  shown: ShownComparison,
  { states, links = [], translate = ENGLISH, language = 'en' }: ChangesOptions,
): string {
  const text = (key: keyof typeof CHANGE_TEXTS, ...args: string[]): string => translate(CHANGE_TEXTS[key], ...args);
  const texts = (...keys: (keyof typeof CHANGE_TEXTS)[]): string[] => keys.map((key) => text(key));
  const { comparison, regressions, notes } = shown;
  const { patches, products, before, after, summary } = comparison;
  const productName = productNamer(comparison);
  const title = escapeHtml(text('title', [...new Set(after.map(({ supplier }) => supplier))].join(', ')));
  const tones = new Map<string, string>(states.map(({ value, id }) => [value, id]));
  const stateRow = (patch: ComparedPatch, change: StateChange): (string | ListCell)[] => [
    patchCell(patch),
    escapeHtml(productName(change.product)),
    stateCell(change.before, tones, translate),
    stateCell(change.after, tones, translate),
    escapeHtml(remark(change, translate)),
  ];
  const names = (list: typeof products.added): string[][] => list.map((product) => [escapeHtml(productName(product))]);
  const stateRows = (list: readonly PatchChange[]): (string | ListCell)[][] =>
    list.flatMap((patch) => patch.states.map((change) => stateRow(patch, change)));
  const numbers = [
    regressionsText(regressions, translate),
    text('changedStates', String(summary.changed)),
    text('newPatches', String(summary.added.patches)),
    text('removedPatches', String(summary.removed.patches)),
  ];
  const stateHeads = texts('patch', 'product', 'before', 'now', 'remark');
  const patchHeads = texts('patch', 'patchTitle');
  const sections = [
    section(
      text('sectionRegressions'),
      stateHeads,
      regressions.states.map(({ patch, change }) => stateRow(patch, change)),
    ),
    section(text('sectionStates'), stateHeads, stateRows(patches.changed)),
    section(text('sectionNewPatches'), patchHeads, patches.added.map(patchRow)),
    section(text('sectionRemovedPatches'), patchHeads, patches.removed.map(patchRow)),
    section(text('sectionNewProducts'), texts('product'), names(products.added)),
    section(text('sectionRemovedProducts'), texts('product'), names(products.removed)),
    section(
      text('sectionOther'),
      texts('patch', 'field', 'before', 'now'),
      patches.changed.flatMap((patch) =>
        patch.fields.map(({ field, before, after }) => [patchCell(patch), ...[field, before, after].map(escapeHtml)]),
      ),
    ),
  ];
  const isEqual = sections.every((text) => text === '');
  return `${pageHead(title, language, LIST_STYLE)}<body>
<header>
<h1>${title}</h1>
<p>${escapeHtml(text('compared', sides(after, translate), sides(before, translate)))}</p>
</header>
${linksHtml(links, text('pages'))}<main>
${notesHtml(
  notes.map((note) => noteText(note, translate)),
  translate(TEXTS.notes),
)}<p class="numbers">${numbers.map((line, index) => `<span${index === 0 && countOf(regressions) > 0 ? ' class="severity critical"' : ''}>${escapeHtml(line)}</span>`).join(' ')}</p>
${isEqual ? `<p>${escapeHtml(text('noDifferences'))}</p>\n` : ''}${sections.join('')}</main>
</body>
</html>
`;
}

/** Links above the content; empty where there are none. */
function linksHtml(links: readonly PageLink[], label: string): string {
  if (links.length === 0) return '';
  const items = links.map(({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
  return `<nav aria-label="${escapeHtml(label)}">${items.join(' ')}</nav>\n`;
}

function notesHtml(notes: readonly string[], title: string): string {
  if (notes.length === 0) return '';
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('\n');
  const head = escapeHtml(title);
  return `<section class="notes" aria-label="${head}"><h2>${head}</h2>\n<ul>${items}</ul></section>\n`;
}

function sides(files: readonly ComparedFile[], translate: Translate): string {
  return files
    .map(({ path, version, published }) => {
      const known = [
        version === '' ? '' : translate(CHANGE_TEXTS.version, version),
        published === '' ? '' : translate(CHANGE_TEXTS.published, dayOf(published)),
      ].filter(Boolean);
      return known.length === 0 ? path : translate(CHANGE_TEXTS.edition, path, known.join(', '));
    })
    .join('; ');
}

/** A table with its heading; empty where it has no rows. The last column is left out where all of it is empty. */
function section(title: string, heads: readonly string[], rows: readonly (readonly (string | ListCell)[])[]): string {
  if (rows.length === 0) return '';
  const columns = rows.every((row) => row.at(-1) === '') ? heads.length - 1 : heads.length;
  const cut = rows.map((row) => row.slice(0, columns));
  return `<section><h2>${escapeHtml(title)}</h2>\n${listTable(title, heads.slice(0, columns), cut)}</section>\n`;
}

function patchRow(patch: ComparedPatch): string[] {
  return [patchCell(patch), escapeHtml(patch.title)];
}

function patchCell({ vendor, id }: ComparedPatch): string {
  return `${escapeHtml(id)}<small>${escapeHtml(vendor)}</small>`;
}

/** The states of a side in the colour of the state. */
function stateCell(words: readonly string[], tones: ReadonlyMap<string, string>, translate: Translate): ListCell {
  if (words.length === 0) return { html: escapeHtml(translate(CHANGE_TEXTS.noStatement)) };
  const [word] = words;
  return { html: escapeHtml(statesText(words)), tone: words.length > 1 ? 'conflict' : (tones.get(word!) ?? 'other') };
}

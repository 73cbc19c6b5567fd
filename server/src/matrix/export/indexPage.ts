/** A page with all editions in a folder, for a support site. */
import { compareEditions, type Edition } from '../../domain/editions';
import { instantOf } from '../../domain/dateTime';
import { compareNaturally } from '../../domain/naturalOrder';
import { escapeHtml } from '../../xml/escape';
import type { MatrixSummary } from '../summary';
import { LIST_STYLE, type ListCell, listTable, pageHead } from './page';
import { dayOf, ENGLISH, TEXTS, type Translate } from './texts';

/** A published edition, as the page shows it. */
export interface IndexedEdition extends Edition {
  /** The name of the XML file. */
  readonly name: string;
  readonly description: string;
  /** The files of the edition, the XML first: what each is called, and its name in the folder. */
  readonly files: readonly { readonly text: string; readonly name: string }[];
  /** The pages of its changes. */
  readonly changes: readonly { readonly text: string; readonly name: string }[];
  /** Whether the folder has no earlier edition of its publication. */
  readonly isFirst: boolean;
  /** SHA-256 of the XML file, in hexadecimal. */
  readonly sha256: string;
  /** Of this edition by itself. */
  readonly summary: Pick<MatrixSummary, 'patches' | 'states' | 'otherStates'>;
}

/**
 * Writes the page, newest editions first. All texts from files are escaped.
 * @param sums the name of the file with the checksums
 */
export function indexPage(
  editions: readonly IndexedEdition[],
  sums: string,
  { translate = ENGLISH, language = 'en' }: { readonly translate?: Translate; readonly language?: string } = {},
): string {
  const text = (key: keyof typeof INDEX_TEXTS, ...args: string[]): string => translate(INDEX_TEXTS[key], ...args);
  const sorted = [...editions].sort(newestFirst);
  const title = escapeHtml(titleOf(editions, translate));
  const rows = sorted.map((edition): (string | ListCell)[] => [
    nameCell(edition),
    escapeHtml(edition.documentVersion),
    dateCell(edition.published),
    statesCell(edition.summary, translate),
    linksOf(edition.files),
    edition.changes.length > 0 ? linksOf(edition.changes) : edition.isFirst ? escapeHtml(text('first')) : '',
    `<code>${edition.sha256}</code>`,
  ]);
  const count = editions.length === 1 ? text('one') : text('many', String(editions.length));
  const heads = (['edition', 'version', 'published', 'states', 'files', 'changes', 'sum'] as const).map((key) =>
    text(key),
  );
  return `${pageHead(title, language, LIST_STYLE)}<body>
<header>
<h1>${title}</h1>
<p>${escapeHtml(count)}</p>
</header>
<main>
${listTable(text('caption'), heads, rows)}<p>${escapeHtml(text('sums'))} ${link(sums, sums)} <code>sha256sum -c ${escapeHtml(sums)}</code></p>
</main>
</body>
</html>
`;
}

/** The templates of the page. */
const INDEX_TEXTS = {
  one: '1 edition',
  many: '{0} editions, the newest first',
  caption: 'Editions',
  edition: 'Edition',
  version: 'Version',
  published: 'Published',
  states: 'States',
  files: 'Files',
  changes: 'Changes',
  sum: 'SHA-256 of the XML file',
  first: 'first edition',
  sums: 'Checksums of all files:',
} as const;

/** More suppliers than this are counted in the heading. */
const MAX_NAMED = 3;

function titleOf(editions: readonly IndexedEdition[], translate: Translate): string {
  const suppliers = [...new Set(editions.map(({ supplier }) => supplier))].filter(Boolean).sort(compareNaturally);
  if (suppliers.length === 0) return translate(TEXTS.titleWithout);
  if (suppliers.length > MAX_NAMED) return translate(TEXTS.titleOfMany, String(suppliers.length));
  return translate(TEXTS.title, suppliers.join(', '));
}

/** By publication day, then by the order of editions, then by name, so that the page depends on the files only. */
function newestFirst(a: IndexedEdition, b: IndexedEdition): number {
  const [left, right] = [a, b].map(({ published }) => instantOf(published) ?? -Infinity);
  if (left !== right) return right! > left! ? 1 : -1;
  const bySupplier = compareNaturally(a.supplier, b.supplier);
  return bySupplier || -compareEditions(a, b).order || (a.name < b.name ? -1 : 1);
}

function nameCell({ supplier, description, documentId, name }: IndexedEdition): string {
  const more = [description, documentId].filter(Boolean).map((text) => `<small>${escapeHtml(text)}</small>`);
  return `${escapeHtml(supplier || name)}${more.join('')}`;
}

function dateCell(published: string): string {
  const day = dayOf(published);
  return instantOf(published) === null
    ? escapeHtml(day)
    : `<time datetime="${escapeHtml(day)}">${escapeHtml(day)}</time>`;
}

function statesCell({ patches, states, otherStates }: IndexedEdition['summary'], translate: Translate): string {
  const chips = states.map(({ state, cells }) => {
    const symbol = `<b aria-hidden="true">${escapeHtml(state.symbol)}</b>`;
    return `<li class="${state.id}">${symbol} ${escapeHtml(state.value)}: <strong>${cells}</strong></li>`;
  });
  if (otherStates > 0)
    chips.push(`<li class="other">${escapeHtml(translate(TEXTS.otherStates, String(otherStates)))}</li>`);
  const count = escapeHtml(translate(TEXTS.patches, String(patches)));
  return `<small>${count}</small>${chips.length === 0 ? '' : `<ul class="summary">${chips.join('')}</ul>`}`;
}

function linksOf(files: readonly { readonly text: string; readonly name: string }[]): string {
  return files.map(({ text, name }) => link(text, name)).join(' ');
}

function link(text: string, name: string): string {
  return `<a href="${escapeHtml(linkTo(name))}">${escapeHtml(text)}</a>`;
}

/** A relative URL of a file in the same folder: nothing in its name is a scheme, a folder or a query. */
export function linkTo(name: string): string {
  return `./${encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\uFFFD'))}`;
}

import type {
  ComparedPatch,
  ComparedProduct,
  Comparison,
  Regressions,
  StateChange,
  PatchChange,
} from '../../../matrix/compare/compare';
import type { ComparedFile } from '../../../matrix/compare/compare';
import { noteJson, noteText, type Note } from '../../../matrix/notes';
import { english } from '../../../xml/problem';
import { counted, printable } from '../../reporters/text';
import { columnName } from '../../../matrix/columns';
import { jsonOf, markdownText } from '../../../xml/escape';

/** Markdown for release notes and comments of merge requests; texts of the files are escaped. */
export function comparisonMarkdown({ comparison, regressions, notes }: ShownComparison): string {
  const { patches, products, before, after } = comparison;
  const productName = namer(comparison);
  const count = countOf(regressions);
  const fields = patches.changed.flatMap((patch) =>
    patch.fields.map(({ field, before, after }) => [patch.vendor, patch.id, field, before, after]),
  );
  const states = patches.changed.flatMap((patch) =>
    patch.states.map((change) => {
      return [patch.vendor, patch.id, productName(change.product), stateStep(change, '→'), remark(change)];
    }),
  );
  return [
    `# ${markdownText(sideName(before))} → ${markdownText(sideName(after))}\n`,
    notes.map((note) => `> - ${markdownText(noteText(note, english))}\n`).join(''),
    `${count === 0 ? 'No regressions' : counted(count, 'regression')}\n`,
    table('Patches added', ['Vendor', 'Patch', 'Title'], patches.added.map(patchRow)),
    table('Patches removed', ['Vendor', 'Patch', 'Title'], patches.removed.map(patchRow)),
    table(
      'Products added',
      ['Product'],
      products.added.map((product) => [productName(product)]),
    ),
    table(
      'Products removed',
      ['Product'],
      products.removed.map((product) => [productName(product)]),
    ),
    table('States', ['Vendor', 'Patch', 'Product', 'State', 'Remark'], states),
    table('Other changes', ['Vendor', 'Patch', 'Field', 'Before', 'After'], fields),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function patchRow({ vendor, id, title }: ComparedPatch): string[] {
  return [vendor, id, title];
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [heads, heads.map(() => '---'), ...rows.map((row) => row.map(markdownText))];
  return `## ${title}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`;
}

/** A comparison as it is shown. */
export interface ShownComparison {
  readonly comparison: Comparison;
  readonly regressions: Regressions;
  readonly notes: readonly Note[];
}

/** The name of a side: the only file, or the number of files. */
function sideName(files: readonly ComparedFile[]): string {
  const [only] = files;
  return files.length === 1 ? only!.path : counted(files.length, 'file');
}

/** The number of regressions. */
export function countOf({ states }: Regressions): number {
  return states.length;
}

/** Names products; with their suppliers where there are several: `Acme: Batch 8.2 (Windows Server 2022)`. */
function namer({ before, after }: Comparison): (product: ComparedProduct) => string {
  const isShared = new Set([...before, ...after].map(({ supplier }) => supplier)).size < 2;
  return (product) => (isShared ? columnName(product) : `${product.supplier}: ${columnName(product)}`);
}

/** `In Test -> Approved`; a dash where there is no statement. */
export function stateStep({ before, after }: StateChange, arrow: string): string {
  return [before, after].map((states) => states.join(' / ') || '-').join(` ${arrow} `);
}

/** What is unusual about a change; empty for an expected one. */
export function remark({ verdict }: StateChange): string {
  switch (verdict) {
    case 'expected':
    case 'unknown':
      return '';
    case 'lost':
      return 'no longer listed';
    case 'retired':
      return 'superseded and no longer listed';
    case 'withdrawn':
      return 'withdrawn';
    case 'not in the model':
      return 'not allowed by the state model';
  }
}

/** Text for terminals. */
export function comparisonText({ comparison, regressions }: ShownComparison): string {
  const { before, after, patches, products } = comparison;
  const productName = namer(comparison);
  const sections = [
    section('Patches added', patches.added.map(patchName)),
    section('Patches removed', patches.removed.map(patchName)),
    section('Products added', products.added.map(productName)),
    section('Products removed', products.removed.map(productName)),
    section(
      'Patches changed',
      patches.changed.flatMap((patch) => changeLines(patch, productName)),
    ),
  ].filter((text) => text !== '');
  const head = [...sideLines('from', before), ...sideLines('to', after)];
  const count = countOf(regressions);
  const last = sections.length === 0 ? 'No differences' : count === 0 ? 'No regressions' : counted(count, 'regression');
  return `${head.map(printable).join('\n')}\n\n${[...sections, `${last}\n`].join('\n')}`;
}

function sideLines(word: string, files: readonly ComparedFile[]): string[] {
  return files.map(({ path, published }, index) => `${(index === 0 ? word : '').padEnd(4)} ${path} (${published})`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function patchName({ vendor, id, title }: ComparedPatch): string {
  return [vendor, id, title && `(${title})`].filter(Boolean).join(' ');
}

function changeLines(patch: PatchChange, productName: (product: ComparedProduct) => string): string[] {
  const fields = patch.fields.map(({ field, before, after }) => `  ${field}: ${before || '-'} -> ${after || '-'}`);
  const states = patch.states.map((change) => {
    const note = remark(change);
    return `  ${productName(change.product)}: ${stateStep(change, '->')}${note && ` (${note})`}`;
  });
  return [patchName(patch), ...fields, ...states];
}

/** JSON for programs; `before` and `after` are the first files, `sources` has all. */
export function comparisonJson({ comparison, regressions, notes }: ShownComparison): string {
  const { before, after, patches, products, summary } = comparison;
  const json = {
    version: 1,
    notes: notes.map(noteJson),
    before: before[0],
    after: after[0],
    sources: { before, after },
    patches,
    products,
    removedStates: comparison.removedStates,
    summary,
    regressions,
  };
  return `${jsonOf(json, 2)}\n`;
}

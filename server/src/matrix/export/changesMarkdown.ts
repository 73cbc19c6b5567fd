/** A comparison of editions in Markdown. */
import { english } from '../../xml/problem';
import { markdownText } from '../../xml/escape';
import { productNamer, regressionsText, remark, sideName, stateStep, type ShownComparison } from '../compare/texts';
import type { ComparedPatch, StateChange } from '../compare/compare';
import { noteText } from '../notes';

/** Markdown for release notes and comments of merge requests, regressions first; texts of the files are escaped. */
export function changesMarkdown({ comparison, regressions, notes }: ShownComparison): string {
  const { patches, products, before, after } = comparison;
  const productName = productNamer(comparison);
  const fields = patches.changed.flatMap((patch) =>
    patch.fields.map(({ field, before, after }) => [patch.vendor, patch.id, field, before, after]),
  );
  const stateRow = (patch: ComparedPatch, change: StateChange): string[] => {
    return [patch.vendor, patch.id, productName(change.product), stateStep(change, '→'), remark(change)];
  };
  const heads = ['Vendor', 'Patch', 'Product', 'State', 'Remark'];
  return [
    `# ${markdownText(sideName(before))} → ${markdownText(sideName(after))}\n`,
    notes.map((note) => `> - ${markdownText(noteText(note, english))}\n`).join(''),
    `${regressionsText(regressions)}\n`,
    table(
      'Regressions',
      heads,
      regressions.states.map(({ patch, change }) => stateRow(patch, change)),
    ),
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
    table(
      'States',
      heads,
      patches.changed.flatMap((patch) => patch.states.map((change) => stateRow(patch, change))),
    ),
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

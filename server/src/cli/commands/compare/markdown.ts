import type { ComparedPatch } from '../../../vpc/compare/compare';
import { markdownText } from '../../../vpc/markdownText';
import { counted } from '../../reporters/text';
import { countOf, productName, remark, stateStep, type NamedComparison } from './words';

/** For release notes and the comment of a merge request; texts of the files stand in it as text. */
export function comparisonMarkdown({ names, comparison: { patches, products }, regressions }: NamedComparison): string {
  const steps = countOf(regressions);
  const fields = patches.changed.flatMap((patch) =>
    patch.fields.map(({ field, before, after }) => [patch.vendor, patch.id, field, before, after]),
  );
  const states = patches.changed.flatMap((patch) =>
    patch.states.map((change) => {
      return [patch.vendor, patch.id, productName(change.product), stateStep(change, '→'), remark(change)];
    }),
  );
  return [
    `# ${markdownText(names.before)} → ${markdownText(names.after)}\n`,
    `${steps === 0 ? 'No regressions' : counted(steps, 'regression')}\n`,
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

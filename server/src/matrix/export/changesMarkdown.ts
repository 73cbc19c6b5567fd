/** A comparison of editions in Markdown. */
import { markdownText } from '../../xml/escape';
import {
  CHANGE_TEXTS,
  productNamer,
  regressionsText,
  remark,
  sideName,
  stateStep,
  type ShownComparison,
} from '../compare/texts';
import type { ComparedPatch, StateChange } from '../compare/compare';
import { noteText } from '../notes';
import { ENGLISH, type Translate } from './texts';

/** Markdown for release notes and comments of merge requests, regressions first; texts of the files are escaped. */
export function changesMarkdown(
  { comparison, regressions, notes }: ShownComparison,
  translate: Translate = ENGLISH,
): string {
  const text = (key: keyof typeof CHANGE_TEXTS): string => markdownText(translate(CHANGE_TEXTS[key]));
  const { patches, products, before, after } = comparison;
  const productName = productNamer(comparison);
  const fields = patches.changed.flatMap((patch) =>
    patch.fields.map(({ field, before, after }) => [patch.vendor, patch.id, field, before, after]),
  );
  const stateRow = (patch: ComparedPatch, change: StateChange): string[] => {
    return [patch.vendor, patch.id, productName(change.product), stateStep(change, '→'), remark(change, translate)];
  };
  const heads = (['vendor', 'patch', 'product', 'state', 'remark'] as const).map(text);
  const patchHeads = (['vendor', 'patch', 'patchTitle'] as const).map(text);
  return [
    `# ${markdownText(sideName(before))} → ${markdownText(sideName(after))}\n`,
    notes.map((note) => `> - ${markdownText(noteText(note, translate))}\n`).join(''),
    `${regressionsText(regressions, translate)}\n`,
    table(
      text('sectionRegressions'),
      heads,
      regressions.states.map(({ patch, change }) => stateRow(patch, change)),
    ),
    table(text('sectionNewPatches'), patchHeads, patches.added.map(patchRow)),
    table(text('sectionRemovedPatches'), patchHeads, patches.removed.map(patchRow)),
    table(
      text('sectionNewProducts'),
      [text('product')],
      products.added.map((product) => [productName(product)]),
    ),
    table(
      text('sectionRemovedProducts'),
      [text('product')],
      products.removed.map((product) => [productName(product)]),
    ),
    table(
      text('sectionStates'),
      heads,
      patches.changed.flatMap((patch) => patch.states.map((change) => stateRow(patch, change))),
    ),
    table(text('sectionOther'), (['vendor', 'patch', 'field', 'before', 'now'] as const).map(text), fields),
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

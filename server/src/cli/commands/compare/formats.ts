import type { ComparedFile, ComparedPatch, PatchChange } from '../../../matrix/compare/compare';
import { productNamer, regressionsText, remark, stateStep, type ShownComparison } from '../../../matrix/compare/texts';
import { noteJson } from '../../../matrix/notes';
import { jsonOf } from '../../../xml/escape';
import { printable } from '../../reporters/text';
import { localize } from '../../language';

/** Text for terminals. */
export function comparisonText({ comparison, regressions }: ShownComparison): string {
  const { before, after, patches, products } = comparison;
  const productName = productNamer(comparison);
  const sections = [
    section('Patches added:', patches.added.map(patchName)),
    section('Patches removed:', patches.removed.map(patchName)),
    section('Products added:', products.added.map(productName)),
    section('Products removed:', products.removed.map(productName)),
    section(
      'Patches changed:',
      patches.changed.flatMap((patch) => changeLines(patch, productName)),
    ),
  ].filter((text) => text !== '');
  const width = Math.max(...['from', 'to'].map((word) => localize(word).length));
  const head = [...sideLines(localize('from'), width, before), ...sideLines(localize('to'), width, after)];
  const last = sections.length === 0 ? localize('No differences') : regressionsText(regressions, localize);
  return `${head.map(printable).join('\n')}\n\n${[...sections, `${last}\n`].join('\n')}`;
}

function sideLines(word: string, width: number, files: readonly ComparedFile[]): string[] {
  return files.map(({ path, published }, index) => `${(index === 0 ? word : '').padEnd(width)} ${path} (${published})`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${localize(title)}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function patchName({ vendor, id, title }: ComparedPatch): string {
  return [vendor, id, title && `(${title})`].filter(Boolean).join(' ');
}

function changeLines(patch: PatchChange, productName: ReturnType<typeof productNamer>): string[] {
  const fields = patch.fields.map(({ field, before, after }) => `  ${field}: ${before || '-'} -> ${after || '-'}`);
  const states = patch.states.map((change) => {
    const note = remark(change, localize);
    return `  ${productName(change.product)}: ${stateStep(change, '->')}${note && ` (${note})`}`;
  });
  return [patchName(patch), ...fields, ...states];
}

/** JSON for programs; `before` and `after` are the first files, `sources` has all. */
export function comparisonJson({ comparison, regressions, notes }: ShownComparison): string {
  const { before, after, patches, products, summary } = comparison;
  const json = {
    version: 1,
    notes: notes.map((note) => noteJson(note, localize)),
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

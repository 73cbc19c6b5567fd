import type { ComparedPatch, PatchChange } from '../../../vpc/compare/compare';
import { counted, printable } from '../../reporters/text';
import { countOf, productName, remark, stateStep, type NamedComparison } from './words';

/** For people at a terminal. */
export function comparisonText({ names, comparison, regressions }: NamedComparison): string {
  const { before, after, patches, products } = comparison;
  const sections = [
    section('Patches added', patches.added.map(patchName)),
    section('Patches removed', patches.removed.map(patchName)),
    section('Products added', products.added.map(productName)),
    section('Products removed', products.removed.map(productName)),
    section('Patches changed', patches.changed.flatMap(changeLines)),
  ].filter((text) => text !== '');
  const head = [`from ${names.before} (${before.published})`, `to   ${names.after} (${after.published})`];
  const steps = countOf(regressions);
  const last = sections.length === 0 ? 'No differences' : steps === 0 ? 'No regressions' : counted(steps, 'regression');
  return `${head.map(printable).join('\n')}\n\n${[...sections, `${last}\n`].join('\n')}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function patchName({ vendor, id, title }: ComparedPatch): string {
  return [vendor, id, title && `(${title})`].filter(Boolean).join(' ');
}

function changeLines(patch: PatchChange): string[] {
  const fields = patch.fields.map(({ field, before, after }) => `  ${field}: ${before || '-'} -> ${after || '-'}`);
  const states = patch.states.map((change) => {
    const note = remark(change);
    return `  ${productName(change.product)}: ${stateStep(change, '->')}${note && ` (${note})`}`;
  });
  return [patchName(patch), ...fields, ...states];
}

import { shiftedRange, type Field } from '../../domain/field';
import { productsIn } from '../../domain/identifiers/records';
import type { Entry } from '../../domain/model';
import { patchExample, productDraft } from '../examples';
import { NO_PROBLEMS, onEntries, type RuleProblem, type Rule } from '../rule';

export const rebootContradiction: Rule = {
  id: 'vpc/reboot-contradiction',
  title: 'Restart requirements of patch and product agree',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    contradiction:
      'The patch requires a restart, but this product is marked as requiring none. Sites do not plan the downtime: explain it in a comment, or correct one of the two.',
    patch: 'The patch requires a restart here.',
  },
  docs: {
    what: 'If a patch requires a restart, no product may state that it requires none, unless it has a comment or a restriction. The opposite is allowed: a product may require a restart of its own.',
    why: 'Plants plan downtime by this information. An unplanned restart stops production.',
    todo: 'Correct one of the two, or explain in a comment why the product needs no restart.',
  },
  examples: {
    valid: [
      patchExample('a product that requires a restart of its own', {
        reboot: 'false',
        product: [productDraft({ reboot: 'true' })],
      }),
    ],
    invalid: [
      patchExample('a product that requires no restart', {
        reboot: 'true',
        product: [productDraft({ reboot: 'false' })],
      }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const required = patch.field('reboot');
    if (required === undefined || !isTrue(required.value)) return NO_PROBLEMS;
    return productsIn(patch.origin).some(({ reboot }) => isFalse(reboot))
      ? contradictions(patch, required)
      : NO_PROBLEMS;
  }),
};

/** Products that are marked as requiring no restart, and do not explain it. @param required the patch's field */
function* contradictions(patch: Entry<'patch'>, required: Field): Generator<RuleProblem> {
  const related = [{ message: 'patch', args: [], range: required.range }];
  for (const { entry, at } of patch.entries('product')) {
    const field = entry.field('reboot');
    if (field === undefined || !isFalse(field.value)) continue;
    if (entry.fields('comment').length + entry.fields('restriction').length > 0) continue;
    yield { message: 'contradiction', args: [], range: shiftedRange(field.range, at), related };
  }
}

/** The lexical forms of xs:boolean (XSD 1.0 Datatypes, 3.2.2). */
function isTrue(value: string): boolean {
  return value === 'true' || value === '1';
}

function isFalse(value: string): boolean {
  return value === 'false' || value === '0';
}

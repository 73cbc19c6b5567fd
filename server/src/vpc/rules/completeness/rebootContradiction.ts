import { shiftedRange, type Fact } from '../../fact';
import { productsIn } from '../../identifiers/facts';
import type { Entry } from '../../model';
import { patchExample, productDraft } from '../examples';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';

/** vpc/reboot-contradiction: a product cannot do without the restart that its patch needs. */
export const rebootContradiction: Rule = {
  id: 'vpc/reboot-contradiction',
  title: 'Where a patch needs a restart, so does the product',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    contradiction:
      'The patch needs a restart, but here it says that this product does without one. Readers plan no downtime: say in a comment how that works, or correct it.',
    patch: 'Here the patch needs one.',
  },
  docs: {
    what: 'Where a patch says that it needs a restart, no product may say that it needs none without a comment or a restriction. The other way round is in order: a product may need a restart of its own.',
    why: 'Plants plan downtime by this. A restart that nobody planned stops production.',
    todo: 'Correct one of the two, or say in a comment why the product does without.',
  },
  examples: {
    valid: [
      patchExample('a product that needs one of its own', {
        reboot: 'false',
        product: [productDraft({ reboot: 'true' })],
      }),
    ],
    invalid: [
      patchExample('a product that does without', { reboot: 'true', product: [productDraft({ reboot: 'false' })] }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const said = patch.fact('reboot');
    if (said === undefined || !isTrue(said.value)) return NO_FINDINGS;
    return productsIn(patch.origin).some(({ reboot }) => isFalse(reboot)) ? contradictions(patch, said) : NO_FINDINGS;
  }),
};

/** xs:boolean. */
function* contradictions(patch: Entry<'patch'>, said: Fact): Generator<Finding> {
  const related = [{ message: 'patch', args: [], range: said.range }];
  for (const { entry, at } of patch.entries('product')) {
    const fact = entry.fact('reboot');
    if (fact === undefined || !isFalse(fact.value)) continue;
    if (entry.facts('comment').length + entry.facts('restriction').length > 0) continue;
    yield { message: 'contradiction', args: [], range: shiftedRange(fact.range, at), related };
  }
}

function isTrue(value: string): boolean {
  return value === 'true' || value === '1';
}

function isFalse(value: string): boolean {
  return value === 'false' || value === '0';
}

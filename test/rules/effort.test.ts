/** What rules do for a file grows with its length, not with the square of it. Counted in checkpoints, not in time. */
import assert from 'node:assert/strict';
import { checkDocument } from '../../server/src/language/diagnostics';
import type { Draft } from '../../server/src/domain/publicationText';
import { within } from '../../server/src/xml/budget';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

/** How often the budget is asked while a publication is checked. */
function questions(patches: readonly Draft<'patch'>[]): number {
  let count = 0;
  const budget = {
    exceeded: () => {
      count++;
      return null;
    },
  };
  const document = documentIn(FIRST, publicationText(FIRST, patches), 'a.vpc.xml');
  within(budget, () => checkDocument(document));
  return count;
}

const list = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index));

const SHAPES: Readonly<Record<string, (count: number) => Draft<'patch'>[]>> = {
  'patches that supersede one, and are named by it': (count) => [
    { 'patch-id': 'KB0', 'superseded-by': list(count, (index) => `KB${index + 1}`) },
    ...list(count, (index) => ({ 'patch-id': `KB${index + 1}`, supersedes: 'KB0' })),
  ],
  'a patch with the same reference in many spellings': (count) => [
    { 'patch-id': 'KB0', supersedes: list(count, (index) => `KB${'-'.repeat(index % 64)}${'.'.repeat(index / 64)}1`) },
  ],
  'one name in many spellings': (count) =>
    list(count, (index) => ({
      'patch-id': `KB${index}`,
      target: `Windows${'.'.repeat((index % 40) + 1)}${' -'.repeat(index / 40)}11`,
    })),
  'a product in many versions': (count) => [
    { 'patch-id': 'KB0', product: [{ 'product-id': 'Batch', 'product-version': list(count, String) }] },
  ],
};

describe('the effort of the rules', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`grows with the length of the file: ${name}`, () => {
      const [small, large] = [questions(shape(1_000)), questions(shape(4_000))];
      assert.ok(large <= 8 * small + 16, `${small} and ${large} questions`);
    });
  }
});

/** Fixes of names that other files spell in another way, as they are offered. */
import assert from 'node:assert/strict';
import { documentIn } from '../../support/documents';
import { offered, onlyProblem } from '../../support/fixes';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';
import { indexOf } from '../../support/workspace';
import { expectedName, parsePattern } from '../../../server/src/domain/fileName';
import type { Draft } from '../../../server/src/domain/publicationText';
import type { GovernedDocument } from '../../../server/src/workspace/document';

for (const vocabulary of BOTH) {
  describe(`fixes of spellings: ${vocabulary.title}`, () => {
    const patch: Draft<'patch'> = {
      'patch-id': 'KB1',
      title: 'Update',
      released: '2026-02-10T08:00:00Z',
      product: [{ 'product-id': 'Batch', state: 'In Test' }],
    };
    const text = (supplier: string, published: string) =>
      publicationText(vocabulary, [patch], { supplier, published: `${published}T09:00:00Z` });
    const document = (supplier: string): GovernedDocument => {
      const files = { 'file:///earlier.xml': text('Northwind', '2026-02-12') };
      const fileName = expectedName(parsePattern(vocabulary.vocabulary.profile.fileName.pattern)!, (role) =>
        role === 'supplier' ? supplier : role === 'published' ? '2026-02-18T09:00:00Z' : undefined,
      );
      const otherPublications = indexOf(files, vocabulary).others(null);
      return { ...documentIn(vocabulary, text(supplier, '2026-02-18')), fileName, otherPublications };
    };

    it('change the supplier, although the file must then be renamed, too', () => {
      const written = document('NORTHWIND');
      const problem = onlyProblem(written);
      assert.equal(problem.code, 'vpc/spelling');
      assert.deepEqual(offered(problem, written), [`Change all to "Northwind" => ${text('Northwind', '2026-02-18')}`]);
    });
  });
}

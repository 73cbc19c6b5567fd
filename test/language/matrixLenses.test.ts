import assert from 'node:assert/strict';
import { matrixLenses } from '../../server/src/language/matrixLenses';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';

describe('matrix lenses', () => {
  for (const test of BOTH) {
    const { publication, patch } = test.profile.containers;
    const text = publicationText(test, [{ 'patch-id': 'KB1' }, { 'patch-id': 'KB2' }]);

    it(`are above the publication and each patch: ${test.title}`, () => {
      const lenses = matrixLenses(documentIn(test, text), 10);
      assert.deepEqual(
        lenses.map(({ subject, start, end }) => [subject, text.slice(start, end).replace(/ xmlns="[^"]*"/, '')]),
        [
          ['publication', `<${publication.element}>`],
          ['patch', `<${patch.element}>`],
          ['patch', `<${patch.element}>`],
        ],
      );
      assert.ok(lenses[1]!.start < text.indexOf('KB1') && lenses[2]!.start > text.indexOf('KB1'));
      assert.equal(matrixLenses(documentIn(test, text), 1).length, 2);
    });
  }

  it('are none in other XML', () => assert.deepEqual(matrixLenses(documentUnder(null, '<a/>'), 10), []));
});

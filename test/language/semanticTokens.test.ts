import assert from 'node:assert/strict';
import { semanticTokens } from '../../server/src/language/semanticTokens';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';

for (const vocabulary of BOTH) {
  describe(`state colours: ${vocabulary.title}`, () => {
    const document = documentIn(vocabulary, vocabulary.sampleText);
    const tokens = (start: number, end: number) =>
      semanticTokens(document, start, end).map(
        ({ start: at, end: to, state }) => `${document.tree.slice(at, to)} ${state}`,
      );
    const all = tokens(0, document.tree.length);

    it('mark the states that the vocabulary knows', () => {
      assert.deepEqual(all, ['Approved approved', 'Not Approved not-approved', 'In Test in-test', 'Released released']);
    });

    it('are limited to the requested range', () => {
      const at = vocabulary.sampleText.indexOf('Not Approved');
      assert.deepEqual(tokens(at, at + 1), ['Not Approved not-approved']);
      assert.deepEqual(tokens(at - 1, at), []);
      assert.deepEqual(tokens(at, document.tree.length), all.slice(1));
    });

    it('are on one line each', () => {
      const state = 'Approved<!--\n-->';
      const text = publicationText(vocabulary, [
        { 'patch-id': 'KB1', product: [{ 'product-id': 'A', state: 'STATE' }] },
      ]);
      const broken = documentIn(vocabulary, text.replace('STATE', `Appr<!--\n-->oved`));
      assert.deepEqual(semanticTokens(broken, 0, broken.tree.length), []);
      const embedded = documentIn(vocabulary, text.replace('STATE', state));
      assert.equal(semanticTokens(embedded, 0, embedded.tree.length).length, 1);
    });

    it('are missing in other XML', () => {
      assert.deepEqual(semanticTokens(documentUnder(null, '<a>Approved</a>'), 0, 15), []);
    });
  });
}

import assert from 'node:assert/strict';
import { reasonText, type Change } from '../../../server/src/exchange/write/change';
import { transitionWarnings } from '../../../server/src/exchange/write/transitions';
import { english } from '../../../server/src/xml/problem';
import { editionOf } from '../../support/editions';
import { BOTH } from '../../support/vocabularies';

for (const { title, vocabulary } of BOTH) {
  describe(`warnings of written states: ${title}`, () => {
    const product = (id: string, state: string) => ({ 'product-id': id, 'product-version': '8', state });
    const previous = editionOf(
      {
        supplier: 'Acme',
        'patch-vendor': [
          {
            'vendor-id': 'Microsoft',
            patch: [{ 'patch-id': 'KB1', product: [product('Batch', 'Approved'), product('Drive', 'In Test')] }],
          },
        ],
      },
      vocabulary,
    );
    const set = (id: string, state: string, version = '8'): Change => ({
      patch: { id: 'kb1', vendor: 'microsoft' },
      product: { id, version, platform: '' },
      state,
    });
    const warned = (...changes: Change[]): string[] =>
      transitionWarnings(changes, previous, vocabulary).map(({ reason }) => reasonText(reason, english));

    it('names a state that cannot follow that of the previous edition', () => {
      assert.deepEqual(warned(set('BATCH', 'Available')), [
        'The previous edition (previous.xml) had "Approved", which "Available" cannot follow in the state model.',
      ]);
    });

    it('names the refusal that was not published', () => {
      assert.deepEqual(warned(set('Batch', 'In Test')), [
        'The previous edition (previous.xml) had "Approved", which "In Test" can follow only through "Not Approved".',
      ]);
    });

    it('says nothing about other states, products, removals and what has no state', () => {
      const { state: _, ...noState } = set('Batch', '');
      const removal = { ...noState, remove: true };
      assert.deepEqual(
        warned(
          set('Drive', 'Approved'),
          set('Batch', 'Released'),
          set('Batch', 'Available', '9'),
          set('Historian', 'Available'),
          set('Batch', 'Nonsense'),
          { patch: { id: 'KB1' }, add: true },
          { ...noState, comment: 'It works.' },
          removal,
        ),
        [],
      );
    });
  });
}

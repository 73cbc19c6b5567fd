import assert from 'node:assert/strict';
import { Identifiers } from '../../../server/src/vpc/identifiers/identifiers';
import { meantAlike, namingOf } from '../../../server/src/vpc/identifiers/meaning';
import { parse } from '../../../server/src/xml/parser';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';

describe('what identifiers mean', () => {
  for (const vocabulary of BOTH) {
    describe(vocabulary.title, () => {
      /** A file of vendors: each id defined, then each that is superseded. `A: KB1 > KB2` */
      const file = (...vendors: readonly string[]) => {
        const text = publicationText(vocabulary, [], {
          'patch-vendor': vendors.map((vendor) => {
            const [name = '', patches = ''] = vendor.split(': ');
            const drafts = patches.split(', ').map((patch) => {
              const [id = '', supersedes] = patch.split(' > ');
              return { 'patch-id': id, ...(supersedes !== undefined && { supersedes }) };
            });
            return { 'vendor-id': name, patch: drafts };
          }),
        });
        return Array.from(Identifiers.in(parse(text), vocabulary.vocabulary)!.named('patch', 'KB1'), namingOf);
      };
      /** `vendor patch` of each place that means what the first place of the first file means. */
      const alike = (...files: readonly ReturnType<typeof file>[]) =>
        meantAlike(files[0]![0]!, files).map((found) => found.map(({ vendor, patch }) => `${vendor} ${patch}`));

      it('a patch belongs to its vendor', () => {
        assert.deepEqual(alike(file('A: KB1', 'B: KB1')), [['A KB1']]);
      });

      it('a reference means the patch of the same vendor', () => {
        assert.deepEqual(alike(file('A: KB1, KB2 > KB1', 'B: KB1, KB3 > KB1')), [['A KB1', 'A KB2']]);
      });

      it('a reference means what else the file defines, where its vendor does not', () => {
        assert.deepEqual(alike(file('A: KB1', 'B: KB3 > KB1')), [['A KB1', 'B KB3']]);
      });

      it('a reference means what another file defines, of the same vendor first', () => {
        assert.deepEqual(alike(file('A: KB2 > KB1'), file('B: KB1'), file('A: KB1')), [['A KB2'], [], ['A KB1']]);
        assert.deepEqual(alike(file('A: KB2 > KB1'), file('B: KB1')), [['A KB2'], ['B KB1']]);
      });

      it('a reference in another file means what is defined here, unless it is defined there', () => {
        assert.deepEqual(alike(file('A: KB1'), file('A: KB2 > KB1')), [['A KB1'], ['A KB2']]);
        assert.deepEqual(alike(file('A: KB1'), file('B: KB1, KB2 > KB1')), [['A KB1'], []]);
      });

      it('references to what nobody defines mean the same within a vendor', () => {
        assert.deepEqual(alike(file('A: KB2 > KB1, KB3 > KB1', 'B: KB4 > KB1')), [['A KB2', 'A KB3']]);
      });
    });
  }
});

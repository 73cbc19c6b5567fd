import assert from 'node:assert/strict';
import { Identifiers } from '../../../server/src/domain/identifiers/identifiers';
import { sameSymbol, symbolOccurrenceOf } from '../../../server/src/domain/identifiers/symbols';
import { parse } from '../../../server/src/xml/parser';
import { publicationText } from '../../support/publications';
import { BOTH } from '../../support/vocabularies';

describe('sameSymbol', () => {
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
        return Array.from(
          Identifiers.in(parse(text), vocabulary.vocabulary)!.named('patch', 'KB1'),
          symbolOccurrenceOf,
        );
      };
      /** `vendor patch` of each occurrence of the symbol that the first occurrence of the first file names. */
      const alike = (...files: readonly ReturnType<typeof file>[]) =>
        sameSymbol(files[0]![0]!, files, vocabulary.vocabulary.identity).map((found) =>
          found.map(({ vendor, patch }) => `${vendor} ${patch}`),
        );

      it('treats equal patch identifiers of two vendors as different symbols', () => {
        assert.deepEqual(alike(file('A: KB1', 'B: KB1')), [['A KB1']]);
      });

      it('resolves a reference to the patch of the same vendor', () => {
        assert.deepEqual(alike(file('A: KB1, KB2 > KB1', 'B: KB1, KB3 > KB1')), [['A KB1', 'A KB2']]);
      });

      it('resolves a reference to a patch of another vendor of the file, where its own vendor has none', () => {
        assert.deepEqual(alike(file('A: KB1', 'B: KB3 > KB1')), [['A KB1', 'B KB3']]);
      });

      it('resolves a reference to a patch of another file, of the same vendor first', () => {
        assert.deepEqual(alike(file('A: KB2 > KB1'), file('B: KB1'), file('A: KB1')), [['A KB2'], [], ['A KB1']]);
        assert.deepEqual(alike(file('A: KB2 > KB1'), file('B: KB1')), [['A KB2'], ['B KB1']]);
      });

      it('resolves a reference of another file to a patch of this one, unless that file defines it', () => {
        assert.deepEqual(alike(file('A: KB1'), file('A: KB2 > KB1')), [['A KB1'], ['A KB2']]);
        assert.deepEqual(alike(file('A: KB1'), file('B: KB1, KB2 > KB1')), [['A KB1'], []]);
      });

      it('treats references of one vendor to an undefined patch as one symbol', () => {
        assert.deepEqual(alike(file('A: KB2 > KB1, KB3 > KB1', 'B: KB4 > KB1')), [['A KB2', 'A KB3']]);
      });
    });
  }
});

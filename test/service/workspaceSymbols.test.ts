import assert from 'node:assert/strict';
import { workspaceSymbols } from '../../server/src/service/workspaceSymbols';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf } from '../support/workspace';

for (const vocabulary of BOTH) {
  describe(`workspace symbols: ${vocabulary.title}`, () => {
    const publication = (published: string, ids: readonly string[]) =>
      publicationText(
        vocabulary,
        ids.map((id) => ({
          'patch-id': id,
          title: `Update (${id})`,
          product: [{ 'product-id': 'Batch', state: 'Approved' }],
        })),
        { published },
      );
    const files = {
      'old.xml': publication('2026-01-01T00:00:00Z', ['KB1', 'KB2']),
      'new.xml': publication('2026-02-01T00:00:00Z', ['KB1']),
    };
    const symbols = (query: string, limit = 100) =>
      workspaceSymbols(indexOf(files, vocabulary).elsewhere(null).files, query, limit).map(
        ({ kind, name, container, uri }) => `${kind} ${name} of ${container} in ${uri}`,
      );

    it('are the patches of each file, and products and vendors once, of the latest file first', () => {
      assert.deepEqual(symbols(''), [
        'patch KB1 Update (KB1) of Microsoft in new.xml',
        'patch-vendor Microsoft of Northwind in new.xml',
        'product Batch of Northwind in new.xml',
        'patch KB1 Update (KB1) of Microsoft in old.xml',
        'patch KB2 Update (KB2) of Microsoft in old.xml',
      ]);
    });

    it('are looked up by their characters in order', () => {
      assert.deepEqual(symbols('k2'), ['patch KB2 Update (KB2) of Microsoft in old.xml']);
      assert.deepEqual(symbols('b tch'), ['product Batch of Northwind in new.xml']);
      assert.deepEqual(symbols('kb3'), []);
      assert.equal(symbols('', 2).length, 2);
    });

    it('lead to the identifier', () => {
      const lines = files['old.xml'].split('\n');
      const found = workspaceSymbols(indexOf(files, vocabulary).elsewhere(null).files, 'KB2', 9)[0]!.range;
      assert.equal(lines[found.start.line]!.slice(found.start.character, found.end.character), 'KB2');
    });
  });
}

import assert from 'node:assert/strict';
import { workspaceSymbols } from '../../server/src/language/workspaceSymbols';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf } from '../support/workspace';
import { runToCompletion } from '../../server/src/xml/task';

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
      runToCompletion(workspaceSymbols(indexOf(files, vocabulary).others(null).files, query, limit)).map(
        ({ kind, name, container, uri }) => `${kind} ${name} of ${container} in ${uri}`,
      );

    it('are the patches of each file, and products and vendors once, of the file published last first', () => {
      assert.deepEqual(symbols(''), [
        'patch KB1 Update (KB1) of Microsoft in new.xml',
        'patch-vendor Microsoft of Northwind in new.xml',
        'product Batch of Northwind in new.xml',
        'patch KB1 Update (KB1) of Microsoft in old.xml',
        'patch KB2 Update (KB2) of Microsoft in old.xml',
      ]);
    });

    it('match a query in another spelling', () => {
      const texts = { 'a.xml': publication('2026-01-01T00:00:00Z', ['5000001']) };
      const found = (query: string) =>
        runToCompletion(workspaceSymbols(indexOf(texts, vocabulary).others(null).files, query, 9)).map(
          ({ name }) => name,
        );
      assert.deepEqual(found('KB5000001'), ['5000001 Update (5000001)']);
      assert.deepEqual(found('KB5000002'), []);
    });

    it('match a query by its characters in order', () => {
      assert.deepEqual(symbols('k2'), ['patch KB2 Update (KB2) of Microsoft in old.xml']);
      assert.deepEqual(symbols('b tch'), ['product Batch of Northwind in new.xml']);
      assert.deepEqual(symbols('kb3'), []);
      assert.equal(symbols('', 2).length, 2);
    });

    it('have the range of the identifier', () => {
      const lines = files['old.xml'].split('\n');
      const found = runToCompletion(workspaceSymbols(indexOf(files, vocabulary).others(null).files, 'KB2', 9))[0]!
        .range;
      assert.equal(lines[found.start.line]!.slice(found.start.character, found.end.character), 'KB2');
    });
  });
}

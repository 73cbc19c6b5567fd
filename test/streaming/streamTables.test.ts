import { strict as assert } from 'node:assert';
import { diagnostics } from '../../server/src/language/diagnostics';
import { bytesSource, streamedTree } from '../../server/src/streaming';
import { withTables, type StreamTables } from '../../server/src/streaming/streamTables';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

function tablesOf({ schema, vocabulary }: GovernedDocument): StreamTables {
  return withTables(schema, vocabulary, (tables) => tables);
}

for (const vocabulary of BOTH) {
  describe(`tables of streamed documents, ${vocabulary.title}`, () => {
    const document = documentIn(vocabulary, vocabulary.sampleText, vocabulary.sampleName);

    it('are those of the last document with the same schema and vocabulary', () => {
      const tables = tablesOf(document);
      const { tree } = streamedTree(bytesSource(Buffer.from(document.tree.text())), document, { minSegment: 0 });
      assert.deepEqual(diagnostics({ ...document, tree }), diagnostics(document));
      assert.equal(tablesOf(document), tables);
      assert.notEqual(tablesOf({ ...document, schema: null }), tables);
      assert.notEqual(tablesOf({ ...document, vocabulary: null }), tables);
    });

    it('are new after an error, and for a document that is read meanwhile', () => {
      const tables = tablesOf(document);
      const inner = withTables(document.schema, document.vocabulary, () => tablesOf(document));
      assert.notEqual(inner, tables);
      const before = tablesOf(document);
      assert.throws(() =>
        withTables(document.schema, document.vocabulary, () => {
          throw new Error('in the middle');
        }),
      );
      assert.notEqual(tablesOf(document), before);
    });

    it('are new when they are full', () => {
      const before = tablesOf(document);
      const names = Array.from({ length: 5_000 }, (_, index) => `<a${index}/>`).join('');
      streamedTree(bytesSource(Buffer.from(`<a>${names}</a>`)), document);
      assert.notEqual(tablesOf(document), before);
    });
  });
}

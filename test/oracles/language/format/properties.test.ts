import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FormatOptions } from '../../../../server/src/language/format/format';
import { reparse } from '../../../../server/src/xml/reparse';
import { parse } from '../../../../server/src/xml/parser';
import { edited } from '../../../support/cursor';
import { documentUnder, problemsIn } from '../../../support/documents';
import { formatEdits, formatted, saidBy } from '../../../support/formatting';
import { editsOf } from '../../../support/edits';
import { largeDocument } from '../../../support/largeDocument';
import { editOf, mutations } from '../../../support/mutations';
import { BOTH } from '../../../support/vocabularies';
import { assertProperty } from '../../../support/seeds';

/** Other layouts of the same document. */
const LAYOUTS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/>\s+</g, '><'),
  (text) => text.replace(/\n\s+/g, '\r\n      '),
  (text) => text.replace(/ {2}/g, '\t').replace(/\n/g, '\n\n\n'),
];

const OPTIONS: readonly Partial<FormatOptions>[] = [
  {},
  { attributes: 'wrap', lineWidth: 30 },
  { attributes: 'onePerLine', maxBlankLines: 0, insertFinalNewline: true },
  { unit: '\t', maxBlankLines: 3, trimFinalNewlines: true },
];

describe('formatting of mutated documents', () => {
  for (const { title, schemaText, sampleText } of BOTH) {
    for (const schema of [schemaText, null]) {
      it(`changes only whitespace, and is idempotent (${title}, ${schema ? 'schema' : 'no schema'})`, () => {
        const cases = fc.tuple(
          fc.constantFrom(...LAYOUTS),
          fc.oneof(mutations, fc.constant([])),
          fc.constantFrom(...OPTIONS),
          fc.nat(100_000),
          fc.nat(2_000),
        );
        assertProperty(
          fc.property(cases, ([layOut, series, options, place, length]) => {
            let tree = parse(layOut(sampleText));
            for (const mutation of series) tree = reparse(tree, editOf(mutation, tree.length));
            const document = documentUnder(schema, tree.text());
            const content = saidBy(document.tree);

            const once = documentUnder(schema, formatted(document, { options }));
            assert.deepEqual(saidBy(once.tree), content);
            assert.deepEqual(formatEdits(once, { options }), []);

            const start = place % (tree.length + 1);
            const range = { start, end: Math.min(start + length, tree.length) };
            const edits = formatEdits(document, { options, range });
            assert.ok(edits.every((edit) => range.start <= edit.start && edit.end <= range.end));
            assert.deepEqual(saidBy(parse(edited(tree.text(), edits))), content);
          }),
          { numRuns: 250, seed: 20261125 },
        );
      });
    }

    it(`gives the same text for each layout (${title})`, () => {
      for (const layOut of LAYOUTS.slice(1)) {
        const text = formatted(documentUnder(schemaText, layOut(sampleText)), { options: { maxBlankLines: 0 } });
        assert.equal(text.replaceAll('\r\n', '\n'), sampleText);
      }
      assert.deepEqual(problemsIn(documentUnder(schemaText, sampleText)), []);
    });
  }

  for (const { title, schemaText, sampleText } of BOTH) {
    it(`gives the same edits after any series of edits as for a document that is opened (${title})`, () => {
      const cases = fc.tuple(
        fc.constantFrom(...LAYOUTS),
        fc.oneof(editsOf(sampleText), mutations),
        fc.constantFrom(...OPTIONS),
        fc.constantFrom(schemaText, null),
      );
      assertProperty(
        fc.property(cases, ([layOut, series, options, schema]) => {
          let { tree } = documentUnder(schema, layOut(sampleText));
          for (const mutation of series) tree = reparse(tree, editOf(mutation, tree.length));
          const fresh = documentUnder(schema, tree.text());
          assert.deepEqual(formatEdits({ ...fresh, tree }, { options }), formatEdits(fresh, { options }));
        }),
        { numRuns: 2_500, seed: 20261129 },
      );
    });
  }

  it('limits the number of edits of a large document', () => {
    const text = largeDocument(1_000_000).replace(/\n\s*/g, '\n');
    const document = documentUnder(null, text);
    const edits = formatEdits(document);
    assert.ok(edits.length <= 10_000, String(edits.length));
    assert.equal(edited(text, edits), largeDocument(1_000_000));
  });
});

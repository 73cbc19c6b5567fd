import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { documentIn } from '../support/documents';
import { BOTH, type TestVocabulary } from '../support/vocabularies';

/** What gets typed, pasted and deleted: characters, and pieces of the document itself. */
function editsOf({ sampleText }: TestVocabulary): fc.Arbitrary<{ at: number; length: number; text: string }[]> {
  const piece = fc
    .tuple(fc.nat(sampleText.length), fc.oneof(fc.nat(12), fc.nat(400)))
    .map(([start, length]) => sampleText.slice(start, start + length));
  const text = fc.oneof(
    fc.constant(''),
    fc.constantFrom('<', '>', '</', '"', '&', ' ', '\n', 'x', '<x>', 'xmlns="u"'),
    piece,
  );
  const length = fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400));
  return fc.array(fc.record({ at: fc.nat(sampleText.length), length, text }), { minLength: 1, maxLength: 8 });
}

describe('diagnostics after edits', () => {
  for (const vocabulary of BOTH) {
    it(`are those of the text read afresh: ${vocabulary.title}`, () => {
      fc.assert(
        fc.property(editsOf(vocabulary), (edits) => {
          let document: GovernedDocument = documentIn(vocabulary, vocabulary.sampleText, vocabulary.sampleName);
          let text = vocabulary.sampleText;
          for (const edit of edits) {
            const start = Math.min(edit.at, text.length);
            const end = Math.min(start + edit.length, text.length);
            text = text.slice(0, start) + edit.text + text.slice(end);
            document = { ...document, tree: reparse(document.tree, { start, end, text: edit.text }) };
            const fresh = diagnostics({ ...document, tree: parse(text) });
            assert.deepEqual(diagnostics(document), fresh);
            for (const problem of fresh)
              assert.ok(0 <= problem.start && problem.start <= problem.end && problem.end <= text.length);
          }
        }),
        { numRuns: Number(process.env.VPC_RUNS ?? 300), seed: 2026 },
      );
    }).timeout(300_000);
  }
});

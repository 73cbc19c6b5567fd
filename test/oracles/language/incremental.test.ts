import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostics } from '../../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../../server/src/workspace/document';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { documentIn } from '../../support/documents';
import { editsOf } from '../../support/edits';
import { BOTH } from '../../support/vocabularies';
import { assertProperty } from '../../support/seeds';

describe('diagnostics after edits', () => {
  for (const vocabulary of BOTH) {
    it(`agree with those of a fresh parse: ${vocabulary.title}`, () => {
      assertProperty(
        fc.property(editsOf(vocabulary.sampleText), (edits) => {
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
        { numRuns: 300, seed: 2026 },
      );
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { parse } from '../../../server/src/xml/parser';
import { resumable } from '../../../server/src/xml/task';
import { documentIn } from '../../support/documents';
import { longText } from '../../support/longText';
import { editOf, mutations } from '../../support/mutations';
import { assertProperty } from '../../support/seeds';
import { BOTH } from '../../support/vocabularies';

describe('a resumable function', () => {
  for (const vocabulary of BOTH) {
    it(`finds the same problems in steps as in one piece, after any edits: ${vocabulary.title}`, () => {
      const text = longText(vocabulary);
      let mostYields = 0;
      assertProperty(
        fc.property(mutations, (edits) => {
          const edited = edits.reduce((before, mutation) => {
            const { start, end, text: put } = editOf(mutation, before.length);
            return before.slice(0, start) + put + before.slice(end);
          }, text);
          const document = documentIn(vocabulary, edited);
          const task = resumable(() => diagnostics(document), 1);
          let yields = 0;
          let step = task.next();
          for (; step.done !== true; step = task.next()) yields++;
          mostYields = Math.max(mostYields, yields);
          assert.deepEqual(step.value, diagnostics({ ...document, tree: parse(edited) }));
        }),
        { numRuns: 25, seed: 2026 },
      );
      // A text that is not recognised after an edit can be checked without a yield, so not each run has many.
      assert.ok(mostYields > 100, `${mostYields} yields`);
    });
  }
});

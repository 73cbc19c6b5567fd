import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { codeActionsInSteps } from '../../server/src/service/codeActions';
import { fixAllInSteps } from '../../server/src/service/fixAll';
import { foldingRangesInSteps } from '../../server/src/service/folding';
import { highlightsInSteps } from '../../server/src/service/highlight';
import { hoverInSteps } from '../../server/src/service/hover';
import { english } from '../../server/src/service/localize';
import { outlineInSteps } from '../../server/src/service/symbols';
import { TEST_CLOCK } from '../support/clock';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** What work comes to, and how often others could have had their turn. */
function stepped<T>(work: Generator<void, T, undefined>): { readonly result: T; readonly turns: number } {
  for (let turns = 0; ; turns++) {
    const step = work.next();
    if (step.done === true) return { result: step.value, turns };
  }
}

/** With so many elements that none of the answers is small. */
const BYTES = 200_000;

describe('an answer about all of a file', () => {
  for (const test of BOTH) {
    const { name, text } = validFile(BYTES, test.vocabulary);
    const valid = documentIn(test, text, name);
    const state = `</${test.vocabulary.nameOf('product', 'state')!}>`;
    const wrong = documentIn(test, text.replaceAll(state, `x${state}`), name);

    it(`lets others have their turn at each element of the outline: ${test.title}`, () => {
      const { result, turns } = stepped(outlineInSteps(valid, 10_000));
      assert.ok(result.roots.length > 0 && turns > 1000, String(turns));
    });

    it(`lets others have their turn at each folding range: ${test.title}`, () => {
      const { result, turns } = stepped(foldingRangesInSteps(valid.tree, 10_000));
      assert.ok(result.length > 100 && turns >= result.length, String(turns));
    });

    it(`lets others have their turn at each place that means the same: ${test.title}`, () => {
      const id = `<${test.vocabulary.nameOf('product', 'product-id')!}>`;
      const product = `<${test.vocabulary.nameOf('patch', 'product')!}>`;
      const offset = text.indexOf(id, text.indexOf(product)) + id.length + 1;
      const { result, turns } = stepped(highlightsInSteps(valid, offset));
      assert.ok(result !== null && result.length > 20 && turns >= 2 * result.length, String(turns));
      assert.ok(stepped(hoverInSteps(valid, offset, TEST_CLOCK, english)).turns >= result.length);
    });

    it(`lets others have their turn between trials of fixes: ${test.title}`, () => {
      const { result, turns } = stepped(codeActionsInSteps(wrong, 0, text.length));
      const trials = result.fixes.length + result.suppressions.length;
      assert.ok(trials > 10 && turns > trials, `${turns} for ${trials}`);
    });

    it(`lets others have their turn while all is mended: ${test.title}`, () => {
      const title = `</${test.vocabulary.nameOf('patch', 'title')!}>`;
      const many = text.split(title).length - 1;
      const { result, turns } = stepped(
        fixAllInSteps(documentIn(test, text.replaceAll(title, ` & more${title}`), name)),
      );
      assert.deepEqual([result.fixed.length, result.left.length], [many, 0]);
      // Each fix is planned, and each edit is made, for itself.
      assert.ok(many > 10 && turns >= 2 * many, `${turns} for ${many}`);
    });
  }
});

import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { codeActions } from '../../server/src/language/fixes/codeActions';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import { foldingRanges } from '../../server/src/language/folding';
import { highlights } from '../../server/src/language/highlights';
import { hover } from '../../server/src/language/hover/hover';
import { english } from '../../server/src/xml/problem';
import { outline } from '../../server/src/language/outline';
import { TEST_CLOCK } from '../support/clock';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';
import type { Task } from '../../server/src/xml/task';

/** The result of a task, and how often it yields. */
function stepped<T>(task: Task<T>): { readonly result: T; readonly yields: number } {
  for (let yields = 0; ; yields++) {
    const step = task.next();
    if (step.done === true) return { result: step.value, yields };
  }
}

/** Large enough that no answer is small. */
const BYTES = 200_000;

describe('an answer about a whole file', () => {
  for (const test of BOTH) {
    const { name, text } = validFile(BYTES, test.vocabulary);
    const valid = documentIn(test, text, name);
    const state = `</${test.vocabulary.nameOf('product', 'state')!}>`;
    const wrong = documentIn(test, text.replaceAll(state, `x${state}`), name);

    it(`yields while it makes the outline: ${test.title}`, () => {
      const { result, yields } = stepped(outline(valid, 10_000));
      assert.ok(result.roots.length > 0 && yields > 50, String(yields));
    });

    it(`yields while it finds the folding ranges: ${test.title}`, () => {
      const { result, yields } = stepped(foldingRanges(valid.tree, 10_000));
      assert.ok(result.length > 100 && yields >= Math.floor(result.length / 200), String(yields));
    });

    it(`yields at each occurrence: ${test.title}`, () => {
      const id = `<${test.vocabulary.nameOf('product', 'product-id')!}>`;
      const product = `<${test.vocabulary.nameOf('patch', 'product')!}>`;
      const offset = text.indexOf(id, text.indexOf(product)) + id.length + 1;
      const { result, yields } = stepped(highlights(valid, offset));
      assert.ok(result !== null && result.length > 20 && yields >= 2 * result.length, String(yields));
      assert.ok(stepped(hover(valid, offset, TEST_CLOCK, english)).yields >= result.length);
    });

    it(`yields between trials of fixes: ${test.title}`, () => {
      const { result, yields } = stepped(codeActions(wrong, 0, text.length));
      const trials = result.fixes.length + result.suppressions.length;
      assert.ok(trials > 10 && yields > trials, `${yields} for ${trials}`);
    });

    it(`yields during fix all: ${test.title}`, () => {
      const title = `</${test.vocabulary.nameOf('patch', 'title')!}>`;
      const many = text.split(title).length - 1;
      const { result, yields } = stepped(fixAll(documentIn(test, text.replaceAll(title, ` & more${title}`), name)));
      assert.deepEqual([result.fixed.length, result.remaining.length], [many, 0]);
      // One yield for each planned fix and one for each edit.
      assert.ok(many > 10 && yields >= 2 * many, `${yields} for ${many}`);
    });
  }
});

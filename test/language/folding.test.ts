import assert from 'node:assert/strict';
import { foldingRanges } from '../../server/src/language/folding';
import { parse } from '../../server/src/xml/parser';
import { runToCompletion } from '../../server/src/xml/task';

/** `start-end kind` of each range. */
function folds(text: string, limit = 100): string[] {
  return runToCompletion(foldingRanges(parse(text), limit)).map(({ startLine, endLine, kind }) =>
    [`${startLine}-${endLine}`, kind].join(' ').trim(),
  );
}

describe('folding', () => {
  it('folds elements and leaves their end tags visible', () => {
    assert.deepEqual(folds('<a>\n  <b>\n    x\n  </b>\n  <c/>\n</a>'), ['0-4', '1-2']);
  });

  it('counts the lines of a start tag', () => {
    assert.deepEqual(folds('<a\n  b="c"\n>\n  <d>\n    x\n  </d>\n</a>'), ['0-5', '3-4']);
  });

  it('folds an element without end tag to its last line', () => {
    assert.deepEqual(folds('<a>\n  <b>\n    x\n</a>'), ['0-2', '1-2']);
  });

  it('folds comments, CDATA sections and the DOCTYPE', () => {
    assert.deepEqual(folds('<!DOCTYPE a [\n]>\n<a>\n<!-- x\n y --><![CDATA[\n\n]]>\n</a>'), [
      '0-1',
      '2-6',
      '3-4 comment',
      '4-6',
    ]);
  });

  it('folds comments on consecutive lines as one', () => {
    const text =
      '<a>\n<!-- 1 -->\n  <!-- 2 -->\n<!-- 3 -->\n\n<!-- 4 -->\n<b/> <!-- 5 -->\n<!-- 6 --> <!-- 7 -->\n</a>';
    assert.deepEqual(folds(text), ['0-7', '1-3 comment']);
    assert.deepEqual(folds('<a>\n<!-- x -->\n<!-- #region -->\n<!-- y -->\n<!-- #endregion -->\n</a>'), [
      '0-4',
      '2-4 region',
    ]);
  });

  it('folds regions', () => {
    assert.deepEqual(folds('<a>\n<!-- #region x -->\n<b/>\n<!-- #endregion -->\n</a>'), ['0-3', '1-3 region']);
  });

  it('keeps outer ranges when the limit is reached', () => {
    assert.deepEqual(folds('<a>\n<b>\n<c>\n</c>\n\n</b>\n<d>\n\n</d>\n</a>', 3), ['0-8', '1-4', '6-7']);
  });

  it('folds nothing in a text without elements', () => {
    assert.deepEqual(folds('\n\n'), []);
  });
});

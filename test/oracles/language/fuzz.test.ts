import assert from 'node:assert/strict';
import fc from 'fast-check';
import { autoInsert } from '../../../server/src/language/autoInsert';
import { codeActions } from '../../../server/src/language/fixes/codeActions';
import { completion } from '../../../server/src/language/completion/completion';
import { diagnostics } from '../../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../../server/src/workspace/document';
import { foldingRanges } from '../../../server/src/language/folding';
import { hover } from '../../../server/src/language/hover/hover';
import { english } from '../../../server/src/xml/problem';
import { selectionRanges } from '../../../server/src/language/selection';
import { outline } from '../../../server/src/language/outline';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { TEST_CLOCK } from '../../support/clock';
import { documentIn } from '../../support/documents';
import { editOf, mutations } from '../../support/mutations';
import { BOTH } from '../../support/vocabularies';
import { assertProperty } from '../../support/seeds';
import { runToCompletion } from '../../../server/src/xml/task';
import { tagHighlights, linkedRanges } from '../../../server/src/language/highlights';

describe('language service', () => {
  for (const test of BOTH) {
    it(`answers for any text and never throws (${test.title})`, () => {
      assertProperty(
        fc.property(mutations, fc.nat(100_000), (series, place) => {
          let tree = parse(test.sampleText);
          for (const mutation of series) tree = reparse(tree, editOf(mutation, tree.length));
          askEverything({ ...documentIn(test, tree.text(), 'a.xml'), tree }, place % (tree.length + 1));
        }),
        { numRuns: 100, seed: 20261124 },
      );
    });
  }
});

/** Every range of every answer must be within the text. */
function askEverything(document: GovernedDocument, offset: number): void {
  const { length } = document.tree;
  const within = ({ start, end }: { start: number; end: number }): void =>
    assert.ok(0 <= start && start <= end && end <= length, `${start}-${end} of ${length}`);
  diagnostics(document).forEach(within);
  const found = runToCompletion(hover(document, offset, TEST_CLOCK, english));
  if (found !== null) within(found);
  const { items } = completion(document, offset, { snippets: true, clock: TEST_CLOCK }, english);
  for (const item of items) {
    within(item);
    item.documentation();
  }
  runToCompletion(codeActions(document, offset, offset));
  for (const { range } of runToCompletion(outline(document, 1000)).roots) {
    within({ start: document.tree.offsetAt(range.start), end: document.tree.offsetAt(range.end) });
  }
  runToCompletion(foldingRanges(document.tree, 1000));
  selectionRanges(document.tree, offset).forEach(within);
  linkedRanges(document.tree, offset).forEach(within);
  tagHighlights(document.tree, offset).forEach(within);
  for (const character of ['>', '/'] as const) {
    const insert = autoInsert(document.tree, offset, character);
    if (insert !== null) within(insert);
  }
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { autoInsert } from '../../server/src/service/autoInsert';
import { codeActions } from '../../server/src/service/codeActions';
import { completion } from '../../server/src/service/completion';
import { diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { foldingRanges } from '../../server/src/service/folding';
import { tagHighlights } from '../../server/src/service/highlight/tag';
import { hover } from '../../server/src/service/hover';
import { linkedRanges } from '../../server/src/service/linkedEditing';
import { english } from '../../server/src/service/localize';
import { selectionRanges } from '../../server/src/service/selection';
import { outline } from '../../server/src/service/symbols';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { TEST_CLOCK } from '../support/clock';
import { documentIn } from '../support/documents';
import { editOf, mutations } from '../support/mutations';
import { BOTH } from '../support/vocabularies';

describe('service', () => {
  for (const test of BOTH) {
    it(`answers about any text, and never throws (${test.title})`, () => {
      fc.assert(
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

/** Asks everything; every range that comes back must lie in the text. */
function askEverything(document: GovernedDocument, offset: number): void {
  const { length } = document.tree;
  const within = ({ start, end }: { start: number; end: number }): void =>
    assert.ok(0 <= start && start <= end && end <= length, `${start}-${end} of ${length}`);
  diagnostics(document).forEach(within);
  const found = hover(document, offset, TEST_CLOCK, english);
  if (found !== null) within(found);
  const { items } = completion(document, offset, { snippets: true, clock: TEST_CLOCK }, english);
  for (const item of items) {
    within(item);
    item.documentation();
  }
  codeActions(document, offset, offset);
  outline(document, 1000).roots.forEach(within);
  foldingRanges(document.tree, 1000);
  selectionRanges(document.tree, offset).forEach(within);
  linkedRanges(document.tree, offset).forEach(within);
  tagHighlights(document.tree, offset).forEach(within);
  for (const character of ['>', '/'] as const) {
    const insert = autoInsert(document.tree, offset, character);
    if (insert !== null) within(insert);
  }
}

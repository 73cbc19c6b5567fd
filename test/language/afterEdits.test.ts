import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** Edits one after the other, each replacing the first occurrence of a text, and the codes found then. */
const EDITS: readonly (readonly [from: string, to: string, found: RegExp])[] = [
  ['In Test', 'in test', /^vpc\/code-value$/],
  ['in test', 'In Test', /^$/],
  ['</', '<', /xml\//],
  ['Microsoft<', 'Microsoft</', /xml\//],
];

describe('diagnostics after single edits', () => {
  for (const vocabulary of BOTH) {
    it(`agree with those of a fresh parse: ${vocabulary.title}`, () => {
      let document: GovernedDocument = documentIn(vocabulary, vocabulary.sampleText, vocabulary.sampleName);
      assert.deepEqual(diagnostics(document), []);
      for (const [from, to, expected] of EDITS) {
        const start = document.tree.text().indexOf(from);
        assert.notEqual(start, -1, from);
        document = { ...document, tree: reparse(document.tree, { start, end: start + from.length, text: to }) };
        const found = diagnostics(document);
        assert.match(found.map(({ code }) => code).join(), expected, `${from} -> ${to}`);
        assert.deepEqual(found, diagnostics({ ...document, tree: parse(document.tree.text()) }));
      }
    });
  }
});

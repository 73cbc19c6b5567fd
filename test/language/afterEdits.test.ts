import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { diagnostics } from '../../server/src/language/diagnostics';
import { foldingRanges } from '../../server/src/language/folding';
import { outline } from '../../server/src/language/outline';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { runToCompletion } from '../../server/src/xml/task';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** Edits one after the other, each replacing the first occurrence of a text, and the codes found then. */
const EDITS: readonly (readonly [from: string, to: string, found: RegExp])[] = [
  ['In Test', 'in test', /^vpc\/code-value$/],
  ['in test', 'In Test', /^$/],
  ['</', '<', /xml\//],
  ['Microsoft<', 'Microsoft</', /xml\//],
];

/** Edits one after the other that move what is after them, add and remove elements, and change what names them. */
const MOVES: readonly (readonly [from: string, to: string])[] = [
  ['KB5075906', 'KB1'],
  ['\n', '\n\n\n'],
  ['>Approved<', '>Not Approved<'],
  ['</', '<!-- #region -->\n<a>\n</a></'],
  ['>Microsoft<', '\n>Micro\nsoft<'],
  ['KB1', ''],
  ['\n\n', ''],
];

describe('outline and folding ranges after single edits', () => {
  for (const vocabulary of BOTH) {
    for (const [name, text] of [
      ['a short file', vocabulary.sampleText],
      ['a long file', validFile(100_000, vocabulary.vocabulary).text],
    ] as const) {
      it(`are those of a fresh parse: ${name}, ${vocabulary.title}`, () => {
        let document: GovernedDocument = documentIn(vocabulary, text, vocabulary.sampleName);
        for (const [from, to] of [...MOVES, ...MOVES]) {
          const start = document.tree.text().indexOf(from);
          if (start >= 0) {
            const tree = reparse(document.tree, { start, end: start + from.length, text: to });
            document = { ...document, tree };
          }
          const fresh = { ...document, tree: parse(document.tree.text()) };
          for (const limit of [10_000, 300]) {
            const outlineOf = (of: GovernedDocument): unknown => runToCompletion(outline(of, limit));
            assert.deepEqual(outlineOf(document), outlineOf(fresh), `${from} -> ${to}`);
            const foldsOf = (of: GovernedDocument): unknown => runToCompletion(foldingRanges(of.tree, limit));
            assert.deepEqual(foldsOf(document), foldsOf(fresh), `${from} -> ${to}`);
          }
        }
      });
    }
  }
});

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

import { strict as assert } from 'node:assert';
import { diagnostics } from '../../server/src/language/diagnostics';
import { bytesSource, streamedTree } from '../../server/src/streaming';
import type { PrescanOptions } from '../../server/src/streaming/segments';
import { documentIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** Small sizes, so that a sample has many segments. */
const OPTIONS: PrescanOptions = { chunk: 64, segment: 200, minSegment: 0, child: 300, token: 100_000 };

/** Edits, each the replacement of the first occurrence of a text. */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['', ''],
  ['In Test', 'in test'],
  ['</', '<'],
  ['<', '<<'],
  ['Microsoft', 'Müller & Söhne'],
  ['Microsoft', '<!-- vpc-disable -->'],
  ['<', '\uFEFF<'],
  ['<', '\uFEFF\uFEFF<'],
];

for (const vocabulary of BOTH) {
  describe(`streamed tree, ${vocabulary.title}`, () => {
    for (const [from, to] of EDITS) {
      it(`agrees with the parsed tree after replacing "${from}" with "${to}"`, () => {
        const document = documentIn(vocabulary, vocabulary.sampleText.replace(from, to), vocabulary.sampleName);
        const source = bytesSource(Buffer.from(document.tree.text()));
        const { tree } = streamedTree(source, document, OPTIONS);
        assert.deepEqual(diagnostics({ ...document, tree }), diagnostics(document));
        assert.equal(tree.text(), document.tree.text());
      });
    }
  });
}

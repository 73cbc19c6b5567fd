import { strict as assert } from 'node:assert';
import { diagnostics } from '../../server/src/language/diagnostics';
import { bytesSource, openStream, readBytes, streamedTree } from '../../server/src/streaming';
import type { PrescanOptions } from '../../server/src/streaming/segments';
import { documentIn } from '../support/documents';
import { BOTH, FIRST } from '../support/vocabularies';

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

describe('the stream of a document', () => {
  const text = FIRST.sampleText.replace('encoding="UTF-8"', 'encoding="UTF-16"').replace('Microsoft', 'Söhne 😀');
  const utf16 = (content: string) => bytesSource(Buffer.from(`\ufeff${content}`, 'utf16le'));

  it('is UTF-8, also of one in another encoding', () => {
    const opened = openStream(utf16(text))!;
    assert.equal(Buffer.from(readBytes(opened.body, 0, opened.body.size)).toString(), text);
    assert.deepEqual(opened.problems, []);
    assert.match(opened.head.text(), /<PatchData[^>]*>$/);
  });

  it('does not exist where another encoding has invalid bytes, or the document is too long', () => {
    assert.equal(openStream(utf16(text.replace('S', '\ud800'))), null);
    assert.equal(openStream(utf16(text), 100), null);
    assert.equal(openStream(bytesSource(Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>'))), null);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { contentOf, MAX_ITEMS } from '../../server/src/xml/syntax/lists';
import { type ContentNode, isList } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { assertProperty } from '../support/seeds';

const texts = fc
  .array(fc.constantFrom('<a>', '</a>', '<b\n x="1\r\n2">', '</b>', '\n', '\r\n', '\r', 'x', ' ', '😀', '<!--\n-->'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('XmlTree', () => {
  it('agrees with TextDocument on lines and positions', () => {
    assertProperty(
      fc.property(texts, (text) => {
        const tree = parse(text);
        const document = TextDocument.create('', '', 0, text);
        assert.equal(tree.lineCount, document.lineCount);
        for (let offset = 0; offset <= text.length; offset++) {
          // Between CR and LF, the library gives the line's end; no editor asks for that position.
          if (text[offset - 1] === '\r' && text[offset] === '\n') continue;
          assert.deepEqual(tree.positionAt(offset), document.positionAt(offset));
        }
        for (let line = 0; line <= tree.lineCount; line++) {
          for (const character of [0, 1, 3, 100]) {
            assert.equal(
              tree.offsetAt({ line, character }),
              document.offsetAt({ line, character }),
              `${line}:${character}`,
            );
          }
        }
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });

  it('gives the positions of many offsets as it gives each', () => {
    assertProperty(
      fc.property(texts, fc.array(fc.integer({ min: -2, max: 90 })), (text, offsets) => {
        const tree = parse(text);
        const sorted = offsets.sort((a, b) => a - b);
        assert.deepEqual(
          tree.positionsOf(sorted),
          sorted.map((offset) => tree.positionAt(offset)),
        );
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });

  it('gives any slice of its text', () => {
    assertProperty(
      fc.property(texts, fc.nat(80), fc.nat(80), (text, start, end) => {
        assert.equal(parse(text).slice(start, end), text.slice(start, Math.max(start, end)));
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });
});

/** Fails unless every list has 1 to MAX_ITEMS items of the same height, and the sums of their widths and counts. */
function checkLists(node: ContentNode): void {
  if (!isList(node)) return;
  assert.ok(node.items.length >= 1 && node.items.length <= MAX_ITEMS);
  const heightOf = (item: ContentNode): number => (isList(item) ? item.height : 0);
  assert.ok(node.items.every((item) => heightOf(item) === node.height - 1));
  assert.equal(
    node.width,
    node.items.reduce((sum, item) => sum + item.width, 0),
  );
  assert.equal(
    node.count,
    node.items.reduce((sum, item) => sum + (isList(item) ? item.count : 1), 0),
  );
  node.items.forEach(checkLists);
}

describe('contentOf', () => {
  const siblings = (count: number): string => '<a/>'.repeat(count);

  it('keeps lists balanced through any series of edits', () => {
    assertProperty(
      fc.property(
        fc.nat(9000),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(300), fc.nat(300)), { maxLength: 30 }),
        (count, edits) => {
          let tree = parse(siblings(count));
          for (const [at, removed, inserted] of edits) {
            const start = Math.floor(at * (tree.length / 4)) * 4;
            tree = reparse(tree, { start, end: Math.min(tree.length, start + removed * 4), text: siblings(inserted) });
            if (tree.content !== null) checkLists(tree.content);
          }
        },
      ),
      { numRuns: 100, seed: 2026 },
    );
  });

  it('keeps the lowest height after many insertions', () => {
    let tree = parse(siblings(100_000));
    for (let i = 0; i < 2000; i++)
      tree = reparse(tree, { start: 4 * (i % 50_000), end: 4 * (i % 50_000), text: '<a/>' });
    const { content } = tree;
    assert.ok(
      content !== null && isList(content) && content.height <= 4,
      `height ${content !== null && isList(content) ? content.height : 0}`,
    );
    assert.equal(contentOf([]), null);
  });
});

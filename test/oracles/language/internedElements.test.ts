import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { ElementNode, isElement, isList, LeafNode, ListNode, type ContentNode } from '../../../server/src/xml/nodes';
import { parse } from '../../../server/src/xml/parser';
import { XmlTree } from '../../../server/src/xml/tree';
import { documentIn } from '../../support/documents';
import { editsOf } from '../../support/edits';
import { BOTH } from '../../support/vocabularies';
import { assertProperty } from '../../support/seeds';

/** The same tree without shared nodes. */
function unshared(tree: XmlTree): XmlTree {
  return new XmlTree(tree.content && copyOf(tree.content), tree.interner);
}

function copyOf(node: ContentNode): ContentNode {
  if (isList(node)) {
    const { flags, width, breaks, tail, height, count, items } = node;
    return new ListNode(flags, width, breaks, tail, height, count, items.map(copyOf));
  }
  if (isElement(node)) {
    const { kind, flags, width, breaks, tail, source, start, openWidth, name, content } = node;
    const { closeSource, closeStart, closeWidth } = node;
    const inner = content && copyOf(content);
    return new ElementNode(
      ...([kind, flags, width, breaks, tail, source, start, openWidth, name, inner] as const),
      ...([closeSource, closeStart, closeWidth] as const),
    );
  }
  const { kind, flags, width, breaks, tail, source, start } = node;
  return new LeafNode(kind, flags, width, breaks, tail, source, start);
}

describe('interned elements', () => {
  for (const vocabulary of BOTH) {
    it(`have the problems of elements that are not interned: ${vocabulary.title}`, () => {
      assertProperty(
        fc.property(editsOf(vocabulary.sampleText), (edits) => {
          let text = vocabulary.sampleText;
          for (const { at, length, text: inserted } of edits)
            text = text.slice(0, at) + inserted + text.slice(at + length);
          const document = documentIn(vocabulary, text, vocabulary.sampleName);
          const tree = parse(text);
          assert.deepEqual(diagnostics({ ...document, tree }), diagnostics({ ...document, tree: unshared(tree) }));
        }),
        { numRuns: 150, seed: 2026 },
      );
    });
  }
});

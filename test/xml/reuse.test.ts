import assert from 'node:assert/strict';
import { isElement, isList, type SyntaxNode } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { Scanner } from '../../server/src/xml/syntax/scanner';
import type { XmlTree } from '../../server/src/xml/tree';
import { largeDocument } from '../support/largeDocument';

/** The number of nodes of `tree` that are not nodes of `before`. */
function newNodes(tree: XmlTree, before: XmlTree): number {
  const old = new Set<SyntaxNode>();
  const collect = (node: SyntaxNode): void => {
    if (old.has(node)) return;
    old.add(node);
    if (isList(node)) node.items.forEach(collect);
    else if (isElement(node) && node.content !== null) collect(node.content);
  };
  collect(before.content!);
  const seen = new Set<SyntaxNode>();
  const count = (node: SyntaxNode): number => {
    if (old.has(node) || seen.has(node)) return 0;
    seen.add(node);
    if (isList(node)) return node.items.reduce((sum, item) => sum + count(item), 1);
    return 1 + (isElement(node) && node.content !== null ? count(node.content) : 0);
  };
  return count(tree.content!);
}

/** The number of UTF-16 units that scanners are given while `work` runs. */
function charactersScanned(work: () => void): number {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its scanner below
  const next = Scanner.prototype.next;
  const scanners = new Set<Scanner>();
  Scanner.prototype.next = function (this: Scanner) {
    scanners.add(this);
    return next.call(this);
  };
  try {
    work();
  } finally {
    Scanner.prototype.next = next;
  }
  return [...scanners].reduce((sum, scanner) => sum + scanner.source.length, 0);
}

describe('reparse of a 10 MB document', () => {
  const text = largeDocument(10_000_000);
  const tree = parse(text);
  const middle = text.indexOf('<name>', text.length / 2);
  const EDITS = {
    'one character in a value': { start: middle + 8, end: middle + 9, text: 'X' },
    'one character in a tag name': { start: middle + 2, end: middle + 2, text: 'x' },
    'a start tag inserted': { start: middle, end: middle, text: '<note>' },
    'an end tag deleted': {
      start: text.indexOf('</name>', middle),
      end: text.indexOf('</name>', middle) + 7,
      text: '',
    },
    'the end tag of a record deleted': {
      start: text.indexOf('</record>', middle),
      end: text.indexOf('</record>', middle) + 9,
      text: '',
    },
    'a space between two records': {
      start: text.indexOf('<record', middle),
      end: text.indexOf('<record', middle),
      text: ' ',
    },
    'one character after the root': { start: text.length, end: text.length, text: '\n' },
  };
  for (const [what, edit] of Object.entries(EDITS)) {
    it(`${what}: creates fewer than 50 nodes and scans fewer than 10,000 characters`, () => {
      let after = tree;
      const read = charactersScanned(() => {
        after = reparse(tree, edit);
      });
      assert.ok(read < 10_000, `${read} characters read`);
      const created = newNodes(after, tree);
      assert.ok(created < 50, `${created} nodes created`);
      assert.equal(after.length, text.length + edit.text.length - (edit.end - edit.start));
    });
  }

  it('gives the same text when the edit is undone', () => {
    const there = reparse(tree, { start: middle, end: middle, text: '<note>' });
    const back = reparse(there, { start: middle, end: middle + 6, text: '' });
    assert.ok(back.text() === text);
  });
});

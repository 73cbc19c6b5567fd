import assert from 'node:assert/strict';
import { childrenAfter, contentStart, isPlacedElement, rootElement } from '../../server/src/xml/locate';
import type { ContentNode, ElementNode } from '../../server/src/xml/nodes';
import { isList, NodeKind, textOf } from '../../server/src/xml/nodes';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { MAX_DEPTH } from '../../server/src/xml/syntax/depth';
import type { XmlTree } from '../../server/src/xml/tree';

/** The child elements of the root element. */
function elementsIn(tree: XmlTree): ElementNode[] {
  const root = rootElement(tree)!;
  return [...childrenAfter(root, contentStart(root))].filter(isPlacedElement).map(({ node }) => node);
}

describe('interned elements', () => {
  it('share one node if their text is the same', () => {
    const [a, b, c] = elementsIn(parse('<r><s>Approved</s>\n<s>Rejected</s> <s>Approved</s></r>'));
    assert.equal(a, c);
    assert.notEqual(a, b);
    assert.equal(textOf(a!), '<s>Approved</s>');
  });

  it('include elements with a prefix', () => {
    const [a, b] = elementsIn(parse('<r xmlns:p="u"><p:s>x</p:s><p:s>x</p:s></r>'));
    assert.equal(a, b);
  });

  for (const [what, text] of Object.entries({
    name: '<r><s>x</s><t>x</t></r>',
    text: '<r><s>x</s><s>y</s></r>',
    attributes: '<r><s a="1">x</s><s a="2">x</s></r>',
    children: '<r><s>x<t/></s><s>x<u/></s></r>',
    'white space': '<r><s>x</s><s>x </s></r>',
    'white space in a tag': '<r><s >x</s><s>x</s></r>',
    problem: '<r><s>x</t><s>x</s></r>',
    'missing end tag': '<r><s>x<s>x</s></r>',
    'illegal character': '<r><s>\u0001</s><s>\u0002</s></r>',
    'text, with the same hash': '<r><s>Aa</s><s>BB</s></r>',
  })) {
    it(`are different nodes if they differ in: ${what}`, () => {
      const tree = parse(text);
      const [a, b] = elementsIn(tree);
      assert.notEqual(a, b);
      assert.equal(tree.text(), text);
    });
  }

  it('are shared with elements that an edit inserts', () => {
    const tree = parse('<r><s>x</s><t>y</t></r>');
    const [a, , c] = elementsIn(reparse(tree, { start: 19, end: 19, text: '<s>x</s>' }));
    assert.equal(a, c);
  });

  it('become leaves if they are nested too deep', () => {
    const tree = parse(`${'<a>'.repeat(MAX_DEPTH)}<s>x</s>${'</a>'.repeat(MAX_DEPTH)}`);
    let node: ContentNode | null = tree.content;
    for (let depth = 0; depth < MAX_DEPTH; depth++) node = (node as ElementNode).content;
    assert.ok(node !== null && isList(node));
    assert.deepEqual(
      node.items.map(({ kind }) => kind),
      [NodeKind.TooDeepTag, NodeKind.Text, NodeKind.TooDeepTag],
    );
  });
});

import assert from 'node:assert/strict';
import { MAX_DEPTH } from '../../server/src/xml/syntax/depth';
import { parse } from '../../server/src/xml/parser';
import { children, type ContentNode, isElement, NodeKind, textOf } from '../../server/src/xml/nodes';

/** The structure of a document in brackets: `!` unclosed, `~` closed by another name, `^` a stray end tag; without white space. */
function shape(text: string): string {
  const show = (content: ContentNode | null): string =>
    [...children(content)]
      .map((node) => {
        if (node.kind === NodeKind.StrayEndTag) return `^${textOf(node).replace(/[</>\s]/g, '')}`;
        if (!isElement(node)) return textOf(node).trim();
        const prefix =
          node.kind === NodeKind.UnclosedElement ? '!' : node.kind === NodeKind.MismatchedElement ? '~' : '';
        const inner = show(node.content);
        return `${prefix}${node.name}${inner === '' ? '' : `(${inner})`}`;
      })
      .filter((part) => part !== '')
      .join(' ');
  return show(parse(text).content);
}

const CASES: readonly (readonly [title: string, document: string, shape: string])[] = [
  ['well-formed', '<r>\n  <a>1</a>\n  <b/>\n</r>', 'r(a(1) b)'],
  ['a text-only element without its end tag', '<r>\n  <a>1\n  <b>2</b>\n</r>', 'r(!a(1) b(2))'],
  ['the same on one line', '<r><a>1<b>2</b></r>', 'r(!a(1) b(2))'],
  ['the last text-only element without its end tag', '<r>\n  <b>2</b>\n  <a>1\n</r>', 'r(b(2) !a(1))'],
  [
    'a container without its end tag',
    '<r>\n  <c>\n    <a>1</a>\n  <c>\n    <a>2</a>\n  </c>\n</r>',
    'r(!c(a(1)) c(a(2)))',
  ],
  ['a container of an unindented file', '<r>\n<c>\n<a>1</a>\n<c>\n<a>2</a>\n</c>\n</r>', 'r(!c(a(1)) c(a(2)))'],
  ['a misspelt end tag', '<r>\n  <a>1</aa>\n  <b>2</b>\n</r>', 'r(~a(1) b(2))'],
  ['a misspelt start tag', '<r>\n  <aa>1</a>\n  <b>2</b>\n</r>', 'r(~aa(1) b(2))'],
  ['a misspelt end tag of a container', '<r>\n  <c>\n    <a>1</a>\n  </cc>\n  <b>2</b>\n</r>', 'r(~c(a(1)) b(2))'],
  ['an end tag without a name', '<r>\n  <a>1</>\n  <b>2</b>\n</r>', 'r(~a(1) b(2))'],
  ['an end tag without >', '<r>\n  <a>1</\n  <b>2</b>\n</r>', 'r(~a(1) b(2))'],
  ['a duplicate end tag', '<r>\n  <a>1</a></a>\n  <b>2</b>\n</r>', 'r(a(1) ^a b(2))'],
  ['a missing start tag', '<r>\n  <b>2</b>\n  1</a>\n</r>', 'r(b(2) 1 ^a)'],
  ['a start tag without >', '<r>\n  <a\n  <b>2</b>\n</r>', 'r(!a b(2))'],
  ['two unclosed elements, one in the other', '<r>\n  <c>\n    <a>1\n  <b>2</b>\n</r>', 'r(!c(!a(1)) b(2))'],
  ['a file that ends early', '<r>\n  <c>\n    <a>1</a>\n', '!r(!c(a(1)))'],
  ['an unindented file that ends early', '<r>\n<c>\n<a>1</a>\n', '!r(!c(a(1)))'],
  ['a misspelt root', '<r>\n  <a>1</a>\n</rr>\n', '~r(a(1))'],
  ['unclosed mixed content', '<r>\n  <p>x <i>y</i> z\n  <p>w</p>\n</r>', 'r(!p(x) i(y) z p(w))'],
];

describe('recovery', () => {
  for (const [title, document, expected] of CASES)
    it(`infers the structure of: ${title}`, () => assert.equal(shape(document), expected));

  it('keeps the siblings of elements that are nested too deep', () => {
    const deep = MAX_DEPTH + 50;
    const text = `<r>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}<b/></r>`;
    const tree = parse(text);
    assert.equal(tree.text(), text);
    const root = tree.content!;
    assert.equal(root.kind, NodeKind.Element);
    assert.deepEqual(
      [...children(isElement(root) ? root.content : null)].map((node) => isElement(node) && node.name),
      ['a', 'b'],
    );
  });
});

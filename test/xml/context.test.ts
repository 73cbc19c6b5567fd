import assert from 'node:assert/strict';
import { contextAt } from '../../server/src/xml/context';
import { parse } from '../../server/src/xml/parser';

/** The context at `|` as text: its kind, the text that it would replace, its element and its parent. */
function contextOf(marked: string): string {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const context = contextAt(parse(text), at);
  const replaced = `${text.slice(0, context.start)}[${text.slice(context.start, context.end)}]`.slice(context.start);
  return `${context.kind} ${replaced} ${context.element?.node.name ?? '-'} in ${context.parent?.node.name ?? '-'}`;
}

const CASES: readonly (readonly [document: string, context: string])[] = [
  ['|', 'text [] - in -'],
  ['<r>|</r>', 'text [] r in r'],
  ['<r>ab|c</r>', 'text [abc] r in r'],
  ['<r>  |  abc</r>', 'text [] r in r'],
  ['<r>\n  abc|\n</r>', 'text [abc] r in r'],
  ['<r><a/>|</r>', 'text [] r in r'],
  ['<r><a></a>|x</r>', 'text [x] r in r'],
  ['<r><a>x|<b/></a></r>', 'text [x] a in a'],
  ['<r>\n  <|\n</r>', 'tagOpen [] - in r'],
  ['<r><a|b></r>', 'tagName [ab] ab in r'],
  ['<r>\n  <ab|\n</r>', 'tagName [ab] ab in r'],
  ['<|r/>', 'tagName [r] r in -'],
  ['<r><a>x</|</r>', 'endTagName [] a in r'],
  ['<r><a>x</a|></r>', 'endTagName [a] a in r'],
  ['<r></|', 'endTagName [] r in -'],
  ['<r>x</b|>', 'endTagName [b] r in -'],
  ['<r><a |/></r>', 'tagSpace [] a in r'],
  ['<r><a | x="1"/></r>', 'tagSpace [] a in r'],
  ['<r>\n  <a |\n</r>', 'tagSpace [] a in r'],
  ['<a x|="1"/>', 'attributeName [x] a in -'],
  ['<a x="|1"/>', 'attributeValue [1] a in -'],
  ['<a x="1|"/>', 'attributeValue [1] a in -'],
  ['<a x="1"|/>', 'tagSpace [] a in -'],
  ['<a x=|/>', 'attributeValue [] a in -'],
  ['<a x=1|>', 'attributeValue [1] a in -'],
  ['<r>\n<a x="1|\n</r>', 'attributeValue [1] a in r'],
  ['<r>&am|p;</r>', 'reference [amp] r in r'],
  ['<r>&|</r>', 'reference [] r in r'],
  ['<r><!-- a|b --></r>', 'comment [<!-- ab -->] r in r'],
  ['<r><![CDATA[a|b]]></r>', 'cdata [<![CDATA[ab]]>] r in r'],
  ['<?p a|?><r/>', 'processingInstruction [<?p a?>] - in -'],
  ['<!DOCTYPE |r><r/>', 'doctype [<!DOCTYPE r>] - in -'],
  ['<r>\n  <a>x\n  |\n</r>', 'text [] a in a'],
];

describe('contextAt', () => {
  for (const [document, context] of CASES) {
    it(`gives "${context}" for ${JSON.stringify(document)}`, () => assert.equal(contextOf(document), context));
  }
});

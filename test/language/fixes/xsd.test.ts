import assert from 'node:assert/strict';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { makersFor, noFixReason } from '../../../server/src/language/fixes/table';
import { INSTANCE_CODES } from '../../../server/src/xsd';
import { documentUnder } from '../../support/documents';
import { offered } from '../../support/fixes';
import { ORDER_SCHEMA } from './orderSchema';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const HEAD = `<o:order xmlns:o="urn:order" ${XSI}><customer>c</customer><placed>2026-01-01T00:00:00Z</placed>`;
const TAIL = '</o:order>';

/** Codes, invalid content of the order, and the fixes for it. */
const CASES: readonly (readonly [code: string, inside: string, offered: readonly string[]])[] = [
  ['xsd/cvc-elt.4.2', '<base xsi:type="o:Reel"/>', ['* Replace with "o:Real" => <base xsi:type="o:Real"/>']],
  ['xsd/cvc-elt.4.3', '<base xsi:type="o:Order"/>', ['Replace with "o:Real" => <base xsi:type="o:Real"/>']],
  ['xsd/cvc-type.2', '<base/>', ['* Set xsi:type to "o:Real" => <base xsi:type="o:Real"/>']],
  ['xsd/cvc-elt.3.1', '<urgent xsi:nil="true"/>', ['Add a value to "urgent" => <urgent></urgent>']],
  [
    'xsd/cvc-elt.3.2.1',
    '<nil xsi:nil="true">1</nil>',
    ['Remove attribute "xsi:nil" => <nil>1</nil>', 'Remove the content of "nil" => <nil xsi:nil="true"/>'],
  ],
  ['xsd/cvc-elt.3.2.2', '<fixedNil xsi:nil="true"/>', ['Remove attribute "xsi:nil" => <fixedNil/>']],
  ['xsd/cvc-elt.5.2.2.2', '<version>1,0</version>', ['* Replace with "1.0" => <version>1.0</version>']],
  ['xsd/cvc-elt.5.2.2.2', '<version>2.0</version>', ['Replace with "1.0" => <version>1.0</version>']],
  ['xsd/cvc-elt.5.2.2.1', '<mixed><b/></mixed>', ['Replace the content with "as it is" => <mixed>as it is</mixed>']],
  ['xsd/cvc-elt.2', '<o:shape/>', ['Replace with "circle" => <o:circle/>']],
  [
    'xsd/cvc-type.3.1.1',
    '<urgent x="1" y="2">true</urgent>',
    [
      'Remove attribute "x" => <urgent y="2">true</urgent>',
      'Remove all attributes of "urgent" => <urgent>true</urgent>',
    ],
  ],
  ['xsd/cvc-complex-type.2.4.d', '<remark>r</remark><rest/>', ['Remove "rest" => <remark>r</remark>']],
  ['xsd/cvc-complex-type.5.1', '<ids id="a" o:globalId="b"/>', ['Remove attribute "o:globalId" => <ids id="a"/>']],
  ['xsd/cvc-type.3.1.2', '<version>1.0<a/></version>', ['Remove "a" => <version>1.0</version>']],
  [
    'xsd/cvc-complex-type.2.2',
    '<remark>a<b>c</b></remark>',
    ['Remove the tags of "b" and keep the content => <remark>ac</remark>', 'Remove "b" => <remark>a</remark>'],
  ],
  [
    'xsd/cvc-complex-type.2.1',
    '<mark kind="x"><a/></mark>',
    ['Remove the content of "mark" => <mark kind="x"/>', 'Remove "a" => <mark kind="x"></mark>'],
  ],
  [
    'xsd/cvc-complex-type.2.1',
    '<mark kind="x">text</mark>',
    ['Remove the text => <mark kind="x"></mark>', 'Remove the content of "mark" => <mark kind="x"/>'],
  ],
  ['xsd/cvc-complex-type.2.3', 'stray', ['Wrap the text in "short" => <short>stray</short>', 'Remove the text => ']],
  [
    'xsd/cvc-complex-type.2.3',
    '99',
    [
      'Wrap the text in "total" => <total>99</total>',
      'Wrap the text in "price" => <price>99</price>',
      'Wrap the text in "short" => <short>99</short>',
      'Remove the text => ',
    ],
  ],
  ['xsd/cvc-complex-type.2.3', ';', ['Wrap the text in "short" => <short>;</short>', 'Remove the text => ']],
  ['xsd/cvc-complex-type.2.3', '\u00a0 \u200b', ['* Replace with plain spaces =>   ', 'Remove the text => ']],
  [
    'xsd/cvc-complex-type.2.3',
    '&#160;',
    ['* Replace with plain spaces =>  ', 'Wrap the text in "tag" => <tag>&#160;</tag>', 'Remove the text => '],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><nam>n</nam></item>',
    ['Replace with "name" => <item no="1"><name>n</name></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><naem>n</naem></item>',
    ['* Replace with "name" => <item no="1"><name>n</name></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><size>1</size><name>n</name></item>',
    [
      '* Move after "name" => <item no="1"><name>n</name><size>1</size></item>',
      'Remove "size" => <item no="1"><name>n</name></item>',
    ],
  ],
  [
    'xsd/cvc-complex-type.2.4.b',
    '<item no="1"><size>1</size></item>',
    ['Insert "name" => <item no="1"><name></name><size>1</size></item>'],
  ],
  ['xsd/cvc-complex-type.2.4.b', '<item no="1"/>', ['Insert "name" => <item no="1"><name></name></item>']],
  [
    'xsd/cvc-complex-type.2.4.b',
    '<item no="1"></item><name>n</name>',
    ['Insert "name" => <item no="1"><name></name></item><name>n</name>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"></item><name>n</name>',
    [
      'Replace with "tag" => <item no="1"></item><tag>n</tag>',
      'Move into "item" => <item no="1"><name>n</name></item>',
      'Remove "name" => <item no="1"></item>',
    ],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><name>n</name><remark>r</remark></item>',
    [
      'Move after "item" => <item no="1"><name>n</name></item><remark>r</remark>',
      'Remove "remark" => <item no="1"><name>n</name></item>',
    ],
  ],
  [
    'xsd/cvc-complex-type.2.4.f',
    '<item no="1"><name>n</name><size>1</size><size>1</size></item>',
    ['* Remove "size" => <item no="1"><name>n</name><size>1</size></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.f',
    '<item no="1"><name>n</name><size>1</size><size>2</size></item>',
    ['Remove "size" => <item no="1"><name>n</name><size>1</size></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><o:name>n</o:name></item>',
    ['* Replace with "name" => <item no="1"><name>n</name></item>'],
  ],
  ['xsd/cvc-complex-type.2.4.c', '<open><o:notes/></open>', ['* Replace with "note" => <open><o:note/></open>']],
  ['xsd/cvc-complex-type.2.4.c', '<open><o:order2/></open>', []],
  [
    'xsd/cvc-complex-type.3.2.2',
    '<mark kind="x" nummber="1"/>',
    ['* Replace with "number" => <mark kind="x" number="1"/>', 'Remove attribute "nummber" => <mark kind="x"/>'],
  ],
  [
    'xsd/cvc-complex-type.3.2.2',
    '<mark kind="x" foo="1"/>',
    ['Replace with "number" => <mark kind="x" number="1"/>', 'Remove attribute "foo" => <mark kind="x"/>'],
  ],
  ['xsd/cvc-complex-type.4', '<mark/>', ['* Insert attribute "kind" => <mark kind="x"/>']],
  ['xsd/cvc-attribute.4', '<mark kind="y"/>', ['Replace with "x" => <mark kind="x"/>']],
  ['xsd/cvc-id.2', '<ids id="a"/><ids id="a"/>', ['Replace with "a-2" => <ids id="a"/><ids id="a-2"/>']],
  ['xsd/cvc-id.1', '<ids id="abcd"/><ids to="abce"/>', ['Replace with "abcd" => <ids id="abcd"/><ids to="abcd"/>']],
  [
    'xsd/cvc-attribute.1',
    '<ids o:lnag="en"/>',
    ['* Replace with "lang" => <ids o:lang="en"/>', 'Remove attribute "o:lnag" => <ids/>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.2',
    '<item no="1"><name>n</name></item><item no="1"><name>m</name></item>',
    ['Replace with "2" => <item no="1"><name>n</name></item><item no="2"><name>m</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.2',
    '<item no="A07"><name>n</name></item><item no="A07"><name>m</name></item>',
    ['Replace with "A08" => <item no="A07"><name>n</name></item><item no="A08"><name>m</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.1',
    '<item><name>n</name></item>',
    ['Insert attribute "no" => <item no=""><name>n</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.3',
    '<item no="1001"><name>n</name></item><ref>1002</ref>',
    ['Replace with "1001" => <item no="1001"><name>n</name></item><ref>1001</ref>'],
  ],
  ['xsd/cvc-identity-constraint.4.1', '<tag>a</tag><tag>a</tag>', ['Replace with "a-2" => <tag>a</tag><tag>a-2</tag>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<urgent>Ja</urgent>', ['* Replace with "true" => <urgent>true</urgent>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<urgent>1.</urgent>', ['Replace with "true" => <urgent>true</urgent>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<urgent>maybe</urgent>',
    ['Replace with "true" => <urgent>true</urgent>', 'Replace with "false" => <urgent>false</urgent>'],
  ],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<urgent/>',
    ['Replace with "true" => <urgent>true</urgent>', 'Replace with "false" => <urgent>false</urgent>'],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1,5</total>', ['* Replace with "1.5" => <total>1.5</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1.000,50</total>', ['* Replace with "1000.50" => <total>1000.50</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1 000</total>', ['* Replace with "1000" => <total>1000</total>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<total>1,000</total>',
    ['Replace with "1000" => <total>1000</total>', 'Replace with "1.000" => <total>1.000</total>'],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>−3</total>', ['* Replace with "-3" => <total>-3</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>12 EUR</total>', ['Replace with "12" => <total>12</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<due>27.3.2026</due>', ['* Replace with "2026-03-27" => <due>2026-03-27</due>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<due>03/04/2026</due>',
    [
      'Replace with "2026-04-03" (3 April 2026) => <due>2026-04-03</due>',
      'Replace with "2026-03-04" (4 March 2026) => <due>2026-03-04</due>',
    ],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<at>9:30</at>', ['* Replace with "09:30:00" => <at>09:30:00</at>']],
  ['xsd/cvc-fractionDigits-valid', '<price>1.555</price>', ['Round to 1.56 => <price>1.56</price>']],
  ['xsd/cvc-totalDigits-valid', '<price>12345</price>', []],
  ['xsd/cvc-totalDigits-valid', '<price>123.45</price>', ['Round to 123.5 => <price>123.5</price>']],
  ['xsd/cvc-enumeration-valid', '<state>Open</state>', ['* Replace with "open" => <state>open</state>']],
  ['xsd/cvc-enumeration-valid', '<state>cloesd</state>', ['* Replace with "closed" => <state>closed</state>']],
  [
    'xsd/cvc-enumeration-valid',
    '<state/>',
    ['Replace with "open" => <state>open</state>', 'Replace with "closed" => <state>closed</state>'],
  ],
  ['xsd/cvc-pattern-valid', '<code>ab-12</code>', ['* Replace with "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-pattern-valid', '<code>ab 12</code>', ['Replace with "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-pattern-valid', '<code>AB–12</code>', ['* Replace with "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-maxLength-valid', '<short>too long</short>', ['Shorten to "too l" => <short>too l</short>']],
  ['xsd/cvc-maxLength-valid', '<short>a    b</short>', ['* Replace with "a b" => <short>a b</short>']],
  ['xsd/cvc-length-valid', '<pair> ab </pair>', ['* Replace with "ab" => <pair>ab</pair>']],
  ['xsd/cvc-enumeration-valid', '<state> open </state>', ['* Replace with "open" => <state>open</state>']],
  ['xsd/cvc-pattern-valid', '<code>"AB-1"</code>', ['Replace with "AB-1" => <code>AB-1</code>']],
  ['xsd/cvc-length-valid', '<pair>abc</pair>', ['Shorten to "ab" => <pair>ab</pair>']],
  ['xsd/cvc-datatype-valid.1.2.3', '<either>yes</either>', ['* Replace with "true" => <either>true</either>']],
  ['xsd/cvc-datatype-valid.1.2.3', '<either>3.0</either>', ['* Replace with "3" => <either>3</either>']],
];

/** Codes that cannot occur inside the order element. */
const ELSEWHERE = ['xsd/cvc-elt.1'];

describe('fixes of validation problems', () => {
  for (const [code, inside, expected] of CASES) {
    it(`${code}: ${inside}`, () => {
      const document = documentUnder(ORDER_SCHEMA, HEAD + inside + TAIL);
      const problem = diagnostics(document).find((each) => each.code === code)!;
      const shown = offered(problem, document).map((line) => line.replace(HEAD, '').replace(TAIL, ''));
      assert.deepEqual(shown, expected);
    });
  }

  it('are tested here for each code that has some', () => {
    const codes = [...new Set(Object.keys(INSTANCE_CODES).map((code) => `xsd/${code.replace(/:.*/, '')}`))];
    const tried = new Set([...CASES.map(([code]) => code), ...ELSEWHERE]);
    assert.deepEqual(
      codes.filter((code) => !tried.has(code) && noFixReason(code) === null),
      [],
    );
    assert.ok(codes.every((code) => makersFor(code).length > 0 || noFixReason(code) !== null));
  });
});

import assert from 'node:assert/strict';
import { diagnostics } from '../../../server/src/service/diagnostics';
import { makersFor, whyNone } from '../../../server/src/service/fixes/table';
import { INSTANCE_CODES } from '../../../server/src/xsd';
import { documentUnder } from '../../support/documents';
import { offered } from '../../support/fixes';
import { ORDER_SCHEMA } from './orderSchema';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const HEAD = `<o:order xmlns:o="urn:order" ${XSI}><customer>c</customer><placed>2026-01-01T00:00:00Z</placed>`;
const TAIL = '</o:order>';

/** A code, what is wrong inside the order, and what is offered for it. */
const CASES: readonly (readonly [code: string, inside: string, offered: readonly string[]])[] = [
  ['xsd/cvc-type.2', '<base xsi:type="o:Reel"/>', []],
  [
    'xsd/cvc-elt.4.2',
    '<base xsi:type="o:Reel"/>',
    ['* Replace by "o:Real" => <base xsi:type="o:Real"/>', 'Remove the attribute "xsi:type" => <base/>'],
  ],
  ['xsd/cvc-type.2', '<base xsi:type="o:Order"/>', []],
  [
    'xsd/cvc-elt.4.3',
    '<base xsi:type="o:Order"/>',
    ['Replace by "o:Real" => <base xsi:type="o:Real"/>', 'Remove the attribute "xsi:type" => <base/>'],
  ],
  ['xsd/cvc-type.2', '<base/>', ['* Give it the type "o:Real" => <base xsi:type="o:Real"/>']],
  ['xsd/cvc-elt.3.1', '<urgent xsi:nil="true"/>', ['Give "urgent" a value => <urgent></urgent>']],
  [
    'xsd/cvc-elt.3.2.1',
    '<nil xsi:nil="true">1</nil>',
    ['Remove the attribute "xsi:nil" => <nil>1</nil>', 'Empty "nil" => <nil xsi:nil="true"/>'],
  ],
  ['xsd/cvc-elt.3.2.2', '<fixedNil xsi:nil="true"/>', ['Remove the attribute "xsi:nil" => <fixedNil/>']],
  ['xsd/cvc-elt.5.2.2.2', '<version>1,0</version>', ['* Replace by "1.0" => <version>1.0</version>']],
  ['xsd/cvc-elt.5.2.2.2', '<version>2.0</version>', ['Replace by "1.0" => <version>1.0</version>']],
  ['xsd/cvc-elt.5.2.2.1', '<mixed><b/></mixed>', ['Replace the content by "as it is" => <mixed>as it is</mixed>']],
  ['xsd/cvc-elt.2', '<o:shape/>', ['Replace by "circle" => <o:circle/>']],
  [
    'xsd/cvc-type.3.1.1',
    '<urgent x="1" y="2">true</urgent>',
    [
      'Remove the attribute "x" => <urgent y="2">true</urgent>',
      'Remove all attributes of "urgent" => <urgent>true</urgent>',
    ],
  ],
  ['xsd/cvc-complex-type.2.4.d', '<remark>r</remark><rest/>', ['Remove "rest" => <remark>r</remark>']],
  ['xsd/cvc-complex-type.5.1', '<ids id="a" o:globalId="b"/>', ['Remove the attribute "o:globalId" => <ids id="a"/>']],
  ['xsd/cvc-type.3.1.2', '<version>1.0<a/></version>', ['Remove "a" => <version>1.0</version>']],
  [
    'xsd/cvc-complex-type.2.2',
    '<remark>a<b>c</b></remark>',
    ['Remove the tags of "b" and keep what is between them => <remark>ac</remark>', 'Remove "b" => <remark>a</remark>'],
  ],
  [
    'xsd/cvc-complex-type.2.1',
    '<mark kind="x"><a/></mark>',
    ['Empty "mark" => <mark kind="x"/>', 'Remove "a" => <mark kind="x"></mark>'],
  ],
  [
    'xsd/cvc-complex-type.2.1',
    '<mark kind="x">text</mark>',
    ['Remove the text => <mark kind="x"></mark>', 'Empty "mark" => <mark kind="x"/>'],
  ],
  ['xsd/cvc-complex-type.2.3', 'stray', ['Put the text into "short" => <short>stray</short>', 'Remove the text => ']],
  [
    'xsd/cvc-complex-type.2.3',
    '99',
    [
      'Put the text into "total" => <total>99</total>',
      'Put the text into "price" => <price>99</price>',
      'Put the text into "short" => <short>99</short>',
      'Remove the text => ',
    ],
  ],
  ['xsd/cvc-complex-type.2.3', ';', ['* Remove the text => ', 'Put the text into "short" => <short>;</short>']],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><nam>n</nam></item>',
    ['Replace by "name" => <item no="1"><name>n</name></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><naem>n</naem></item>',
    ['* Replace by "name" => <item no="1"><name>n</name></item>'],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><size>1</size><name>n</name></item>',
    [
      '* Move behind "name" => <item no="1"><name>n</name><size>1</size></item>',
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
      'Replace by "tag" => <item no="1"></item><tag>n</tag>',
      'Move into "item" => <item no="1"><name>n</name></item>',
      'Remove "name" => <item no="1"></item>',
    ],
  ],
  [
    'xsd/cvc-complex-type.2.4.a',
    '<item no="1"><name>n</name><remark>r</remark></item>',
    [
      'Move behind "item" => <item no="1"><name>n</name></item><remark>r</remark>',
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
    ['* Write "name" => <item no="1"><name>n</name></item>'],
  ],
  ['xsd/cvc-complex-type.2.4.c', '<open><o:notes/></open>', ['* Replace by "note" => <open><o:note/></open>']],
  ['xsd/cvc-complex-type.2.4.c', '<open><o:order2/></open>', []],
  [
    'xsd/cvc-complex-type.3.2.2',
    '<mark kind="x" nummber="1"/>',
    ['* Replace by "number" => <mark kind="x" number="1"/>', 'Remove the attribute "nummber" => <mark kind="x"/>'],
  ],
  [
    'xsd/cvc-complex-type.3.2.2',
    '<mark kind="x" foo="1"/>',
    ['Replace by "number" => <mark kind="x" number="1"/>', 'Remove the attribute "foo" => <mark kind="x"/>'],
  ],
  ['xsd/cvc-complex-type.4', '<mark/>', ['* Insert the attribute "kind" => <mark kind="x"/>']],
  ['xsd/cvc-attribute.4', '<mark kind="y"/>', ['Replace by "x" => <mark kind="x"/>']],
  ['xsd/cvc-id.2', '<ids id="a"/><ids id="a"/>', ['Replace by "a-2" => <ids id="a"/><ids id="a-2"/>']],
  ['xsd/cvc-id.1', '<ids id="abcd"/><ids to="abce"/>', ['Replace by "abcd" => <ids id="abcd"/><ids to="abcd"/>']],
  [
    'xsd/cvc-attribute.1',
    '<ids o:lnag="en"/>',
    ['* Replace by "lang" => <ids o:lang="en"/>', 'Remove the attribute "o:lnag" => <ids/>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.2',
    '<item no="1"><name>n</name></item><item no="1"><name>m</name></item>',
    ['Replace by "2" => <item no="1"><name>n</name></item><item no="2"><name>m</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.2',
    '<item no="A07"><name>n</name></item><item no="A07"><name>m</name></item>',
    ['Replace by "A08" => <item no="A07"><name>n</name></item><item no="A08"><name>m</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.2.1',
    '<item><name>n</name></item>',
    ['Insert the attribute "no" => <item no=""><name>n</name></item>'],
  ],
  [
    'xsd/cvc-identity-constraint.4.3',
    '<item no="1001"><name>n</name></item><ref>1002</ref>',
    ['Replace by "1001" => <item no="1001"><name>n</name></item><ref>1001</ref>'],
  ],
  ['xsd/cvc-identity-constraint.4.1', '<tag>a</tag><tag>a</tag>', ['Replace by "a-2" => <tag>a</tag><tag>a-2</tag>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<urgent>Ja</urgent>', ['* Replace by "true" => <urgent>true</urgent>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<urgent>1.</urgent>', ['Replace by "true" => <urgent>true</urgent>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<urgent>maybe</urgent>',
    ['Replace by "true" => <urgent>true</urgent>', 'Replace by "false" => <urgent>false</urgent>'],
  ],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<urgent/>',
    ['Replace by "true" => <urgent>true</urgent>', 'Replace by "false" => <urgent>false</urgent>'],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1,5</total>', ['* Replace by "1.5" => <total>1.5</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1.000,50</total>', ['* Replace by "1000.50" => <total>1000.50</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>1 000</total>', ['* Replace by "1000" => <total>1000</total>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<total>1,000</total>',
    ['Replace by "1000" => <total>1000</total>', 'Replace by "1.000" => <total>1.000</total>'],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>−3</total>', ['* Replace by "-3" => <total>-3</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<total>12 EUR</total>', ['Replace by "12" => <total>12</total>']],
  ['xsd/cvc-datatype-valid.1.2.1', '<due>27.3.2026</due>', ['* Replace by "2026-03-27" => <due>2026-03-27</due>']],
  [
    'xsd/cvc-datatype-valid.1.2.1',
    '<due>03/04/2026</due>',
    ['Replace by "2026-04-03" => <due>2026-04-03</due>', 'Replace by "2026-03-04" => <due>2026-03-04</due>'],
  ],
  ['xsd/cvc-datatype-valid.1.2.1', '<at>9:30</at>', ['* Replace by "09:30:00" => <at>09:30:00</at>']],
  ['xsd/cvc-fractionDigits-valid', '<price>1.555</price>', ['Round to 1.56 => <price>1.56</price>']],
  ['xsd/cvc-totalDigits-valid', '<price>12345</price>', []],
  ['xsd/cvc-totalDigits-valid', '<price>123.45</price>', ['Round to 123.5 => <price>123.5</price>']],
  ['xsd/cvc-enumeration-valid', '<state>Open</state>', ['* Replace by "open" => <state>open</state>']],
  ['xsd/cvc-enumeration-valid', '<state>cloesd</state>', ['* Replace by "closed" => <state>closed</state>']],
  [
    'xsd/cvc-enumeration-valid',
    '<state/>',
    ['Replace by "open" => <state>open</state>', 'Replace by "closed" => <state>closed</state>'],
  ],
  ['xsd/cvc-pattern-valid', '<code>ab-12</code>', ['* Replace by "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-pattern-valid', '<code>ab 12</code>', ['Replace by "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-pattern-valid', '<code>AB–12</code>', ['* Replace by "AB-12" => <code>AB-12</code>']],
  ['xsd/cvc-maxLength-valid', '<short>too long</short>', ['Shorten to "too l" => <short>too l</short>']],
  ['xsd/cvc-maxLength-valid', '<short>a    b</short>', ['* Replace by "a b" => <short>a b</short>']],
  ['xsd/cvc-length-valid', '<pair> ab </pair>', ['* Replace by "ab" => <pair>ab</pair>']],
  ['xsd/cvc-enumeration-valid', '<state> open </state>', ['* Replace by "open" => <state>open</state>']],
  ['xsd/cvc-pattern-valid', '<code>"AB-1"</code>', ['* Replace by "AB-1" => <code>AB-1</code>']],
  ['xsd/cvc-length-valid', '<pair>abc</pair>', ['Shorten to "ab" => <pair>ab</pair>']],
  ['xsd/cvc-datatype-valid.1.2.3', '<either>yes</either>', ['* Replace by "true" => <either>true</either>']],
  ['xsd/cvc-datatype-valid.1.2.3', '<either>3.0</either>', ['* Replace by "3" => <either>3</either>']],
];

/** Codes of the root and of what stands around the order. */
const ELSEWHERE = ['xsd/cvc-elt.1'];

describe('fixes of what a schema refuses', () => {
  for (const [code, inside, expected] of CASES) {
    it(`${code}: ${inside}`, () => {
      const document = documentUnder(ORDER_SCHEMA, HEAD + inside + TAIL);
      const problem = diagnostics(document).find((each) => each.code === code)!;
      const shown = offered(problem, document).map((line) => line.replace(HEAD, '').replace(TAIL, ''));
      assert.deepEqual(shown, expected);
    });
  }

  it('are tried here for each code that has some', () => {
    const codes = [...new Set(Object.keys(INSTANCE_CODES).map((code) => `xsd/${code.replace(/:.*/, '')}`))];
    const tried = new Set([...CASES.map(([code]) => code), ...ELSEWHERE]);
    assert.deepEqual(
      codes.filter((code) => !tried.has(code) && whyNone(code) === null),
      [],
    );
    assert.ok(codes.every((code) => makersFor(code).length > 0 || whyNone(code) !== null));
  });
});

import assert from 'node:assert/strict';
import { validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { problemsOf, schemaOf } from './support';

const SCHEMA = schemaOf(`
  <xs:element name="r">
    <xs:complexType><xs:sequence>
      <xs:element name="a" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="k" type="xs:int" use="required"/><xs:attribute name="id" type="xs:ID"/>
      </xs:complexType></xs:element>
      <xs:element name="ref" type="xs:IDREF" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="n" type="xs:decimal" minOccurs="0"/>
    </xs:sequence></xs:complexType>
    <xs:key name="key"><xs:selector xpath="a"/><xs:field xpath="@k"/></xs:key>
  </xs:element>`);

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema"';

const dtd = (attributes: string, root: string): string => `<!DOCTYPE r [<!ATTLIST ${attributes}>]>${root}`;

/** An attribute definition of a DTD, a document, and the codes at the marked ranges. */
const ROWS: readonly (readonly [attributes: string, root: string, ...codes: string[]])[] = [
  ['a k CDATA "1"', '<r><a/></r>'],
  ['a k CDATA "1"', '<r><a k="2"/><a/></r>'],
  ['n xsi:nil CDATA "false"', `<r ${XSI}><[[n]]>1</n></r>`, 'cvc-elt.3.1'],
  ['a k CDATA "x"', '<r><[[a]]/></r>', 'cvc-datatype-valid.1.2.1'],
  ['a z CDATA "x"', '<r><[[a]] k="1"/></r>', 'cvc-complex-type.3.2.2'],
  ['a k CDATA "1"', '<r><a/><[[a]]/></r>', 'cvc-identity-constraint.4.2.2'],
  ['a id ID "i"', '<r><a k="1"/><ref>i</ref></r>'],
  ['a id ID "i"', '<r><a k="1"/><[[a]] k="2"/></r>', 'cvc-id.2'],
  ['n xsi:type CDATA "xs:int"', `<r ${XSI}><n>1</n></r>`],
  ['n xsi:type CDATA "xs:int"', `<r ${XSI}><n>[[1.5]]</n></r>`, 'cvc-datatype-valid.1.2.1'],
  ['n xsi:nil CDATA "true"', `<r ${XSI}><[[n]]>1</n></r>`, 'cvc-elt.3.1'],
  ['ref z CDATA "x"', '<r><a k="1" id="i"/><[[ref]]>i</ref></r>', 'cvc-type.3.1.1'],
];

describe('attributes with a default in the DTD', () => {
  for (const [attributes, root, ...expected] of ROWS) {
    it(`${attributes} in ${root}: ${expected.join(', ') || 'valid'}`, () => {
      const codes = problemsOf(SCHEMA, dtd(attributes, root)).map((message) => message.split(': ')[0]);
      assert.deepEqual(codes, expected);
    });
  }
});

describe('a default value in the schema', () => {
  it('refers to an ID like a written value', () => {
    const schema = schemaOf(`<xs:element name="r"><xs:complexType><xs:sequence>
      <xs:element name="ref" type="xs:IDREF" default="i"/></xs:sequence><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>`);
    assert.deepEqual(problemsOf(schema, '<r id="i"><ref/></r>'), []);
    assert.equal(problemsOf(schema, '<r id="j"><[[ref]]/></r>').length, 1);
  });

  it('can be an entity name, which is checked in documents only', () => {
    schemaOf('<xs:attribute name="a" type="xs:ENTITY" default="e"/>');
  });
});

describe('a CDATA section between elements', () => {
  it('can be whitespace, like text', () => {
    assert.deepEqual(validate(parse('<r><![CDATA[]]><![CDATA[ ]]></r>'), SCHEMA), []);
    const [problem, ...others] = validate(parse('<r><![CDATA[x]]></r>'), SCHEMA);
    assert.deepEqual([problem?.code, others], ['xsd/cvc-complex-type.2.3', []]);
  });
});

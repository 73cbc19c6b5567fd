import assert from 'node:assert/strict';
import { mistakes, schemaOf } from './support';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('values', () => {
  const schema = schemaOf(`
    <xs:simpleType name="state"><xs:restriction base="xs:token"><xs:enumeration value="Approved"/><xs:enumeration value="In Test"/></xs:restriction></xs:simpleType>
    <xs:element name="a"><xs:complexType><xs:sequence>
      <xs:element name="state" type="state" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="date" type="xs:date" minOccurs="0"/>
      <xs:element name="one" type="xs:decimal" fixed="1.0" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>`);

  it('are marked without the blanks around them, once', () => {
    assert.deepEqual(mistakes(schema, '<a><state>\n  [[approved]]\n</state></a>'), [
      'cvc-enumeration-valid: "approved" is not a value of state. Use one of: Approved, In Test.',
    ]);
  });

  it('are marked as a whole where they are not written as they are', () => {
    assert.equal(mistakes(schema, '<a><date> [[27.3.&#50;026]] </date></a>').length, 1);
  });

  it('are marked by the tag where there is nothing to mark', () => {
    assert.equal(mistakes(schema, '<a><[[date]]></date></a>').length, 1);
  });

  it('may be fixed, however they are written', () => {
    assert.deepEqual(mistakes(schema, '<a><one>1</one></a>'), []);
    assert.deepEqual(mistakes(schema, '<a><one/></a>'), []);
    assert.deepEqual(mistakes(schema, '<a><one>[[2]]</one></a>'), [
      'cvc-elt.5.2.2.2: "2" is not the value that the schema fixes here. Write "1.0".',
    ]);
  });

  it('hold no elements', () => {
    assert.deepEqual(mistakes(schema, '<a><date>2026-01-01<[[b]]/></date></a>'), [
      'cvc-type.3.1.2: "date" holds a plain value: the element "b" cannot stand in it.',
    ]);
  });
});

describe('attributes', () => {
  const schema = schemaOf(`
    <xs:element name="a"><xs:complexType>
      <xs:attribute name="id" type="xs:NCName" use="required"/>
      <xs:attribute name="size" type="xs:int"/>
      <xs:attribute name="v" type="xs:string" fixed="1"/>
    </xs:complexType></xs:element>
    <xs:element name="none"><xs:complexType/></xs:element>
    <xs:element name="plain" type="xs:string"/>`);

  it('are missing, unknown or wrong', () => {
    assert.deepEqual(mistakes(schema, '<[[a]] [[siz]]="1" size="[[x]]" v="[[2]]"/>'), [
      'cvc-complex-type.4: "a" needs the attribute "id".',
      'cvc-complex-type.3.2.2: "a" has no attribute "siz". It can have: size, id, v.',
      'cvc-datatype-valid.1.2.1: "x" is not a value of type xs:int. Write it like 12.',
      'cvc-attribute.4: "2" is not the value that the schema fixes here. Write "1".',
    ]);
  });

  it('are none at all', () => {
    assert.deepEqual(mistakes(schema, '<none [[x]]=""/>'), [
      'cvc-complex-type.3.2.2: "none" has no attribute "x": it has no attributes at all.',
    ]);
    assert.deepEqual(mistakes(schema, '<plain [[x]]=""/>'), [
      'cvc-type.3.1.1: "plain" has no attribute "x": it holds a plain value.',
    ]);
  });
});

describe('xsi attributes', () => {
  const schema = schemaOf(`
    <xs:complexType name="base"><xs:sequence><xs:element name="x" minOccurs="0"/></xs:sequence></xs:complexType>
    <xs:complexType name="more"><xs:complexContent><xs:extension base="base"><xs:sequence><xs:element name="y"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="other"/>
    <xs:complexType name="abstract" abstract="true"/>
    <xs:element name="a" type="base" nillable="true"/>
    <xs:element name="strict" type="base" block="extension"/>
    <xs:element name="b" type="abstract"/>`);

  it('name a type that stands in for the declared one', () => {
    assert.deepEqual(mistakes(schema, `<a ${XSI} xsi:type="more"><x/><y/></a>`), []);
    assert.deepEqual(mistakes(schema, `<a ${XSI} xsi:type="more"><x/>[[]]</a>`), [
      'cvc-complex-type.2.4.b: "y" is missing in "a". It belongs here.',
    ]);
  });

  it('name no such type', () => {
    assert.deepEqual(mistakes(schema, `<a ${XSI} xsi:type="[[mor]]"/>`), [
      'cvc-elt.4.2: The schema knows no type "mor".',
    ]);
    assert.equal(mistakes(schema, `<a ${XSI} xsi:type="[[other]]"/>`).length, 1);
    assert.equal(mistakes(schema, `<strict ${XSI} xsi:type="[[more]]"/>`).length, 1);
  });

  it('must name one where the declared one is abstract', () => {
    assert.equal(mistakes(schema, `<[[b]]/>`).length, 1);
  });

  it('make an element nil', () => {
    assert.deepEqual(mistakes(schema, `<a ${XSI} xsi:nil="true"/>`), []);
    assert.deepEqual(mistakes(schema, `<[[a]] ${XSI} xsi:nil="true"><x/></a>`), [
      'cvc-elt.3.2.1: "a" is nil and must be empty. Remove its content or the attribute xsi:nil.',
    ]);
    assert.equal(mistakes(schema, `<strict ${XSI} [[xsi:nil]]="false"/>`).length, 1);
  });
});

describe('substitution groups and wildcards', () => {
  const schema = schemaOf(`
    <xs:element name="shape" type="xs:string" abstract="true"/>
    <xs:element name="circle" substitutionGroup="shape"/>
    <xs:element name="box" substitutionGroup="shape"/>
    <xs:element name="a"><xs:complexType><xs:sequence>
      <xs:element ref="shape" maxOccurs="2"/>
      <xs:any namespace="urn:x" processContents="strict" minOccurs="0"/>
      <xs:any namespace="urn:y" processContents="lax" minOccurs="0"/>
      <xs:any namespace="urn:z" processContents="skip" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>`);

  it('let the members stand for the head', () => {
    assert.deepEqual(mistakes(schema, '<a><box/><circle/></a>'), []);
    assert.deepEqual(mistakes(schema, '<a><[[shape]]/></a>'), [
      'cvc-elt.2: "shape" is abstract: it cannot stand itself. Use one of: circle, box.',
    ]);
  });

  it('ask as much of what a wildcard takes as it says', () => {
    assert.deepEqual(mistakes(schema, '<a><box/><[[n]] xmlns="urn:x"/><n xmlns="urn:y"/><n xmlns="urn:z"/></a>'), [
      'cvc-complex-type.2.4.c: The schema declares no element "n", but what stands here must be declared.',
    ]);
    assert.deepEqual(
      mistakes(schema, `<a><box/><n xmlns="urn:y"><[[shape]] xmlns=""/></n><n xmlns="urn:z"><shape xmlns=""/></n></a>`)
        .length,
      1,
    );
  });
});

describe('identifiers', () => {
  const schema = schemaOf(`
    <xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" maxOccurs="unbounded"><xs:complexType>
      <xs:attribute name="id" type="xs:ID"/><xs:attribute name="of" type="xs:IDREFS"/>
    </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`);

  it('stand once, and what refers to them refers to something', () => {
    assert.deepEqual(mistakes(schema, '<a><b of="x [[y]]"/><b id="x"/><b id="[[x]]"/></a>'), [
      'cvc-id.1: Nothing in this document has the ID "y".',
      'cvc-id.2: The ID "x" stands twice in this document. Give one of the two another ID.',
    ]);
  });
});

describe('the root element', () => {
  it('is one that the schema declares', () => {
    assert.deepEqual(mistakes(schemaOf('<xs:element name="order"/>'), '<[[ordr]]/>'), [
      'cvc-elt.1: The schema knows no element "ordr" that a document may begin with. It knows: order.',
    ]);
  });
});

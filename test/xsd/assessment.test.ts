import assert from 'node:assert/strict';
import { load, problemsOf, xsd, schemaOf } from './support';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

describe('values', () => {
  const schema = schemaOf(`
    <xs:simpleType name="state"><xs:restriction base="xs:token"><xs:enumeration value="Approved"/><xs:enumeration value="In Test"/></xs:restriction></xs:simpleType>
    <xs:element name="a"><xs:complexType><xs:sequence>
      <xs:element name="state" type="state" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="date" type="xs:date" minOccurs="0"/>
      <xs:element name="one" type="xs:decimal" fixed="1.0" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>`);

  it('are reported once, without surrounding whitespace', () => {
    assert.deepEqual(problemsOf(schema, '<a><state>\n  [[approved]]\n</state></a>'), [
      'cvc-enumeration-valid: "approved" is not a valid state. Use one of: Approved, In Test.',
    ]);
  });

  it('are reported as a whole when they contain references', () => {
    assert.equal(problemsOf(schema, '<a><date> [[27.3.&#50;026]] </date></a>').length, 1);
  });

  it('are reported at the tag when the element is empty', () => {
    assert.equal(problemsOf(schema, '<a><[[date]]></date></a>').length, 1);
  });

  it('equal a fixed value in any lexical form', () => {
    assert.deepEqual(problemsOf(schema, '<a><one>1</one></a>'), []);
    assert.deepEqual(problemsOf(schema, '<a><one/></a>'), []);
    assert.deepEqual(problemsOf(schema, '<a><one>[[2]]</one></a>'), [
      'cvc-elt.5.2.2.2: Expected the fixed value "1.0", found "2".',
    ]);
  });

  it('contain no elements', () => {
    assert.deepEqual(problemsOf(schema, '<a><date>2026-01-01<[[b]]/></date></a>'), [
      'cvc-type.3.1.2: Element "b" is not allowed: "date" has a simple type.',
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

  it('are reported when missing, unknown or invalid', () => {
    assert.deepEqual(problemsOf(schema, '<[[a]] [[siz]]="1" size="[[x]]" v="[[2]]"/>'), [
      'cvc-complex-type.4: Missing required attribute "id" in "a".',
      'cvc-complex-type.3.2.2: Attribute "siz" is not allowed in "a". Allowed: size, id, v.',
      'cvc-datatype-valid.1.2.1: "x" is not a valid xs:int. Example: 12.',
      'cvc-attribute.4: Expected the fixed value "1", found "2".',
    ]);
  });

  it('are reported for types without attributes', () => {
    assert.deepEqual(problemsOf(schema, '<none [[x]]=""/>'), [
      'cvc-complex-type.3.2.2: Attribute "x" is not allowed: "none" has no attributes.',
    ]);
    assert.deepEqual(problemsOf(schema, '<plain [[x]]=""/>'), [
      'cvc-type.3.1.1: Attribute "x" is not allowed: "plain" has a simple type.',
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

  it('replace the declared type by a derived one', () => {
    assert.deepEqual(problemsOf(schema, `<a ${XSI} xsi:type="more"><x/><y/></a>`), []);
    assert.deepEqual(problemsOf(schema, `<a ${XSI} xsi:type="more"><x/>[[]]</a>`), [
      'cvc-complex-type.2.4.b: Missing "y" in "a".',
    ]);
  });

  it('must refer to an existing, derived, not blocked type', () => {
    assert.deepEqual(problemsOf(schema, `<a ${XSI} xsi:type="[[mor]]"/>`), [
      'cvc-elt.4.2: The schema defines no type "mor".',
    ]);
    assert.equal(problemsOf(schema, `<a ${XSI} xsi:type="[[other]]"/>`).length, 1);
    assert.equal(problemsOf(schema, `<strict ${XSI} xsi:type="[[more]]"/>`).length, 1);
  });

  it('that name no type of the schema are reported alone', () => {
    const unknown = schemaOf(`
      <xs:complexType name="base" abstract="true"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>
      <xs:element name="r"><xs:complexType><xs:sequence>
        <xs:element name="a" type="base" maxOccurs="unbounded"/><xs:element name="s" type="xs:int" minOccurs="0"/>
      </xs:sequence></xs:complexType>
        <xs:key name="k"><xs:selector xpath="a"/><xs:field xpath="@id"/></xs:key></xs:element>`);
    const message = 'cvc-elt.4.2: The schema defines no type "mor".';
    assert.deepEqual(
      problemsOf(
        unknown,
        `<r ${XSI}><a xsi:type="[[mor]]" id="1"><y/>text</a><s xsi:type="[[mor]]" b="1"><y/></s></r>`,
      ),
      [message, message],
    );
    // What the declared type says of a child holds in the types derived from it.
    assert.equal(problemsOf(unknown, `<r ${XSI}><a xsi:type="[[mor]]"><x>[[one]]</x><y/></a></r>`).length, 2);
  });

  it('are required for an abstract type', () => {
    assert.equal(problemsOf(schema, `<[[b]]/>`).length, 1);
  });

  it('make a nillable element nil', () => {
    assert.deepEqual(problemsOf(schema, `<a ${XSI} xsi:nil="true"/>`), []);
    assert.deepEqual(problemsOf(schema, `<[[a]] ${XSI} xsi:nil="true"><x/></a>`), [
      'cvc-elt.3.2.1: Element "a" is nil and must be empty. Remove its content or the attribute xsi:nil.',
    ]);
    assert.equal(problemsOf(schema, `<strict ${XSI} [[xsi:nil]]="false"/>`).length, 1);
  });
});

describe('an enumeration of QNames', () => {
  const { schema } = load(
    xsd(
      `<xs:element name="r" xmlns:m="urn:m"><xs:simpleType><xs:restriction base="xs:QName">
        <xs:enumeration value="m:valve"/><xs:enumeration value="m:pump"/></xs:restriction></xs:simpleType></xs:element>`,
    ),
  );
  const of = (marked: string): string[] => problemsOf(schema, marked);

  it('allows any prefix for the namespace', () => {
    assert.deepEqual(of('<r xmlns:x="urn:m">x:valve</r>'), []);
  });

  it('lists its values with the prefixes of the document', () => {
    assert.deepEqual(of('<r xmlns:x="urn:m">[[x:valv]]</r>'), [
      'cvc-enumeration-valid: "x:valv" is not a valid <r>. Use one of: x:valve, x:pump.',
    ]);
  });

  it('tells which namespace a prefix is bound to, and which is expected', () => {
    assert.deepEqual(of('<r xmlns:m="urn:x">[[m:valve]]</r>'), [
      'cvc-enumeration-valid: The name "m:valve" is in namespace "urn:x", expected "urn:m". Use a prefix that is bound to that namespace.',
    ]);
    assert.deepEqual(of('<r>[[valve]]</r>'), [
      'cvc-enumeration-valid: The name "valve" is in no namespace, expected "urn:m". Use a prefix that is bound to that namespace.',
    ]);
  });

  it('tells that a prefix is not declared', () => {
    assert.deepEqual(of('<r>[[m:valve]]</r>'), [
      'cvc-datatype-valid.1.2.1: Prefix "m" of "m:valve" is not declared. Declare it with xmlns:m="urn:m".',
    ]);
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

  it('accept the members in place of an abstract head', () => {
    assert.deepEqual(problemsOf(schema, '<a><box/><circle/></a>'), []);
    assert.deepEqual(problemsOf(schema, '<a><[[shape]]/></a>'), [
      'cvc-elt.2: Element "shape" is abstract and cannot be used directly. Use one of: circle, box.',
    ]);
  });

  it('assess elements as processContents of the wildcard says', () => {
    assert.deepEqual(problemsOf(schema, '<a><box/><[[n]] xmlns="urn:x"/><n xmlns="urn:y"/><n xmlns="urn:z"/></a>'), [
      'cvc-complex-type.2.4.c: Element "n" is not declared; only declared elements are allowed here.',
    ]);
    assert.deepEqual(
      problemsOf(
        schema,
        `<a><box/><n xmlns="urn:y"><[[shape]] xmlns=""/></n><n xmlns="urn:z"><shape xmlns=""/></n></a>`,
      ).length,
      1,
    );
  });
});

describe('identifiers', () => {
  const schema = schemaOf(`
    <xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" maxOccurs="unbounded"><xs:complexType>
      <xs:attribute name="id" type="xs:ID"/><xs:attribute name="of" type="xs:IDREFS"/>
    </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`);

  it('are unique, and references to them resolve', () => {
    assert.deepEqual(problemsOf(schema, '<a><b of="x [[y]]"/><b id="x"/><b id="[[x]]"/></a>'), [
      'cvc-id.1: ID "y" is not defined in this document.',
      'cvc-id.2: Duplicate ID "x". Change one of the two.',
    ]);
  });
});

describe('the root element', () => {
  it('must be declared in the schema', () => {
    assert.deepEqual(problemsOf(schemaOf('<xs:element name="order"/>'), '<[[ordr]]/>'), [
      'cvc-elt.1: The schema declares no root element "ordr". Expected: order.',
    ]);
  });
});

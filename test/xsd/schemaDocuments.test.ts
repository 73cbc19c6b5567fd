import assert from 'node:assert/strict';
import { applied, validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { load, mistakes, schemaMistakes, told, xsd } from './support';

/** Mistakes in schema documents: the document, and what is told of the places marked in it. */
const MISTAKES: readonly (readonly [document: string, ...told: string[]])[] = [
  [
    xsd('<[[xs:elment]] name="a"/>'),
    's4s-elt-must-match.1: "xs:elment" may not stand here in "schema". What may: include, import, redefine, annotation, simpleType, complexType, group, attributeGroup, element, attribute, notation.',
  ],
  [xsd('<xs:element name="[[1a]]"/>'), 's4s-att-invalid-value: "1a" is no value for "name". It takes: NCName.'],
  [xsd('<[[xs:element]]/>'), 's4s-att-must-appear: "element" needs the attribute "name".'],
  [
    xsd(
      '<xs:simpleType name="a"><xs:restriction base="xs:string"><xs:enumeration value="1" [[fixed]]="true"/></xs:restriction></xs:simpleType>',
    ),
    's4s-att-not-allowed: "enumeration" has no attribute "fixed" here. What it may have: id, value.',
  ],
  [xsd('[[text]]'), 's4s-elt-character: "schema" holds elements only. Remove the text, or put it into an annotation.'],
  [xsd('<xs:element name="a" type="[[b]]"/>'), 'src-resolve: "b" is not defined: there is no such type.'],
  [
    xsd('<xs:element name="a" type="[[p:b]]"/>'),
    'src-qname: The prefix "p" of "p:b" is not declared. Declare it with xmlns:p.',
  ],
  [
    xsd('<xs:element name="a" type="[[p:b]]"/>', 'xmlns:p="urn:p"'),
    'src-resolve.4.2: "p:b" is in the namespace "urn:p", which this document does not import. Add an import.',
  ],
  [
    xsd('<xs:element name="a"/><xs:element name="[[a]]"/>'),
    'sch-props-correct.2: "a" is defined twice. Rename or remove one of the two.',
  ],
  [
    xsd(
      '<xs:element name="a" type="[[xs:int]]"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:element>',
    ),
    'src-element.3: The type of "a" is given twice: by the attribute "type" and by a type inside. Keep one of them.',
  ],
  [
    xsd('<xs:element name="a" type="xs:int" default="[[x]]"/>'),
    'e-props-correct.2: The default value "x" is not valid for the type xs:int.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" minOccurs="[[2]]"/></xs:sequence></xs:complexType>',
    ),
    'p-props-correct.2.1: minOccurs "2" is more than maxOccurs "1".',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" type="xs:int" minOccurs="0"/><xs:element name="[[b]]" type="xs:int"/></xs:sequence></xs:complexType>',
    ),
    'cos-nonambig: Both "b" and "b" could take the same element here: a reader could not tell which is meant. Make the content model unambiguous.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" type="xs:int"/><xs:element name="[[b]]" type="xs:date"/></xs:sequence></xs:complexType>',
    ),
    'cos-element-consistent: "b" stands in this content with two different types. Give both the same named type.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:complexContent><xs:extension base="[[a]]"/></xs:complexContent></xs:complexType>',
    ),
    'ct-props-correct.3: The type "a" derives from itself.',
  ],
  [
    xsd('<xs:group name="g"><xs:sequence><xs:group ref="[[g]]"/></xs:sequence></xs:group>'),
    'mg-props-correct.2: The group "g" contains itself.',
  ],
  [
    xsd(`<xs:complexType name="a"><xs:sequence><xs:element name="b" minOccurs="0"/></xs:sequence></xs:complexType>
      <xs:complexType name="c"><xs:complexContent><xs:restriction base="[[a]]"><xs:sequence><xs:element name="b" maxOccurs="2"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`),
    'derivation-ok-restriction.5.4.2: The content allows something that the base type "a" does not allow.',
  ],
  [
    xsd(`<xs:complexType name="a"><xs:attribute name="b" type="xs:int" use="required"/></xs:complexType>
      <xs:complexType name="c"><xs:complexContent><xs:restriction base="a"><xs:attribute name="[[b]]" type="xs:int"/></xs:restriction></xs:complexContent></xs:complexType>`),
    'derivation-ok-restriction.2.1.1: The base type requires the attribute "b": a restriction must require it too.',
  ],
  [
    xsd('<xs:element name="a" substitutionGroup="[[b]]" type="xs:int"/><xs:element name="b" type="xs:date"/>'),
    'e-props-correct.4: The type of "a" does not derive from that of "b" in a way that "b" allows: it cannot stand for it.',
  ],
  [
    xsd(
      '<xs:element name="a"><xs:key name="k"><xs:selector xpath="[[a[1]]]"/><xs:field xpath="@b"/></xs:key></xs:element>',
    ).replace('[[a[1]]]', '[[a()]]'),
    'c-selector-xpath: "a()" is no XPath that a selector may have: child steps only, with ".//" in front at most.',
  ],
  [
    xsd('<xs:include schemaLocation="[[none.xsd]]"/>'),
    'schema_reference.4: The schema document "none.xsd" was not found. What it defines is missing.',
  ],
  [
    xsd('<xs:element name="a" type="[[xs:NOTATION]]"/>'),
    'enumeration-required-notation.use: xs:NOTATION does not say which notations it takes. Use a type derived from it that enumerates them.',
  ],
  [
    xsd(
      '<xs:attribute name="a"><[[xs:simpleType]]><xs:restriction base="xs:NOTATION"/></xs:simpleType></xs:attribute>',
    ),
    'enumeration-required-notation.use: xs:NOTATION does not say which notations it takes. Use a type derived from it that enumerates them.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:complexContent><[[xs:extension]] base="xs:anyType"><xs:choice/></xs:extension></xs:complexContent></xs:complexType>',
    ).replace('[[xs:extension]] base="xs:anyType"', 'xs:extension base="[[xs:anyType]]"'),
    'cos-ct-extends.1.4.3.2.2.1: An extension is mixed if and only if its base "anyType" is.',
  ],
  [
    xsd(`<xs:group name="none"><xs:sequence/></xs:group><xs:group name="all"><xs:all><xs:element name="x"/></xs:all></xs:group>
      <xs:complexType name="a"><xs:group ref="none"/></xs:complexType>
      <xs:complexType name="b"><xs:complexContent><xs:extension base="a"><[[xs:group]] ref="all"/></xs:extension></xs:complexContent></xs:complexType>`),
    'cos-all-limited.1.2: The "all" group of "b" must be the whole content of a type: nothing may stand beside it.',
  ],
  [
    '<[[html]]/>',
    's4s-elt-schema-ns: "html" is no schema: the outermost element must be "schema" of the namespace http://www.w3.org/2001/XMLSchema.',
  ],
];

/** References to nothing, each at one place: whatever follows from it is no mistake of its own. */
const UNRESOLVED: readonly string[] = [
  '<xs:complexType name="a"><xs:complexContent><xs:extension base="none"><xs:sequence><xs:element name="b"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>',
  '<xs:complexType name="a"><xs:complexContent><xs:restriction base="none"><xs:attribute name="b"/></xs:restriction></xs:complexContent></xs:complexType>',
  '<xs:complexType name="a"><xs:simpleContent><xs:extension base="none"/></xs:simpleContent></xs:complexType>',
  '<xs:complexType name="a"><xs:simpleContent><xs:restriction base="none"><xs:length value="1"/></xs:restriction></xs:simpleContent></xs:complexType>',
  '<xs:simpleType name="a"><xs:restriction base="none"><xs:minInclusive value="1"/></xs:restriction></xs:simpleType>',
  '<xs:simpleType name="a"><xs:list itemType="none"/></xs:simpleType>',
  '<xs:simpleType name="a"><xs:union memberTypes="none"/></xs:simpleType><xs:simpleType name="b"><xs:list itemType="a"/></xs:simpleType>',
  '<xs:element name="a" type="none" default="x"/><xs:element name="b" substitutionGroup="a" type="xs:int"/>',
  '<xs:element name="a" type="xs:int"/><xs:element name="b" substitutionGroup="a" type="none"/>',
];

describe('a type that is not defined', () => {
  for (const definitions of UNRESOLVED) {
    it(`is one mistake: ${definitions}`, () => {
      assert.deepEqual(load(xsd(definitions)).problems.map(told), [
        'src-resolve: "none" is not defined: there is no such type.',
      ]);
    });
  }
});

describe('mistakes in a schema document', () => {
  for (const [document, ...expected] of MISTAKES) {
    it(expected[0]!, () => {
      assert.deepEqual(schemaMistakes(document), expected);
    });
  }

  it('do not keep the rest from working', () => {
    const { schema } = load(xsd('<xs:element name="a" type="none"/><xs:element name="b" type="xs:int"/>'));
    assert.deepEqual(mistakes(schema, '<b>[[x]]</b>').length, 1);
  });
});

describe('several documents', () => {
  it('are one schema when they include each other, in circles too', () => {
    const { schema, problems, documents } = load(
      xsd('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="b"/>'),
      {
        'b.xsd': xsd(
          '<xs:include schemaLocation="main.xsd"/><xs:simpleType name="b"><xs:restriction base="xs:int"/></xs:simpleType>',
        ),
      },
    );
    assert.deepEqual(problems.map(told), []);
    assert.deepEqual(documents, ['main.xsd', 'b.xsd']);
    assert.equal(mistakes(schema, '<a>[[x]]</a>').length, 1);
  });

  it('without namespace take that of the document that includes them', () => {
    const { schema, problems } = load(
      xsd('<xs:include schemaLocation="b.xsd"/>', 'targetNamespace="urn:t" elementFormDefault="qualified"'),
      {
        'b.xsd': xsd(
          '<xs:element name="a" type="b"/><xs:complexType name="b"><xs:sequence><xs:element name="c"/></xs:sequence></xs:complexType>',
          'elementFormDefault="qualified"',
        ),
      },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(mistakes(schema, '<a xmlns="urn:t"><c/></a>'), []);
    assert.equal(mistakes(schema, '<[[a]]/>').length, 1);
  });

  it('import each other', () => {
    const { schema, problems } = load(
      xsd('<xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="a" type="b:b"/>', 'xmlns:b="urn:b"'),
      {
        'b.xsd': xsd(
          '<xs:simpleType name="b"><xs:restriction base="xs:int"/></xs:simpleType>',
          'targetNamespace="urn:b"',
        ),
      },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(mistakes(schema, '<a>1</a>'), []);
  });

  it('redefine what others define', () => {
    const { schema, problems } = load(
      xsd(`<xs:redefine schemaLocation="b.xsd"><xs:complexType name="t"><xs:complexContent><xs:extension base="t">
        <xs:attribute name="more"/></xs:extension></xs:complexContent></xs:complexType></xs:redefine>`),
      {
        'b.xsd': xsd(
          '<xs:element name="a" type="t"/><xs:complexType name="t"><xs:attribute name="one"/></xs:complexType>',
        ),
      },
    );
    assert.deepEqual(problems.map(told), []);
    assert.deepEqual(mistakes(schema, '<a one="" more=""/>'), []);
  });

  it('redefine a simple type by restricting it only', () => {
    const simple = '<xs:simpleType name="a"><xs:restriction base="xs:int"/></xs:simpleType>';
    for (const derived of ['<[[xs:list]] itemType="a"/>', '<[[xs:union]] memberTypes="a"/>']) {
      const redefined = `<xs:redefine schemaLocation="o.xsd"><xs:simpleType name="a">${derived}</xs:simpleType></xs:redefine>`;
      assert.deepEqual(schemaMistakes(xsd(redefined), { 'o.xsd': xsd(simple) }), [
        'src-redefine.5.1: A redefinition of the type "a" must derive from "a" itself.',
      ]);
    }
  });

  it('are imported without naming a namespace where they have none', () => {
    const others = { 'o.xsd': xsd('<xs:element name="a"/>') };
    const importing = (attributes: string): string => xsd(`<xs:import ${attributes}/>`, 'targetNamespace="T"');
    assert.deepEqual(schemaMistakes(importing('schemaLocation="o.xsd"'), others), []);
    assert.deepEqual(schemaMistakes(importing('namespace="[[]]" schemaLocation="o.xsd"'), others), [
      'src-import.3.1.empty: "o.xsd" has no namespace, and an empty one is not the same as none. Leave the attribute "namespace" out.',
    ]);
  });

  it('have the attributes of the XML namespace without a document for it', () => {
    const { schema, problems } = load(
      xsd(
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace"/><xs:element name="a"><xs:complexType><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>',
      ),
    );
    assert.deepEqual(problems, []);
    assert.equal(mistakes(schema, '<a xml:lang="[[?]]"/>').length, 1);
  });
});

describe('a schema without target namespace', () => {
  const { schema } = load(
    xsd(
      '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="b"/></xs:sequence></xs:complexType></xs:element><xs:simpleType name="b"><xs:restriction base="xs:int"/></xs:simpleType>',
      'elementFormDefault="qualified"',
    ),
  );

  it('applies to the namespace of the root', () => {
    const inNamespace = applied(schema, 'urn:x');
    assert.deepEqual(mistakes(inNamespace, '<p:a xmlns:p="urn:x"><p:b>[[x]]</p:b></p:a>').length, 1);
    assert.equal(validate(parse('<a xmlns="urn:x"><b>1</b></a>'), inNamespace).length, 0);
  });

  it('is the same each time', () => {
    assert.equal(applied(schema, 'urn:x'), applied(schema, 'urn:x'));
    assert.equal(applied(schema, ''), schema);
  });
});

import assert from 'node:assert/strict';
import { applied, validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { load, problemsOf, schemaProblems, formatted, xsd } from './support';

/** Invalid schema documents, and the problems at the marked ranges. */
const INVALID: readonly (readonly [document: string, ...formatted: string[]])[] = [
  [
    xsd('<[[xs:elment]] name="a"/>'),
    's4s-elt-must-match.1: Element "xs:elment" is not allowed here in "schema". Expected: include, import, redefine, annotation, simpleType, complexType, group, attributeGroup, element, attribute, notation.',
  ],
  [
    xsd('<xs:element name="[[1a]]"/>'),
    's4s-att-invalid-value: "1a" is not a valid value for "name". Expected: NCName.',
  ],
  [xsd('<[[xs:element]]/>'), 's4s-att-must-appear: Missing required attribute "name" in "element".'],
  [
    xsd(
      '<xs:simpleType name="a"><xs:restriction base="xs:string"><xs:enumeration value="1" [[fixed]]="true"/></xs:restriction></xs:simpleType>',
    ),
    's4s-att-not-allowed: Attribute "fixed" is not allowed here in "enumeration". Allowed: id, value.',
  ],
  [
    xsd('[[text]]'),
    's4s-elt-character: Text is not allowed: "schema" can contain only elements. Remove the text, or put it into an annotation.',
  ],
  [xsd('<xs:element name="a" type="[[b]]"/>'), 'src-resolve: The type "b" is not defined.'],
  [
    xsd('<xs:element name="a" type="[[p:b]]"/>'),
    'src-qname: Prefix "p" of "p:b" is not declared. Declare it with xmlns:p="…".',
  ],
  [
    xsd('<xs:element name="a" type="[[p:b]]"/>', 'xmlns:p="urn:p"'),
    'src-resolve.4.2: Namespace "urn:p" of "p:b" is not imported. Add an import.',
  ],
  [
    xsd('<xs:element name="a"/><xs:element name="[[a]]"/>'),
    'sch-props-correct.2: Duplicate definition of "a". Rename or remove one of the two.',
  ],
  [
    xsd(
      '<xs:element name="a" type="[[xs:int]]"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:element>',
    ),
    'src-element.3: The type of "a" is given twice: by the attribute "type" and a nested type. Remove one of them.',
  ],
  [
    xsd('<xs:element name="a" type="xs:int" default="[[x]]"/>'),
    'e-props-correct.2: The default value "x" is not valid for type xs:int.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" minOccurs="[[2]]"/></xs:sequence></xs:complexType>',
    ),
    'p-props-correct.2.1: minOccurs "2" is greater than maxOccurs "1".',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" type="xs:int" minOccurs="0"/><xs:element name="[[b]]" type="xs:int"/></xs:sequence></xs:complexType>',
    ),
    'cos-nonambig: Ambiguous content model: "b" and "b" can match the same element.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:sequence><xs:element name="b" type="xs:int"/><xs:element name="[[b]]" type="xs:date"/></xs:sequence></xs:complexType>',
    ),
    'cos-element-consistent: Element "b" has two different types in this content model. Give both the same named type.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:complexContent><xs:extension base="[[a]]"/></xs:complexContent></xs:complexType>',
    ),
    'ct-props-correct.3: Type "a" is derived from itself.',
  ],
  [
    xsd('<xs:group name="g"><xs:sequence><xs:group ref="[[g]]"/></xs:sequence></xs:group>'),
    'mg-props-correct.2: Group "g" contains itself.',
  ],
  [
    xsd(`<xs:complexType name="a"><xs:sequence><xs:element name="b" minOccurs="0"/></xs:sequence></xs:complexType>
      <xs:complexType name="c"><xs:complexContent><xs:restriction base="[[a]]"><xs:sequence><xs:element name="b" maxOccurs="2"/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>`),
    'derivation-ok-restriction.5.4.2: The content is not a valid restriction of the base type "a": it allows more.',
  ],
  [
    xsd(`<xs:complexType name="a"><xs:attribute name="b" type="xs:int" use="required"/></xs:complexType>
      <xs:complexType name="c"><xs:complexContent><xs:restriction base="a"><xs:attribute name="[[b]]" type="xs:int"/></xs:restriction></xs:complexContent></xs:complexType>`),
    'derivation-ok-restriction.2.1.1: Attribute "b" is required in the base type; a restriction must require it too.',
  ],
  [
    xsd('<xs:element name="a" substitutionGroup="[[b]]" type="xs:int"/><xs:element name="b" type="xs:date"/>'),
    'e-props-correct.4: "a" cannot substitute for "b": its type is not validly derived from that of "b".',
  ],
  [
    xsd(
      '<xs:element name="a"><xs:key name="k"><xs:selector xpath="[[a[1]]]"/><xs:field xpath="@b"/></xs:key></xs:element>',
    ).replace('[[a[1]]]', '[[a()]]'),
    'c-selector-xpath: "a()" is not a valid selector XPath: only child steps are allowed, optionally after ".//".',
  ],
  [
    xsd('<xs:include schemaLocation="[[none.xsd]]"/>'),
    'schema_reference.4: Schema document "none.xsd" not found; its definitions are missing.',
  ],
  [
    xsd('<xs:element name="a" type="[[xs:NOTATION]]"/>'),
    'enumeration-required-notation.use: xs:NOTATION cannot be used directly. Use a derived type that enumerates the notations.',
  ],
  [
    xsd(
      '<xs:attribute name="a"><[[xs:simpleType]]><xs:restriction base="xs:NOTATION"/></xs:simpleType></xs:attribute>',
    ),
    'enumeration-required-notation.use: xs:NOTATION cannot be used directly. Use a derived type that enumerates the notations.',
  ],
  [
    xsd(
      '<xs:complexType name="a"><xs:complexContent><[[xs:extension]] base="xs:anyType"><xs:choice/></xs:extension></xs:complexContent></xs:complexType>',
    ).replace('[[xs:extension]] base="xs:anyType"', 'xs:extension base="[[xs:anyType]]"'),
    'cos-ct-extends.1.4.3.2.2.1: An extension must be mixed if and only if its base type "anyType" is.',
  ],
  [
    xsd(`<xs:group name="none"><xs:sequence/></xs:group><xs:group name="all"><xs:all><xs:element name="x"/></xs:all></xs:group>
      <xs:complexType name="a"><xs:group ref="none"/></xs:complexType>
      <xs:complexType name="b"><xs:complexContent><xs:extension base="a"><[[xs:group]] ref="all"/></xs:extension></xs:complexContent></xs:complexType>`),
    'cos-all-limited.1.2: The "all" group of "b" must be the entire content of a type.',
  ],
  [
    '<[[html]]/>',
    's4s-elt-schema-ns: Expected the root element "schema" in namespace http://www.w3.org/2001/XMLSchema, found "html".',
  ],
];

/** Definitions with one unresolved reference: what only follows from it is not reported. */
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

describe('an undefined type', () => {
  for (const definitions of UNRESOLVED) {
    it(`is reported once:  ${definitions}`, () => {
      assert.deepEqual(load(xsd(definitions)).problems.map(formatted), [
        'src-resolve: The type "none" is not defined.',
      ]);
    });
  }
});

describe('problems in a schema document', () => {
  for (const [document, ...expected] of INVALID) {
    it(expected[0]!, () => {
      assert.deepEqual(schemaProblems(document), expected);
    });
  }

  it('leave the rest of the schema usable', () => {
    const { schema } = load(xsd('<xs:element name="a" type="none"/><xs:element name="b" type="xs:int"/>'));
    assert.deepEqual(problemsOf(schema, '<b>[[x]]</b>').length, 1);
  });
});

describe('several documents', () => {
  it('are one schema when they include each other, in cycles too', () => {
    const { schema, problems, documents } = load(
      xsd('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="b"/>'),
      {
        'b.xsd': xsd(
          '<xs:include schemaLocation="main.xsd"/><xs:simpleType name="b"><xs:restriction base="xs:int"/></xs:simpleType>',
        ),
      },
    );
    assert.deepEqual(problems.map(formatted), []);
    assert.deepEqual(documents, ['main.xsd', 'b.xsd']);
    assert.equal(problemsOf(schema, '<a>[[x]]</a>').length, 1);
  });

  it('without target namespace get that of the including document', () => {
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
    assert.deepEqual(problemsOf(schema, '<a xmlns="urn:t"><c/></a>'), []);
    assert.equal(problemsOf(schema, '<[[a]]/>').length, 1);
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
    assert.deepEqual(problemsOf(schema, '<a>1</a>'), []);
  });

  it('can redefine included components', () => {
    const { schema, problems } = load(
      xsd(`<xs:redefine schemaLocation="b.xsd"><xs:complexType name="t"><xs:complexContent><xs:extension base="t">
        <xs:attribute name="more"/></xs:extension></xs:complexContent></xs:complexType></xs:redefine>`),
      {
        'b.xsd': xsd(
          '<xs:element name="a" type="t"/><xs:complexType name="t"><xs:attribute name="one"/></xs:complexType>',
        ),
      },
    );
    assert.deepEqual(problems.map(formatted), []);
    assert.deepEqual(problemsOf(schema, '<a one="" more=""/>'), []);
  });

  it('can redefine a simple type only by restriction', () => {
    const simple = '<xs:simpleType name="a"><xs:restriction base="xs:int"/></xs:simpleType>';
    for (const derived of ['<[[xs:list]] itemType="a"/>', '<[[xs:union]] memberTypes="a"/>']) {
      const redefined = `<xs:redefine schemaLocation="o.xsd"><xs:simpleType name="a">${derived}</xs:simpleType></xs:redefine>`;
      assert.deepEqual(schemaProblems(xsd(redefined), { 'o.xsd': xsd(simple) }), [
        'src-redefine.5.1: The redefinition of type "a" must derive from "a" itself.',
      ]);
    }
  });

  it('without target namespace are imported without a namespace attribute', () => {
    const others = { 'o.xsd': xsd('<xs:element name="a"/>') };
    const importing = (attributes: string): string => xsd(`<xs:import ${attributes}/>`, 'targetNamespace="T"');
    assert.deepEqual(schemaProblems(importing('schemaLocation="o.xsd"'), others), []);
    assert.deepEqual(schemaProblems(importing('namespace="[[]]" schemaLocation="o.xsd"'), others), [
      'src-import.3.1.empty: "o.xsd" has no target namespace, which differs from an empty one. Remove the attribute "namespace".',
    ]);
  });

  it('can use the attributes of the XML namespace without a document for it', () => {
    const { schema, problems } = load(
      xsd(
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace"/><xs:element name="a"><xs:complexType><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>',
      ),
    );
    assert.deepEqual(problems, []);
    assert.equal(problemsOf(schema, '<a xml:lang="[[?]]"/>').length, 1);
  });
});

describe('two documents for one namespace', () => {
  const importing = (namespace: string, location: string, definitions = ''): string =>
    xsd(`<xs:import namespace="${namespace}" schemaLocation="${location}"/>${definitions}`, 'xmlns:c="urn:c"');
  const main = (definitions: string): string =>
    xsd(
      `<xs:import namespace="urn:c" schemaLocation="c1.xsd"/><xs:import namespace="urn:b" schemaLocation="b.xsd"/>${definitions}`,
      'xmlns:c="urn:c"',
    );
  const copy = (base: string, prefix = 'xs'): string =>
    `<${prefix}:schema xmlns:${prefix}="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:c"><${prefix}:simpleType
      name="T"><${prefix}:restriction base="${prefix}:${base}"/></${prefix}:simpleType></${prefix}:schema>`;
  const b = importing('urn:c', 'c2.xsd').replace('<xs:schema', '<xs:schema targetNamespace="urn:b"');

  it('can define the same, in whatever prefixes', () => {
    const others = { 'b.xsd': b, 'c1.xsd': copy('int'), 'c2.xsd': copy('int', 'x') };
    const { schema, problems } = load(main('<xs:element name="a" type="c:T"/>'), others);
    assert.deepEqual(problems.map(formatted), []);
    assert.equal(problemsOf(schema, '<a>[[x]]</a>').length, 1);
  });

  it('are reported at both places where they define a name differently', () => {
    const { problems } = load(main(''), { 'b.xsd': b, 'c1.xsd': copy('int'), 'c2.xsd': copy('date') });
    const message =
      'sch-props-correct.2.copy: Another document for namespace "urn:c" defines "T" differently; the first one applies. Import one document everywhere.';
    assert.deepEqual(
      problems.map((problem) => [problem.uri, formatted(problem)]),
      [
        ['c1.xsd', message],
        ['c2.xsd', message],
      ],
    );
  });

  it('cannot define the same where one is imported because of the other', () => {
    const definition = '<xs:element name="foo"/>';
    const { problems } = load(importing('urn:b', 'b.xsd', definition), {
      'b.xsd': xsd('<xs:import schemaLocation="again.xsd"/>', 'targetNamespace="urn:b"'),
      'again.xsd': xsd(definition),
    });
    assert.deepEqual(problems.map(formatted), [
      'sch-props-correct.2: Duplicate definition of "foo". Rename or remove one of the two.',
    ]);
  });

  it('can be that of the XML namespace and the built-in one, which adds what the other lacks', () => {
    const XML = 'http://www.w3.org/XML/1998/namespace';
    const uses = '<xs:attribute ref="xml:lang"/><xs:attribute ref="xml:space"/>';
    const { schema, problems } = load(
      xsd(`<xs:import namespace="${XML}"/><xs:import namespace="urn:b" schemaLocation="b.xsd"/>
        <xs:element name="a"><xs:complexType>${uses}</xs:complexType></xs:element>`),
      {
        'b.xsd': xsd(`<xs:import namespace="${XML}" schemaLocation="xml.xsd"/>`, 'targetNamespace="urn:b"'),
        'xml.xsd': xsd('<xs:attribute name="lang" type="xs:int"/>', `targetNamespace="${XML}"`),
      },
    );
    assert.deepEqual(problems.map(formatted), []);
    assert.equal(problemsOf(schema, '<a xml:lang="[[en]]" xml:space="[[x]]"/>').length, 2);
  });
});

describe('the schema for schemas', () => {
  const XSD = 'http://www.w3.org/2001/XMLSchema';
  // As XMLSchema.xsd defines the built-in types, and elements with them.
  const schemaForSchemas = xsd(
    `<xs:simpleType name="string"><xs:restriction base="xs:anySimpleType"><xs:whiteSpace value="preserve"/></xs:restriction></xs:simpleType>
     <xs:simpleType name="token"><xs:restriction base="xs:string"><xs:whiteSpace value="collapse"/></xs:restriction></xs:simpleType>
     <xs:complexType name="anyType" mixed="true"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
     <xs:simpleType name="formChoice"><xs:restriction base="xs:token"><xs:enumeration value="qualified"/></xs:restriction></xs:simpleType>
     <xs:element name="schema"><xs:complexType><xs:attribute name="elementFormDefault" type="xs:formChoice"/></xs:complexType></xs:element>`,
    `targetNamespace="${XSD}"`,
  );

  it('is a schema, whose built-in types are built in', () => {
    const { schema, problems } = load(schemaForSchemas);
    assert.deepEqual(problems.map(formatted), []);
    assert.deepEqual(problemsOf(schema, `<schema xmlns="${XSD}" elementFormDefault="[[yes]]"/>`), [
      'cvc-enumeration-valid: "yes" is not a valid formChoice. Use one of: qualified.',
    ]);
  });
});

describe('a schema without target namespace', () => {
  const { schema } = load(
    xsd(
      '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="b"/></xs:sequence></xs:complexType></xs:element><xs:simpleType name="b"><xs:restriction base="xs:int"/></xs:simpleType>',
      'elementFormDefault="qualified"',
    ),
  );

  it('applies to documents in another namespace', () => {
    const inNamespace = applied(schema, 'urn:x');
    assert.deepEqual(problemsOf(inNamespace, '<p:a xmlns:p="urn:x"><p:b>[[x]]</p:b></p:a>').length, 1);
    assert.equal(validate(parse('<a xmlns="urn:x"><b>1</b></a>'), inNamespace).length, 0);
  });

  it('is loaded once per namespace', () => {
    assert.equal(applied(schema, 'urn:x'), applied(schema, 'urn:x'));
    assert.equal(applied(schema, ''), schema);
  });
});

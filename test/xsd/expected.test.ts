import assert from 'node:assert/strict';
import { expectedAt, expectedAttributes } from '../../server/src/xsd';
import type { Schema } from '../../server/src/xsd';
import { elementAt, schemaInfoAt, schemaOf } from './support';

const schema = schemaOf(`
  <xs:element name="order">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="id" type="xs:token"/>
        <xs:element name="date" type="xs:date" minOccurs="0"/>
        <xs:element name="to" type="xs:string"/>
        <xs:choice><xs:element name="line" type="line" maxOccurs="3"/><xs:element name="none"/></xs:choice>
        <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
      </xs:sequence>
      <xs:attribute name="a" use="required"/><xs:attribute name="b"/>
    </xs:complexType>
  </xs:element>
  <xs:complexType name="line" mixed="true"><xs:sequence><xs:element name="item" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="longer"><xs:complexContent mixed="true"><xs:extension base="line"><xs:sequence><xs:element name="weight"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`);

/** What is expected at the `|` in the content of its element: required elements with `!`, a wildcard as `*`, `end` if it can end. */
function expectedIn(document: string, of: Schema = schema): string {
  const { element, offset } = elementAt(document);
  const { elements, canEnd } = expectedAt(element, offset, of);
  const names = elements.map(({ declaration, required }) => `${declaration?.name ?? '*'}${required ? '!' : ''}`);
  return [...names, ...(canEnd ? ['end'] : [])].join(' ');
}

describe('expectedAt', () => {
  const CASES: readonly (readonly [document: string, expected: string])[] = [
    ['<order>|</order>', 'id!'],
    ['<order>|<id/></order>', ''],
    ['<order><id/>|</order>', 'date to!'],
    ['<order><id/>|<to/></order>', 'date'],
    ['<order><id/>|<date/></order>', ''],
    ['<order><id/>|<line/></order>', 'date to!'],
    ['<order><id/><to/>|</order>', 'line none'],
    ['<order><id/><to/>|<line/></order>', 'line'],
    ['<order><id/><to/><line/>|<line/><line/></order>', 'end'],
    ['<order><id/><to/><line/>|</order>', 'line * end'],
    ['<order><id/><to/><none/><x xmlns="urn:x"/>|</order>', 'end'],
  ];
  for (const [document, expected] of CASES) {
    it(`${document}: ${expected}`, () => assert.equal(expectedIn(document), expected));
  }

  it('expects an element of a repeatable group although the rest of the group is missing', () => {
    const pairs = schemaOf(
      '<xs:element name="a"><xs:complexType><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="b"/><xs:element name="c"/></xs:sequence></xs:complexType></xs:element>',
    );
    assert.equal(expectedIn('<a>|</a>', pairs), 'b end');
    assert.equal(expectedIn('<a>|<b/><c/></a>', pairs), 'b end');
    assert.equal(expectedIn('<a><b/>|</a>', pairs), 'c!');
    assert.equal(expectedIn('<a><b/>|<b/><c/></a>', pairs), 'c!');
  });

  it('does not expect an element that makes one required before the next sibling', () => {
    const groups = schemaOf(
      '<xs:element name="a"><xs:complexType><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="b"/><xs:element name="c" minOccurs="0"/><xs:element name="d" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>',
    );
    assert.equal(expectedIn('<a><b/>|<d/></a>', groups), 'c b end');
    assert.equal(expectedIn('<a><b/><d/>|</a>', groups), 'b end');
  });

  it('repairs invalid preceding siblings', () => {
    assert.equal(expectedIn('<order><id/><what/>|</order>'), 'date to!');
    assert.equal(expectedIn('<order><to/>|</order>'), 'line none');
  });

  it('accepts an incomplete document while a tag is typed', () => {
    assert.equal(expectedIn('<order><id/><d|\n<to/></order>'.replace('<d|', '<d/>|')), 'date');
  });

  it('uses the type given by xsi:type', () => {
    const document =
      '<order><id/><to/><line xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="longer">|</line></order>';
    assert.equal(expectedIn(document), 'item weight!');
  });

  it('gives the global elements for the root', () => {
    const { elements } = expectedAt(null, 0, schema);
    assert.deepEqual(
      elements.map(({ declaration }) => declaration?.name),
      ['order'],
    );
  });

  it('gives the simple type of text content', () => {
    const { element, offset } = elementAt('<order><id>|</id></order>');
    const { text, elements } = expectedAt(element, offset, schema);
    assert.equal(text?.name, 'token');
    assert.deepEqual(elements, []);
  });

  it('gives elements and text for mixed content', () => {
    const { element, offset } = elementAt('<order><id/><to/><line>|</line></order>');
    assert.equal(expectedAt(element, offset, schema).mixed, true);
  });
});

describe('expectedAttributes', () => {
  it('gives the attributes in schema order, and which are present', () => {
    const attributes = expectedAttributes(elementAt('<order b="" |/>').element, schema);
    assert.deepEqual(
      attributes.map(({ use, present }) => [use.declaration.name, use.required, present]),
      [
        ['a', true, false],
        ['b', false, true],
      ],
    );
  });
});

describe('schemaInfo', () => {
  it('gives the declaration for a valid position', () => {
    const found = schemaInfoAt(schema, '<order><line>|</line></order>');
    assert.equal(found?.declaration?.name, 'line');
    assert.equal(found.type?.name, 'line');
    assert.equal(found.misplaced, false);
  });

  it('guesses the declaration of a misplaced element by its name', () => {
    const found = schemaInfoAt(schema, '<order><line><to>|</to></line></order>');
    assert.equal(found?.declaration?.name, 'to');
    assert.equal(found.misplaced, true);
  });

  it('gives null for an undeclared name', () => {
    assert.equal(schemaInfoAt(schema, '<order><what>|</what></order>'), null);
  });

  it('works in an ill-formed document', () => {
    assert.equal(schemaInfoAt(schema, '<order><id><line>|')?.declaration?.name, 'line');
  });
});

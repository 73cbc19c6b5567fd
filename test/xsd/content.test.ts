import assert from 'node:assert/strict';
import { mistakes, schemaOf } from './support';

const schema = schemaOf(`
  <xs:element name="order">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="id" type="xs:token"/>
        <xs:element name="date" type="xs:date" minOccurs="0"/>
        <xs:element name="to" type="xs:string"/>
        <xs:element name="line" type="line" maxOccurs="3"/>
        <xs:element name="note" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
  <xs:complexType name="line">
    <xs:sequence><xs:element name="item" type="xs:string"/><xs:element name="count" type="xs:positiveInteger"/></xs:sequence>
  </xs:complexType>`);
const LINE = '<line><item>nut</item><count>1</count></line>';

describe('content of an element', () => {
  it('is right when all is in its place', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><to>me</to>${LINE}<note/><note/></order>`), []);
  });

  it('lacks a child in front of the next one', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id>[[]]${LINE}</order>`), [
      'cvc-complex-type.2.4.b: "to" is missing in "order". It belongs here.',
    ]);
  });

  it('lacks a child at its end', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><to>me</to>\n[[]]</order>`), [
      'cvc-complex-type.2.4.b: "line" is missing in "order". It belongs here.',
    ]);
  });

  it('marks the tag where there is no content to mark', () => {
    assert.deepEqual(mistakes(schema, `<[[order]]/>`), [
      'cvc-complex-type.2.4.b: "id", "to", "line" is missing in "order". It belongs here.',
    ]);
  });

  it('takes two children the wrong way round for one mistake', () => {
    assert.deepEqual(mistakes(schema, `<order><to>me</to><[[id]]>1</id>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: "id" is in the wrong place: in "order" it belongs in front of "to".',
    ]);
  });

  it('finds the place of an optional child that comes too late', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><to>me</to><[[date]]>2026-01-01</date>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: "date" is in the wrong place: in "order" it belongs in front of "to".',
    ]);
  });

  it('has a child once too often', () => {
    const text = `<order><id>1</id><[[id]]>2</id><to>me</to>${LINE}${LINE}${LINE}<[[line]]><item/><count>1</count></line></order>`;
    assert.deepEqual(mistakes(schema, text), [
      'cvc-complex-type.2.4.f: "id" stands too often in "order": at most 1 can stand here.',
      'cvc-complex-type.2.4.f: "line" stands too often in "order": at most 3 can stand here.',
    ]);
  });

  it('names the nearest of what may stand where a name is unknown', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><[[dat]]>2026-01-01</dat><to>me</to>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: "dat" cannot stand here in "order". What can: date, to.',
    ]);
  });

  it('takes a misspelt child for what is missing in its place', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><[[too]]>me</too>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: "too" cannot stand here in "order". What can: to, date.',
    ]);
    assert.deepEqual(mistakes(schema, `<order><id>1</id><to>me</to><[[lin]]><item/><count>1</count></lin></order>`), [
      'cvc-complex-type.2.4.a: "lin" cannot stand here in "order". What can: line.',
    ]);
  });

  it('does not blame children for the start tag that is missing in front of them', () => {
    assert.deepEqual(
      mistakes(schema, '<order><id>1</id><to>me</to><item>nut</item><count>1</count></line></order>'),
      [],
    );
  });

  it('is checked below a misplaced element too', () => {
    const text = `<order><id>1</id><[[line]]><item/><count>[[0]]</count></line><to>me</to>${LINE}</order>`;
    assert.deepEqual(mistakes(schema, text), [
      'cvc-complex-type.2.4.a: "line" is in the wrong place: in "order" it belongs behind "line".',
      'cvc-minInclusive-valid: "0" is too small: xs:positiveInteger starts at 1.',
    ]);
  });

  it('holds no text, however many references it is made of', () => {
    assert.deepEqual(
      mistakes(
        schema,
        `<order><id>1</id> [[to &]]amp; me <to/>${LINE}</order>`.replace('[[to &]]amp;', '[[to]] &amp;'),
      ),
      ['cvc-complex-type.2.3: "order" holds elements only. Remove the text, or put it into an element.'],
    );
  });

  it('is told apart by namespaces, a wildcard at its end or not', () => {
    const open = schemaOf(`<xs:element name="list"><xs:complexType><xs:sequence>
      <xs:element name="item" type="xs:string" maxOccurs="unbounded"/>
      <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>`);
    const namespace = (name: string): string =>
      `"${name}" is in the namespace "urn:x"; what can stand here is in none. Remove the xmlns attribute or the prefix.`;
    assert.deepEqual(mistakes(open, '<list><item/><[[item]] xmlns="urn:x"/><item/><item/></list>'), [
      `cvc-complex-type.2.4.a: ${namespace('item')}`,
    ]);
    assert.deepEqual(mistakes(open, '<list><item/><x:own xmlns:x="urn:x"/></list>'), []);
    assert.deepEqual(mistakes(open, '<[[list]] xmlns="urn:x"><item xmlns=""/></list>'), [
      `cvc-elt.1: ${namespace('list')}`,
    ]);
  });

  it('may be empty, down to the last blank', () => {
    const empty = schemaOf('<xs:element name="e"><xs:complexType/></xs:element>');
    const [text, element] = [
      'cvc-complex-type.2.1: "e" must be empty. Remove the text.',
      'cvc-complex-type.2.1: "e" must be empty: "a" cannot stand in it.',
    ];
    assert.deepEqual(mistakes(empty, '<e><!-- nothing --></e>'), []);
    assert.deepEqual(mistakes(empty, '<e>[[ ]]<!-- blanks --> </e>'), [text]);
    assert.deepEqual(mistakes(empty, '<e> <[[a]]/> <!-- --> </e>'), [element]);
  });

  it('is there, for blanks at least, where a group says so that takes nothing', () => {
    const group = '<xs:group name="g"><xs:sequence/></xs:group>';
    const never = '<xs:sequence><xs:element name="b" minOccurs="0" maxOccurs="0"/></xs:sequence>';
    for (const content of ['<xs:group ref="g"/>', never]) {
      const schema = schemaOf(`${group}<xs:element name="a"><xs:complexType>${content}</xs:complexType></xs:element>`);
      assert.deepEqual(mistakes(schema, '<a> </a>'), []);
      assert.equal(mistakes(schema, '<a><[[b]]/></a>').length, 1);
    }
  });

  it('lacks nothing where the end tag is missing', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><to>me</to><line><item>nut</item></order>`), []);
  });

  it('goes by the end tag where the start tag is misspelt', () => {
    assert.deepEqual(mistakes(schema, `<order><id>1</id><two>me</to>${LINE}</order>`), []);
  });
});

describe('occurrence ranges', () => {
  it('count without limit to their size', () => {
    const many = schemaOf(
      `<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" minOccurs="3" maxOccurs="100000"/></xs:sequence></xs:complexType></xs:element>`,
    );
    assert.deepEqual(mistakes(many, `<a>${'<b/>'.repeat(100000)}</a>`), []);
    assert.equal(mistakes(many, `<a>${'<b/>'.repeat(100000)}<[[b]]/></a>`).length, 1);
    assert.equal(mistakes(many, `<a><b/><b/>[[]]</a>`).length, 1);
  });

  it('may nest so that rounds cannot be told apart', () => {
    const nested = schemaOf(
      `<xs:element name="a"><xs:complexType>
         <xs:choice maxOccurs="100000"><xs:sequence maxOccurs="100000"><xs:element name="b" maxOccurs="unbounded"/></xs:sequence><xs:element name="c"/></xs:choice>
       </xs:complexType></xs:element>`,
    );
    assert.deepEqual(mistakes(nested, `<a>${'<b/><b/><c/>'.repeat(1000)}</a>`), []);
  });
});

describe('all groups', () => {
  const all = schemaOf(
    `<xs:element name="a"><xs:complexType><xs:all><xs:element name="b"/><xs:element name="c" minOccurs="0"/></xs:all></xs:complexType></xs:element>`,
  );
  it('take their members in any order, each once', () => {
    assert.deepEqual(mistakes(all, '<a><c/><b/></a>'), []);
    assert.deepEqual(mistakes(all, '<a><b/><c/><[[b]]/></a>'), [
      'cvc-complex-type.2.4.f: "b" stands too often in "a": at most 1 can stand here.',
    ]);
    assert.deepEqual(mistakes(all, '<a><c/>[[]]</a>'), [
      'cvc-complex-type.2.4.b: "b" is missing in "a". It belongs here.',
    ]);
  });
});

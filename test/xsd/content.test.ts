import assert from 'node:assert/strict';
import { load, problemsOf, schemaOf, xsd } from './support';

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
  it('is valid with all children in order', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><to>me</to>${LINE}<note/><note/></order>`), []);
  });

  it('is reported before the next child when a child is missing', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id>[[]]${LINE}</order>`), [
      'cvc-complex-type.2.4.b: Missing "to" in "order".',
    ]);
  });

  it('is reported at its end when the last child is missing', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><to>me</to>\n[[]]</order>`), [
      'cvc-complex-type.2.4.b: Missing "line" in "order".',
    ]);
  });

  it('is reported at the tag of an empty element', () => {
    assert.deepEqual(problemsOf(schema, `<[[order]]/>`), [
      'cvc-complex-type.2.4.b: Missing "id", "to", "line" in "order".',
    ]);
  });

  it('has one problem when two children are swapped', () => {
    assert.deepEqual(problemsOf(schema, `<order><to>me</to><[[id]]>1</id>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: Element "id" is misplaced: in "order" it belongs before "to".',
    ]);
  });

  it('names the sibling that a late optional child belongs before', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><to>me</to><[[date]]>2026-01-01</date>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: Element "date" is misplaced: in "order" it belongs before "to".',
    ]);
  });

  it('is reported at the first child that exceeds maxOccurs', () => {
    const text = `<order><id>1</id><[[id]]>2</id><to>me</to>${LINE}${LINE}${LINE}<[[line]]><item/><count>1</count></line></order>`;
    assert.deepEqual(problemsOf(schema, text), [
      'cvc-complex-type.2.4.f: Too many elements "id" in "order": at most 1 allowed.',
      'cvc-complex-type.2.4.f: Too many elements "line" in "order": at most 3 allowed.',
    ]);
  });

  it('lists the nearest allowed names for an unknown name', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><[[dat]]>2026-01-01</dat><to>me</to>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: Element "dat" is not allowed here in "order". Expected: date, to.',
    ]);
  });

  it('has one problem when a required child is misspelt', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><[[too]]>me</too>${LINE}</order>`), [
      'cvc-complex-type.2.4.a: Element "too" is not allowed here in "order". Expected: to, date.',
    ]);
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><to>me</to><[[lin]]><item/><count>1</count></lin></order>`), [
      'cvc-complex-type.2.4.a: Element "lin" is not allowed here in "order". Expected: line.',
    ]);
  });

  it('reports no children whose parent lacks its start tag', () => {
    assert.deepEqual(
      problemsOf(schema, '<order><id>1</id><to>me</to><item>nut</item><count>1</count></line></order>'),
      [],
    );
  });

  it('is validated inside a misplaced element', () => {
    const text = `<order><id>1</id><[[line]]><item/><count>[[0]]</count></line><to>me</to>${LINE}</order>`;
    assert.deepEqual(problemsOf(schema, text), [
      'cvc-complex-type.2.4.a: Element "line" is misplaced: in "order" it belongs after "line".',
      'cvc-minInclusive-valid: "0" is too small: xs:positiveInteger requires at least 1.',
    ]);
  });

  it('reports text with references once', () => {
    assert.deepEqual(
      problemsOf(
        schema,
        `<order><id>1</id> [[to &]]amp; me <to/>${LINE}</order>`.replace('[[to &]]amp;', '[[to]] &amp;'),
      ),
      [
        'cvc-complex-type.2.3: Text is not allowed: "order" can contain only elements. Remove the text, or put it into an element.',
      ],
    );
  });

  it('distinguishes namespaces, with a wildcard at its end', () => {
    const open = schemaOf(`<xs:element name="list"><xs:complexType><xs:sequence>
      <xs:element name="item" type="xs:string" maxOccurs="unbounded"/>
      <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>`);
    const namespace = (name: string): string =>
      `Element "${name}" is in namespace "urn:x", expected no namespace. Remove the xmlns attribute or the prefix.`;
    assert.deepEqual(problemsOf(open, '<list><item/><[[item]] xmlns="urn:x"/><item/><item/></list>'), [
      `cvc-complex-type.2.4.a: ${namespace('item')}`,
    ]);
    assert.deepEqual(problemsOf(open, '<list><item/><x:own xmlns:x="urn:x"/></list>'), []);
    assert.deepEqual(problemsOf(open, '<[[list]] xmlns="urn:x"><item xmlns=""/></list>'), [
      `cvc-elt.1: ${namespace('list')}`,
    ]);
  });

  it('is no mistake where the schema refers to what it does not define', () => {
    const { schema: doubtful, problems } = load(
      xsd(`<xs:element name="e"><xs:complexType>
        <xs:sequence><xs:element name="a" type="xs:int"/><xs:element ref="b"/><xs:group ref="c"/><xs:element name="d"/></xs:sequence>
        <xs:attribute ref="f"/><xs:attributeGroup ref="g"/>
      </xs:complexType></xs:element>`),
    );
    assert.deepEqual(
      problems.map(({ code, args }) => `${code} ${args[0]}`),
      ['xsd/src-resolve b', 'xsd/src-resolve c', 'xsd/src-resolve f', 'xsd/src-resolve g'],
    );
    assert.deepEqual(problemsOf(doubtful, '<e f="1" h="2"><a>1</a><b x="1"><y/></b><z/><d/></e>'), []);
    assert.deepEqual(problemsOf(doubtful, '<e><a>[[x]]</a><b/><d/></e>'), [
      'cvc-datatype-valid.1.2.1: "x" is not a valid xs:int. Example: 12.',
    ]);
  });

  it('must be without whitespace for an empty type', () => {
    const empty = schemaOf('<xs:element name="e"><xs:complexType/></xs:element>');
    const [text, element] = [
      'cvc-complex-type.2.1: Element "e" must be empty. Remove the text.',
      'cvc-complex-type.2.1: Element "a" is not allowed: "e" must be empty.',
    ];
    assert.deepEqual(problemsOf(empty, '<e><!-- nothing --></e>'), []);
    assert.deepEqual(problemsOf(empty, '<e>[[ ]]<!-- blanks --> </e>'), [text]);
    assert.deepEqual(problemsOf(empty, '<e> <[[a]]/> <!-- --> </e>'), [element]);
  });

  it('allows whitespace for a group without elements', () => {
    const group = '<xs:group name="g"><xs:sequence/></xs:group>';
    const never = '<xs:sequence><xs:element name="b" minOccurs="0" maxOccurs="0"/></xs:sequence>';
    for (const content of ['<xs:group ref="g"/>', never]) {
      const schema = schemaOf(`${group}<xs:element name="a"><xs:complexType>${content}</xs:complexType></xs:element>`);
      assert.deepEqual(problemsOf(schema, '<a> </a>'), []);
      assert.equal(problemsOf(schema, '<a><[[b]]/></a>').length, 1);
    }
  });

  it('has no missing children when the end tag is missing', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><to>me</to><line><item>nut</item></order>`), []);
  });

  it('is matched by the end tag when the start tag is misspelt', () => {
    assert.deepEqual(problemsOf(schema, `<order><id>1</id><two>me</to>${LINE}</order>`), []);
  });
});

describe('occurrence ranges', () => {
  it('are exact for large limits', () => {
    const many = schemaOf(
      `<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" minOccurs="3" maxOccurs="100000"/></xs:sequence></xs:complexType></xs:element>`,
    );
    assert.deepEqual(problemsOf(many, `<a>${'<b/>'.repeat(100000)}</a>`), []);
    assert.equal(problemsOf(many, `<a>${'<b/>'.repeat(100000)}<[[b]]/></a>`).length, 1);
    assert.equal(problemsOf(many, `<a><b/><b/>[[]]</a>`).length, 1);
  });

  it('can be nested with indistinguishable iterations', () => {
    const nested = schemaOf(
      `<xs:element name="a"><xs:complexType>
         <xs:choice maxOccurs="100000"><xs:sequence maxOccurs="100000"><xs:element name="b" maxOccurs="unbounded"/></xs:sequence><xs:element name="c"/></xs:choice>
       </xs:complexType></xs:element>`,
    );
    assert.deepEqual(problemsOf(nested, `<a>${'<b/><b/><c/>'.repeat(1000)}</a>`), []);
  });
});

describe('all groups', () => {
  const all = schemaOf(
    `<xs:element name="a"><xs:complexType><xs:all><xs:element name="b"/><xs:element name="c" minOccurs="0"/></xs:all></xs:complexType></xs:element>`,
  );
  it('accept their members in any order, each once', () => {
    assert.deepEqual(problemsOf(all, '<a><c/><b/></a>'), []);
    assert.deepEqual(problemsOf(all, '<a><b/><c/><[[b]]/></a>'), [
      'cvc-complex-type.2.4.f: Too many elements "b" in "a": at most 1 allowed.',
    ]);
    assert.deepEqual(problemsOf(all, '<a><c/>[[]]</a>'), ['cvc-complex-type.2.4.b: Missing "b" in "a".']);
  });
});

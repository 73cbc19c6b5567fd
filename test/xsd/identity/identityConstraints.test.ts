import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import { validate } from '../../../server/src/xsd';
import { mistakes, schemaMistakes, schemaOf, xsd } from '../support';

/** A shop with products (key: maker and number), orders that refer to them, and codes that are unique where there are any. */
const shop = schemaOf(`
  <xs:element name="shop">
    <xs:complexType>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element name="product">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="number" type="xs:decimal" minOccurs="0" maxOccurs="2"/>
              <xs:element name="code" type="xs:token" minOccurs="0" nillable="true"/>
            </xs:sequence>
            <xs:attribute name="maker" type="xs:token" default="us"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="order">
          <xs:complexType>
            <xs:attribute name="maker" type="xs:token"/>
            <xs:attribute name="number" type="xs:integer"/>
          </xs:complexType>
        </xs:element>
      </xs:choice>
    </xs:complexType>
    <xs:key name="products">
      <xs:selector xpath="product"/><xs:field xpath="@maker"/><xs:field xpath="number"/>
    </xs:key>
    <xs:keyref name="orders" refer="products">
      <xs:selector xpath=".//order"/><xs:field xpath="@maker"/><xs:field xpath="@number"/>
    </xs:keyref>
    <xs:unique name="codes"><xs:selector xpath="product/code"/><xs:field xpath="."/></xs:unique>
  </xs:element>`);

const product = (maker: string, number: string, rest = ''): string =>
  `<product maker="${maker}"><number>${number}</number>${rest}</product>`;

describe('a key', () => {
  it('is satisfied by different values', () => {
    assert.deepEqual(mistakes(shop, `<shop>${product('a', '1')}${product('a', '2')}${product('b', '1')}</shop>`), []);
  });

  it('compares values, defaults included, not their spelling', () => {
    const second = '<[[product]]><number>01.0</number></product>';
    assert.deepEqual(mistakes(shop, `<shop>${product('us', '1')}${second}</shop>`), [
      'cvc-identity-constraint.4.2.2: "us, 01.0" stands here again: the key "products" wants each value once in "shop". Change one of them.',
    ]);
  });

  it('tells where the value stands first', () => {
    const text = `<shop>${product('a', '1')}${product('a', '1')}</shop>`;
    const [problem] = validate(parse(text), shop);
    const [first] = problem!.related!;
    assert.equal(text.slice(first!.start, first!.end), 'product');
    assert.ok(first!.end < problem!.start);
  });

  it('needs each of its fields', () => {
    assert.deepEqual(mistakes(shop, '<shop><[[product]] maker="a"/></shop>'), [
      'cvc-identity-constraint.4.2.1: "product" lacks the value of "number" that the key "products" needs. Add it.',
    ]);
  });

  it('needs each of its fields once', () => {
    const text = '<shop><[[product]]><number>1</number><number>2</number></product></shop>';
    assert.deepEqual(mistakes(shop, text), [
      'cvc-identity-constraint.3: "number" finds in "product" several values or something that is no value: "products" needs exactly one.',
    ]);
  });

  it('does not repeat that a value is wrong', () => {
    assert.deepEqual(mistakes(shop, `<shop>${product('a', '[[x]]')}${product('a', '[[x]]')}</shop>`).length, 2);
  });

  it('takes no part of it from an element that may be nil', () => {
    const schema = schemaOf(`
      <xs:element name="a">
        <xs:complexType><xs:sequence>
          <xs:element name="b" type="xs:int" nillable="true" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType>
        <xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="."/></xs:key>
      </xs:element>`);
    assert.deepEqual(mistakes(schema, '<a><[[b]]>1</b></a>'), [
      'cvc-identity-constraint.4.2.3: "." of "b" may be nil, so that it cannot be part of the key "k".',
    ]);
  });
});

describe('a unique', () => {
  const coded = (number: string, code: string): string => product('a', number, `<code>${code}</code>`);

  it('marks the second of two values', () => {
    assert.deepEqual(mistakes(shop, `<shop>${coded('1', 'x')}${coded('2', 'y')}${coded('3', ' [[x]] ')}</shop>`), [
      'cvc-identity-constraint.4.1: "x" stands here again: "codes" wants each value once in "shop". Change one of them.',
    ]);
  });

  it('leaves out what has no value', () => {
    const nil = '<code xsi:nil="true"/>';
    const text = `<shop xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${product('a', '1', nil)}${product('a', '2', nil)}</shop>`;
    assert.deepEqual(mistakes(shop, text), []);
  });
});

describe('a keyref', () => {
  it('finds the key wherever it stands', () => {
    assert.deepEqual(mistakes(shop, `<shop><order maker="a" number="1"/>${product('a', '1.0')}</shop>`), []);
  });

  it('names the nearest keys where there is none', () => {
    const text = `<shop>${product('b', '7')}${product('a', '12')}<order maker="a" number="1"/></shop>`;
    const [problem] = validate(parse(text), shop);
    assert.equal(problem!.code, 'xsd/cvc-identity-constraint.4.3');
    assert.deepEqual(problem!.args, ['a, 1', 'orders', 'products']);
    assert.deepEqual(problem!.data?.expected, ['a, 12', 'b, 7']);
  });

  it('with a field left out refers to nothing', () => {
    assert.deepEqual(mistakes(shop, '<shop><order maker="a"/></shop>'), []);
  });

  it('sees the keys of elements inside, unless two of them have the same', () => {
    const schema = schemaOf(`
      <xs:element name="all">
        <xs:complexType><xs:sequence>
          <xs:element name="part" maxOccurs="unbounded">
            <xs:complexType><xs:sequence>
              <xs:element name="id" type="xs:token" maxOccurs="unbounded"/>
            </xs:sequence></xs:complexType>
            <xs:key name="ids"><xs:selector xpath="id"/><xs:field xpath="."/></xs:key>
          </xs:element>
          <xs:element name="ref" type="xs:token" minOccurs="0" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType>
        <xs:keyref name="refs" refer="ids"><xs:selector xpath="ref"/><xs:field xpath="."/></xs:keyref>
      </xs:element>`);
    const parts = '<part><id>a</id><id>b</id></part><part><id>b</id><id>c</id></part>';
    assert.deepEqual(mistakes(schema, `<all>${parts}<ref>a</ref><ref>[[b]]</ref><ref>c</ref></all>`), [
      'cvc-identity-constraint.4.3: "b" refers to nothing: no "ids" has this value. Correct it or add what it refers to.',
    ]);
  });
});

describe('a constraint on elements deep inside', () => {
  it('counts within each of them', () => {
    const schema = schemaOf(`
      <xs:element name="list" type="list"/>
      <xs:complexType name="list"><xs:sequence>
        <xs:element name="item" minOccurs="0" maxOccurs="unbounded">
          <xs:complexType><xs:sequence>
            <xs:element name="tag" type="xs:token" minOccurs="0" maxOccurs="unbounded"/>
            <xs:element name="list" type="list" minOccurs="0"/>
          </xs:sequence></xs:complexType>
          <xs:unique name="tags"><xs:selector xpath=".//tag"/><xs:field xpath="."/></xs:unique>
        </xs:element>
      </xs:sequence></xs:complexType>`);
    const inner = '<list><item><tag>a</tag></item><item><tag>b</tag></item></list>';
    assert.deepEqual(mistakes(schema, `<list><item><tag>b</tag>${inner.replace('b</', '[[b]]</')}</item></list>`), [
      'cvc-identity-constraint.4.1: "b" stands here again: "tags" wants each value once in "item". Change one of them.',
    ]);
    assert.deepEqual(mistakes(schema, `<list><item>${inner}</item><item>${inner}</item></list>`), []);
  });
});

describe('the expression of a selector or field', () => {
  it('is wrong where it leaves the subset of XPath', () => {
    const definitions = (selector: string, field: string): string =>
      xsd(`<xs:element name="a"><xs:complexType/>
        <xs:key name="k"><xs:selector xpath="${selector}"/><xs:field xpath="${field}"/></xs:key></xs:element>`);
    assert.deepEqual(schemaMistakes(definitions('.//b|c', '@d')), []);
    assert.equal(schemaMistakes(definitions('[[//b]]', '@d'))[0]?.split(':')[0], 'c-selector-xpath');
    assert.equal(schemaMistakes(definitions('b', '[[text()]]'))[0]?.split(':')[0], 'c-fields-xpaths');
  });
});

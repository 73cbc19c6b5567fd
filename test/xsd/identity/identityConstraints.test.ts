import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { validate } from '../../../server/src/xsd';
import { problemsOf, schemaProblems, schemaOf, xsd } from '../support';

/** A shop with products (key: maker and number), orders that refer to them, and unique optional codes. */
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
    assert.deepEqual(problemsOf(shop, `<shop>${product('a', '1')}${product('a', '2')}${product('b', '1')}</shop>`), []);
  });

  it('compares values, including defaults, not their lexical forms', () => {
    const second = '<[[product]]><number>01.0</number></product>';
    assert.deepEqual(problemsOf(shop, `<shop>${product('us', '1')}${second}</shop>`), [
      'cvc-identity-constraint.4.2.2: Duplicate value "us, 01.0": key "products" must be unique in "shop". Change one of them.',
    ]);
  });

  it('reports the first occurrence of a duplicate value', () => {
    const text = `<shop>${product('a', '1')}${product('a', '1')}</shop>`;
    const [problem] = validate(parse(text), shop);
    const [first] = problem!.related!;
    assert.equal(text.slice(first!.start, first!.end), 'product');
    assert.ok(first!.end < problem!.start);
  });

  it('requires each of its fields', () => {
    assert.deepEqual(problemsOf(shop, '<shop><[[product]] maker="a"/></shop>'), [
      'cvc-identity-constraint.4.2.1: Missing value of "number" in "product": key "products" requires it.',
    ]);
  });

  it('requires each of its fields exactly once', () => {
    const text = '<shop><[[product]]><number>1</number><number>2</number></product></shop>';
    assert.deepEqual(problemsOf(shop, text), [
      'cvc-identity-constraint.3: Field "number" of "products" must select exactly one simple value in "product".',
    ]);
  });

  it('does not report an invalid value again', () => {
    assert.deepEqual(problemsOf(shop, `<shop>${product('a', '[[x]]')}${product('a', '[[x]]')}</shop>`).length, 2);
  });

  it('does not allow a nillable element as a field', () => {
    const schema = schemaOf(`
      <xs:element name="a">
        <xs:complexType><xs:sequence>
          <xs:element name="b" type="xs:int" nillable="true" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType>
        <xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="."/></xs:key>
      </xs:element>`);
    assert.deepEqual(problemsOf(schema, '<a><[[b]]>1</b></a>'), [
      'cvc-identity-constraint.4.2.3: "." of "b" is nillable and cannot be part of key "k".',
    ]);
  });
});

describe('a unique', () => {
  const coded = (number: string, code: string): string => product('a', number, `<code>${code}</code>`);

  it('reports the second of two equal values', () => {
    assert.deepEqual(problemsOf(shop, `<shop>${coded('1', 'x')}${coded('2', 'y')}${coded('3', ' [[x]] ')}</shop>`), [
      'cvc-identity-constraint.4.1: Duplicate value "x": "codes" must be unique in "shop". Change one of them.',
    ]);
  });

  it('ignores elements without a value', () => {
    const nil = '<code xsi:nil="true"/>';
    const text = `<shop xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${product('a', '1', nil)}${product('a', '2', nil)}</shop>`;
    assert.deepEqual(problemsOf(shop, text), []);
  });
});

describe('a keyref', () => {
  it('finds the key anywhere in its scope', () => {
    assert.deepEqual(problemsOf(shop, `<shop><order maker="a" number="1"/>${product('a', '1.0')}</shop>`), []);
  });

  it('lists the nearest keys for an unresolved reference', () => {
    const text = `<shop>${product('b', '7')}${product('a', '12')}<order maker="a" number="1"/></shop>`;
    const [problem] = validate(parse(text), shop);
    assert.equal(problem!.code, 'xsd/cvc-identity-constraint.4.3');
    assert.deepEqual(problem!.args, ['a, 1', 'orders', 'products']);
    assert.deepEqual(problem!.data?.expected, ['a, 12', 'b, 7']);
  });

  it('without one of its fields refers to nothing', () => {
    assert.deepEqual(problemsOf(shop, '<shop><order maker="a"/></shop>'), []);
  });

  it('includes keys of descendants unless they are ambiguous', () => {
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
    assert.deepEqual(problemsOf(schema, `<all>${parts}<ref>a</ref><ref>[[b]]</ref><ref>c</ref></all>`), [
      'cvc-identity-constraint.4.3: Reference "b" has no target: no "ids" has this value. Correct it, or add the target.',
    ]);
  });
});

describe('a constraint declared by descendants', () => {
  it('applies within each of them', () => {
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
    assert.deepEqual(problemsOf(schema, `<list><item><tag>b</tag>${inner.replace('b</', '[[b]]</')}</item></list>`), [
      'cvc-identity-constraint.4.1: Duplicate value "b": "tags" must be unique in "item". Change one of them.',
    ]);
    assert.deepEqual(problemsOf(schema, `<list><item>${inner}</item><item>${inner}</item></list>`), []);
  });
});

describe('identity constraints of a particle', () => {
  const UNIQUE = '<xs:unique name="values"><xs:selector xpath="p"/><xs:field xpath="."/></xs:unique>';
  const TYPE =
    '<xs:complexType name="T"><xs:sequence><xs:element name="p" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType>';
  const twice = '<a><p>1</p><p>1</p></a>';
  const message =
    'cvc-identity-constraint.4.1: Duplicate value "1": "values" must be unique in "a". Change one of them.';

  it('apply to the elements that the particle takes, not to others of the same name', () => {
    const schema = schemaOf(`${TYPE}<xs:element name="r"><xs:complexType><xs:sequence>
      <xs:element name="a" type="T"/><xs:element name="d"/><xs:element name="a" type="T">${UNIQUE}</xs:element>
    </xs:sequence></xs:complexType></xs:element>`);
    assert.deepEqual(problemsOf(schema, `<r>${twice}<d/><a><p>1</p><p>[[1]]</p></a></r>`), [message]);
    assert.deepEqual(problemsOf(schema, `<r>${twice}<d/><a><p>1</p></a></r>`), []);
  });

  it('do not apply to elements that a wildcard takes', () => {
    const schema = schemaOf(`${TYPE}<xs:element name="r"><xs:complexType><xs:sequence>
      <xs:element name="a" type="T" minOccurs="0">${UNIQUE}</xs:element><xs:element name="d"/>
      <xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
    </xs:sequence></xs:complexType></xs:element>`);
    assert.deepEqual(problemsOf(schema, `<r><d/>${twice}</r>`), []);
    assert.deepEqual(problemsOf(schema, `<r><a><p>1</p><p>[[1]]</p></a><d/>${twice}</r>`), [message]);
  });

  it('do not select what a wildcard takes without assessing it', () => {
    const schema = schemaOf(`<xs:element name="r"><xs:complexType><xs:sequence>
      <xs:element name="a" minOccurs="0"><xs:complexType><xs:attribute name="k"/></xs:complexType></xs:element>
      <xs:element name="d"/><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
    </xs:sequence></xs:complexType><xs:key name="K"><xs:selector xpath="a"/><xs:field xpath="@k"/></xs:key></xs:element>`);
    assert.deepEqual(problemsOf(schema, '<r><d/><a k="x"/><a k="x"/><a/></r>'), []);
  });

  it('are those of the right particle after an edit among many children', () => {
    const schema = schemaOf(`${TYPE}<xs:element name="r"><xs:complexType><xs:sequence>
      <xs:element name="a" type="T" minOccurs="0" maxOccurs="unbounded"/><xs:element name="d"/>
      <xs:element name="a" type="T" minOccurs="0" maxOccurs="unbounded">${UNIQUE}</xs:element>
    </xs:sequence></xs:complexType></xs:element>`);
    const text = `<r>${twice.repeat(300)}<d/>${twice.repeat(300)}</r>`;
    const tree = parse(text);
    assert.equal(validate(tree, schema).length, 300);
    const at = text.indexOf('<d/>');
    const moved = reparse(reparse(tree, { start: at, end: at + 4, text: '' }), { start: 3, end: 3, text: '<d/>' });
    assert.equal(validate(moved, schema).length, 600);
  });
});

describe('the expression of a selector or field', () => {
  it('is reported outside of the XPath subset', () => {
    const definitions = (selector: string, field: string): string =>
      xsd(`<xs:element name="a"><xs:complexType/>
        <xs:key name="k"><xs:selector xpath="${selector}"/><xs:field xpath="${field}"/></xs:key></xs:element>`);
    assert.deepEqual(schemaProblems(definitions('.//b|c', '@d')), []);
    assert.equal(schemaProblems(definitions('[[//b]]', '@d'))[0]?.split(':')[0], 'c-selector-xpath');
    assert.equal(schemaProblems(definitions('b', '[[text()]]'))[0]?.split(':')[0], 'c-fields-xpaths');
  });
});

import assert from 'node:assert/strict';
import { load, problemsOf, schemaOf, xsd } from './support';

const COUNT = 2_000;
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');
const codes = (definitions: string): string[] => [...new Set(load(xsd(definitions)).problems.map(({ code }) => code))];
const r = (content: string): string => `<xs:element name="r"><xs:complexType>${content}</xs:complexType></xs:element>`;

/** Each refers to the next twice: 2 to the power of 40 when expanded. */
const doubled = (element: string, last: string, wrap: (content: string) => string): string =>
  times(
    40,
    (index) =>
      `<xs:${element} name="g${index}">${wrap(`<xs:${element} ref="g${index + 1}"/>`.repeat(2))}</xs:${element}>`,
  ) + `<xs:${element} name="g40">${wrap(last)}</xs:${element}>`;

describe('a hostile schema: it is valid, and read', () => {
  it('2,000 types that extend each other', () => {
    const types = times(
      COUNT,
      (index) => `<xs:complexType name="t${index}"><xs:complexContent><xs:extension base="t${index + 1}"><xs:sequence>
        <xs:element name="a${index}" minOccurs="0"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`,
    );
    const schema = schemaOf(`${types}<xs:complexType name="t${COUNT}"/><xs:element name="r" type="t0"/>`);
    assert.deepEqual(problemsOf(schema, '<r><a1999/><a0/></r>'), []);
    assert.equal(problemsOf(schema, '<r><a0/><[[a1999]]/></r>').length, 1);
  });

  it('attribute groups doubled 40 times: the same use is one use', () => {
    const groups = doubled('attributeGroup', '<xs:attribute name="a" type="xs:int"/>', (content) => content);
    const schema = schemaOf(groups + r('<xs:attributeGroup ref="g0"/>'));
    assert.deepEqual(problemsOf(schema, '<r a="1"/>'), []);
    assert.equal(problemsOf(schema, '<r a="[[x]]"/>').length, 1);
  });

  for (const [name, pair] of [
    ['the same member twice', (next: number) => [`u${next}`, `u${next}`]],
    ['two members with the same members', (next: number) => [`u${next}`, `v${next}`]],
  ] as const) {
    it(`unions doubled 40 times: ${name}`, () => {
      const union = (letter: string) => (index: number) =>
        `<xs:simpleType name="${letter}${index}"><xs:union memberTypes="${pair(index + 1).join(' ')}"/></xs:simpleType>`;
      const last = (letter: string): string =>
        `<xs:simpleType name="${letter}40"><xs:restriction base="xs:int"/></xs:simpleType>`;
      const types = times(40, union('u')) + times(40, union('v')) + last('u') + last('v');
      const schema = schemaOf(`${types}<xs:element name="r" type="u0"/>`);
      assert.deepEqual(problemsOf(schema, '<r>1</r>'), []);
      assert.equal(problemsOf(schema, `<r>[[${'x'.repeat(500)}]]</r>`).length, 1);
    });
  }

  it('nested repetitions of the same element', () => {
    const inner =
      '<xs:sequence minOccurs="0" maxOccurs="5000"><xs:element name="a" minOccurs="3" maxOccurs="5000"/><xs:element name="b" minOccurs="0"/></xs:sequence>';
    const schema = schemaOf(r(`<xs:sequence minOccurs="0" maxOccurs="5000">${inner}</xs:sequence>`));
    assert.deepEqual(problemsOf(schema, `<r>${'<a/>'.repeat(1_000)}</r>`), []);
    assert.equal(problemsOf(schema, '<r><a/><a/>[[]]<b/></r>').length, 1);
  });

  it('a substitution group of 3,000 links', () => {
    const elements = times(2_999, (index) => `<xs:element name="e${index + 1}" substitutionGroup="e${index}"/>`);
    const schema = schemaOf(
      `<xs:element name="e0"/>${elements}${r('<xs:sequence><xs:element ref="e0"/></xs:sequence>')}`,
    );
    assert.deepEqual(problemsOf(schema, '<r><e2999/></r>'), []);
  });

  it('2,000 documents that include each other, the last one the first', () => {
    const others = Object.fromEntries(
      Array.from({ length: COUNT }, (_, index) => [
        `${index}.xsd`,
        xsd(`<xs:include schemaLocation="${index + 1}.xsd"/>`),
      ]),
    );
    const loaded = load(xsd('<xs:include schemaLocation="0.xsd"/><xs:element name="r"/>'), {
      ...others,
      [`${COUNT}.xsd`]: xsd('<xs:include schemaLocation="main.xsd"/>'),
    });
    assert.deepEqual(loaded.problems, []);
    assert.equal(loaded.documents.length, COUNT + 2);
  });

  it('200 values that are none of 100,000', () => {
    const values = times(100_000, (index) => `<xs:enumeration value="value${index}"/>`);
    const schema = schemaOf(
      r(`<xs:sequence><xs:element name="a" maxOccurs="unbounded"><xs:simpleType><xs:restriction base="xs:string">${values}
        </xs:restriction></xs:simpleType></xs:element></xs:sequence>`),
    );
    const found = problemsOf(schema, `<r>${times(200, (index) => `<a>[[value${index}x]]</a>`)}</r>`);
    assert.equal(found.length, 200);
    assert.match(found[7]!, /Use one of: value7,/);
  });
});

describe('a hostile schema: it meets a limit', () => {
  const longChain = (count: number, link: (index: number) => string): string => times(count, link);

  it('groups doubled 40 times', () => {
    const groups = doubled('group', '<xs:element name="a"/>', (content) => `<xs:sequence>${content}</xs:sequence>`);
    assert.deepEqual(codes(groups + r('<xs:group ref="g0"/>')), ['xsd/limit.particles']);
  });

  it('5,000 groups in each other', () => {
    const groups = longChain(
      5_000,
      (index) => `<xs:group name="g${index}"><xs:sequence><xs:group ref="g${index + 1}"/></xs:sequence></xs:group>`,
    );
    assert.deepEqual(codes(`${groups}<xs:group name="g5000"><xs:sequence/></xs:group>${r('<xs:group ref="g0"/>')}`), [
      'xsd/limit.groups',
    ]);
  });

  it('5,000 groups in a cycle', () => {
    const groups = longChain(
      5_000,
      (index) =>
        `<xs:group name="g${index}"><xs:sequence><xs:group ref="g${(index + 1) % 5_000}"/></xs:sequence></xs:group>`,
    );
    assert.ok(codes(groups).includes('xsd/mg-props-correct.2'));
  });

  it('5,000 simple types that restrict each other', () => {
    const types = longChain(
      5_000,
      (index) => `<xs:simpleType name="s${index}"><xs:restriction base="s${index + 1}"/></xs:simpleType>`,
    );
    assert.deepEqual(codes(`${types}<xs:simpleType name="s5000"><xs:restriction base="xs:string"/></xs:simpleType>`), [
      'xsd/limit.simpleTypes',
    ]);
  });

  it('20,000 levels of sequences', () => {
    const open = '<xs:sequence>'.repeat(20_000);
    assert.ok(codes(r(`${open}<xs:element name="a"/>${open.replaceAll('<', '</')}`)).includes('xml/nesting-limit'));
  });

  it('a pattern of 20,000 parentheses', () => {
    const pattern = `${'('.repeat(4_000)}a${')'.repeat(4_000)}`;
    const type = `<xs:simpleType name="s"><xs:restriction base="xs:string"><xs:pattern value="${pattern}"/></xs:restriction></xs:simpleType>`;
    assert.deepEqual(codes(type), ['xsd/limit.pattern']);
  });

  it('more problems than anybody reads', () => {
    const { problems } = load(xsd('<xs:elem/>'.repeat(3_000)));
    assert.equal(problems.length, 1_001);
    assert.equal(problems.filter(({ code }) => code === 'xsd/limit.problems').length, 1);
  });
});

describe('names that every object has', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    it(`${name} as the name of an attribute and an element of a schema`, () => {
      assert.deepEqual(codes(`<xs:element name="r" ${name}="x"/>`), ['xsd/s4s-att-not-allowed']);
      assert.deepEqual(codes(`<xs:${name} name="r"/>`), ['xsd/s4s-elt-must-match.1']);
      const schema = schemaOf(`<xs:element name="${name}" type="xs:int"/>`);
      assert.equal(problemsOf(schema, `<${name}>[[x]]</${name}>`).length, 1);
    });
  }
});

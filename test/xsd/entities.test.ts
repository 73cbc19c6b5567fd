import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { load, mistakes, schemaMistakes, schemaOf, xsd } from './support';

const SCHEMA = schemaOf(`
  <xs:element name="r">
    <xs:complexType><xs:sequence>
      <xs:element name="a" type="xs:int" maxOccurs="unbounded"/>
      <xs:element name="b" type="B" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType>
    <xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="@n"/></xs:key>
    <xs:keyref name="ref" refer="k"><xs:selector xpath="b"/><xs:field xpath="@to"/></xs:keyref>
  </xs:element>
  <xs:complexType name="B"><xs:sequence><xs:element name="a" type="xs:int" minOccurs="0"/></xs:sequence>
    <xs:attribute name="n" type="xs:int"/><xs:attribute name="to" type="xs:int"/><xs:attribute name="id" type="xs:ID"/></xs:complexType>`);

const declared = (entities: Readonly<Record<string, string>>, root: string): string =>
  `<!DOCTYPE r [${Object.entries(entities)
    .map(([name, text]) => `<!ENTITY ${name} '${text}'>`)
    .join('')}]>${root}`;

/** The problems of a root element behind those declarations: what each is, and the text that it is said of. */
function problemsIn(entities: Readonly<Record<string, string>>, root: string): string[] {
  const text = declared(entities, root);
  const problems = validate(parse(text), SCHEMA);
  return problems.map(({ code, args, start, end }) => `${code} ${args[0]} at "${text.slice(start, end)}"`);
}

describe('elements that an entity brings in', () => {
  it('count as those that stand in the document', () => {
    assert.deepEqual(problemsIn({ e: '<a>1</a>' }, '<r>&e;</r>'), []);
    assert.deepEqual(problemsIn({ e: '<b n="1"/>' }, '<r><a>1</a>&e;<b n="2" to="1"/></r>'), []);
  });

  it('are wrong where the reference stands, each mistake once', () => {
    assert.deepEqual(problemsIn({ e: '<a>x</a><a>x</a><a>y</a>' }, '<r><a>1</a>&e;</r>'), [
      'xsd/cvc-datatype-valid.1.2.1 x at "&e;"',
      'xsd/cvc-datatype-valid.1.2.1 y at "&e;"',
    ]);
  });

  it('are wrong at each reference', () => {
    assert.equal(mistakes(SCHEMA, declared({ e: '<a>x</a>' }, '<r>[[&e;]]<a>1</a>[[&e;]]</r>')).length, 2);
  });

  it('leave the places of other mistakes as they are', () => {
    const root = '<r>[[&e;]]<a>[[z]]</a>&f;<b n="1"><a>[[y]]</a></b></r>';
    assert.equal(mistakes(SCHEMA, declared({ e: '<a>x</a>', f: '<a>1</a><a>2</a>' }, root)).length, 3);
  });

  it('say nothing about fixes: they cannot be mended where the reference stands', () => {
    const [problem] = validate(parse(declared({ e: '<A>1</A>' }, '<r>&e;</r>')), SCHEMA);
    assert.equal(problem?.data, undefined);
  });

  it('may lack others in front of them, and be misplaced', () => {
    assert.deepEqual(mistakes(SCHEMA, declared({ e: '<b n="1"/>' }, '<r>[[]]&e;</r>')), [
      'cvc-complex-type.2.4.b: "a" is missing in "r". It belongs here.',
    ]);
    assert.deepEqual(problemsIn({ e: '<c/>' }, '<r><a>1</a>&e;</r>'), ['xsd/cvc-complex-type.2.4.a c at "&e;"']);
  });

  it('may hold others, and stand in others', () => {
    const entities = { e: '<a>x</a>', f: '&e;<b n="1">&g;</b>', g: '<a>&t;</a>', t: 'y' };
    assert.deepEqual(problemsIn(entities, '<r>&f;</r>'), [
      'xsd/cvc-datatype-valid.1.2.1 x at "&f;"',
      'xsd/cvc-datatype-valid.1.2.1 y at "&f;"',
    ]);
  });

  it('have keys, references and IDs', () => {
    const entities = { e: '<b n="1" to="7"/>', f: '<b n="1" id="i"/>' };
    assert.deepEqual(problemsIn(entities, '<r><a>1</a>&e;&f;<b n="2" id="i"/></r>'), [
      'xsd/cvc-identity-constraint.4.3 7 at "&e;"',
      'xsd/cvc-identity-constraint.4.2.2 1 at "&f;"',
      'xsd/cvc-id.2 i at "i"',
    ]);
  });

  it('are none where the text is not well-formed, refers to itself or is nested too deep', () => {
    const deep = '<c>'.repeat(65) + '</c>'.repeat(65);
    assert.deepEqual(problemsIn({ e: '<a>x', f: '<c/>&f;', g: deep }, '<r><a>1</a>&e;&f;&g;</r>'), []);
  });

  it('are none beyond what a document may expand to', () => {
    const entities = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`e${i}`, i === 0 ? '<c/>' : `&e${i - 1};&e${i - 1};`]),
    );
    assert.deepEqual(problemsIn(entities, '<r><a>1</a>&e29;</r>'), []);
  });

  it('may stand at the deepest place of a document', () => {
    const any = schemaOf('<xs:element name="r"/><xs:element name="a" type="xs:int"/>');
    const nested = (content: string, depth: number): string => '<r>'.repeat(depth) + content + '</r>'.repeat(depth);
    const text = declared({ e: nested('<a>x</a>', 63) }, nested('&e;', 512));
    assert.equal(validate(parse(text), any).length, 1);
  });

  it('are judged after an edit as in a new document', () => {
    const entities = { e: '<a>x</a>', f: '<b n="1"/>', g: '<b n="1" to="9"><a>y</a></b>', t: '1', h: '&e;&f;' };
    const rows = Array.from({ length: 60 }, (_, i) => (i % 9 === 0 ? '&g;' : `<b n="${i}" to="1"><a>&t;</a></b>`));
    const document = declared(entities, `<r>&e;<a>1</a>\n${rows.join('\n')}</r>`);
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(8),
      text: fc.constantFrom('', '&e;', '&f;', '&h;', '<a>', '</a>', '7', '&', ';', '<b n="3"/>', 'x'),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let tree = parse(document);
        validate(tree, SCHEMA);
        for (const { at, length, text } of edits) {
          const start = Math.floor(at * tree.length);
          tree = reparse(tree, { start, end: Math.min(tree.length, start + length), text });
          assert.deepEqual(validate(tree, SCHEMA), validate(parse(tree.text()), SCHEMA));
        }
      }),
      { numRuns: 60, seed: 20261125 },
    );
  });
});

describe('a reference between elements', () => {
  it('may stand for blanks, or for nothing that is known', () => {
    assert.deepEqual(problemsIn({ s: ' &#10; ', n: '' }, '<r>&#32;&s;<a>1</a>&n;&unknown;</r>'), []);
  });

  it('stands for text that is too much', () => {
    assert.deepEqual(problemsIn({ t: 'text' }, '<r><a>1</a>&t;</r>'), ['xsd/cvc-complex-type.2.3 r at "&t;"']);
  });
});

describe('a schema document', () => {
  const doctype = (text: string): string => `<!DOCTYPE xs:schema [<!ENTITY e '${text}'>]>`;

  it('may get definitions from an entity', () => {
    const definitions = '<xs:element name="r" type="t"/>&e;';
    const { schema, problems } = load(
      doctype('<xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>') + xsd(definitions),
    );
    assert.deepEqual(problems, []);
    assert.equal(validate(parse('<r>x</r>'), schema).length, 1);
  });

  it('has mistakes of an entity where it refers to it', () => {
    assert.deepEqual(
      schemaMistakes(
        doctype('<xs:element name="a" type="none"/>') + xsd('[[&e;]]<xs:element name="b" type="[[nil]]"/>'),
      ),
      [
        'src-resolve: "none" is not defined: there is no such type.',
        'src-resolve: "nil" is not defined: there is no such type.',
      ],
    );
  });
});

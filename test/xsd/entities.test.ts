import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { reparse } from '../../server/src/xml/reparse';
import { load, problemsOf, schemaProblems, schemaOf, xsd } from './support';
import { assertProperty } from '../support/seeds';

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

/** The problems of a root element after those declarations: code, first argument, and the reported text. */
function problemsIn(entities: Readonly<Record<string, string>>, root: string): string[] {
  const text = declared(entities, root);
  const problems = validate(parse(text), SCHEMA);
  return problems.map(({ code, args, start, end }) => `${code} ${args[0]} at "${text.slice(start, end)}"`);
}

describe('elements from an entity', () => {
  it('are validated like those in the document', () => {
    assert.deepEqual(problemsIn({ e: '<a>1</a>' }, '<r>&e;</r>'), []);
    assert.deepEqual(problemsIn({ e: '<b n="1"/>' }, '<r><a>1</a>&e;<b n="2" to="1"/></r>'), []);
  });

  it('are reported at the reference, each problem once', () => {
    assert.deepEqual(problemsIn({ e: '<a>x</a><a>x</a><a>y</a>' }, '<r><a>1</a>&e;</r>'), [
      'xsd/cvc-datatype-valid.1.2.1 x at "&e;"',
      'xsd/cvc-datatype-valid.1.2.1 y at "&e;"',
    ]);
  });

  it('are reported at each reference', () => {
    assert.equal(problemsOf(SCHEMA, declared({ e: '<a>x</a>' }, '<r>[[&e;]]<a>1</a>[[&e;]]</r>')).length, 2);
  });

  it('do not shift the ranges of other problems', () => {
    const root = '<r>[[&e;]]<a>[[z]]</a>&f;<b n="1"><a>[[y]]</a></b></r>';
    assert.equal(problemsOf(SCHEMA, declared({ e: '<a>x</a>', f: '<a>1</a><a>2</a>' }, root)).length, 3);
  });

  it('have no data for fixes: the reference cannot be fixed', () => {
    const [problem] = validate(parse(declared({ e: '<A>1</A>' }, '<r>&e;</r>')), SCHEMA);
    assert.equal(problem?.data, undefined);
  });

  it('are reported as misplaced, or as preceded by a missing element', () => {
    assert.deepEqual(problemsOf(SCHEMA, declared({ e: '<b n="1"/>' }, '<r>[[]]&e;</r>')), [
      'cvc-complex-type.2.4.b: Missing "a" in "r".',
    ]);
    assert.deepEqual(problemsIn({ e: '<c/>' }, '<r><a>1</a>&e;</r>'), ['xsd/cvc-complex-type.2.4.a c at "&e;"']);
  });

  it('can contain other entities and be nested in them', () => {
    const entities = { e: '<a>x</a>', f: '&e;<b n="1">&g;</b>', g: '<a>&t;</a>', t: 'y' };
    assert.deepEqual(problemsIn(entities, '<r>&f;</r>'), [
      'xsd/cvc-datatype-valid.1.2.1 x at "&f;"',
      'xsd/cvc-datatype-valid.1.2.1 y at "&f;"',
    ]);
  });

  it('take part in keys, key references and IDs', () => {
    const entities = { e: '<b n="1" to="7"/>', f: '<b n="1" id="i"/>' };
    assert.deepEqual(problemsIn(entities, '<r><a>1</a>&e;&f;<b n="2" id="i"/></r>'), [
      'xsd/cvc-identity-constraint.4.3 7 at "&e;"',
      'xsd/cvc-identity-constraint.4.2.2 1 at "&f;"',
      'xsd/cvc-id.2 i at "i"',
    ]);
  });

  it('are ignored when the entity is ill-formed, recursive or too deeply nested', () => {
    const deep = '<c>'.repeat(65) + '</c>'.repeat(65);
    assert.deepEqual(problemsIn({ e: '<a>x', f: '<c/>&f;', g: deep }, '<r><a>1</a>&e;&f;&g;</r>'), []);
  });

  it('are ignored beyond the limit of expansion', () => {
    const entities = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`e${i}`, i === 0 ? '<c/>' : `&e${i - 1};&e${i - 1};`]),
    );
    assert.deepEqual(problemsIn(entities, '<r><a>1</a>&e29;</r>'), []);
  });

  it('are validated at the maximum depth of a document', () => {
    const any = schemaOf('<xs:element name="r"/><xs:element name="a" type="xs:int"/>');
    const nested = (content: string, depth: number): string => '<r>'.repeat(depth) + content + '</r>'.repeat(depth);
    const text = declared({ e: nested('<a>x</a>', 63) }, nested('&e;', 512));
    assert.equal(validate(parse(text), any).length, 1);
  });

  it('have the same problems after edits as in a new document', () => {
    const entities = { e: '<a>x</a>', f: '<b n="1"/>', g: '<b n="1" to="9"><a>y</a></b>', t: '1', h: '&e;&f;' };
    const rows = Array.from({ length: 60 }, (_, i) => (i % 9 === 0 ? '&g;' : `<b n="${i}" to="1"><a>&t;</a></b>`));
    const document = declared(entities, `<r>&e;<a>1</a>\n${rows.join('\n')}</r>`);
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(8),
      text: fc.constantFrom('', '&e;', '&f;', '&h;', '<a>', '</a>', '7', '&', ';', '<b n="3"/>', 'x'),
    });
    assertProperty(
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
  it('can be whitespace, empty or undeclared', () => {
    assert.deepEqual(problemsIn({ s: ' &#10; ', n: '' }, '<r>&#32;&s;<a>1</a>&n;&unknown;</r>'), []);
  });

  it('is reported as text that is not allowed', () => {
    assert.deepEqual(problemsIn({ t: 'text' }, '<r><a>1</a>&t;</r>'), ['xsd/cvc-complex-type.2.3 r at "&t;"']);
  });
});

describe('a schema document', () => {
  const doctype = (text: string): string => `<!DOCTYPE xs:schema [<!ENTITY e '${text}'>]>`;

  it('can contain definitions from an entity', () => {
    const definitions = '<xs:element name="r" type="t"/>&e;';
    const { schema, problems } = load(
      doctype('<xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>') + xsd(definitions),
    );
    assert.deepEqual(problems, []);
    assert.equal(validate(parse('<r>x</r>'), schema).length, 1);
  });

  it('reports problems of an entity at the reference', () => {
    assert.deepEqual(
      schemaProblems(
        doctype('<xs:element name="a" type="none"/>') + xsd('[[&e;]]<xs:element name="b" type="[[nil]]"/>'),
      ),
      ['src-resolve: The type "none" is not defined.', 'src-resolve: The type "nil" is not defined.'],
    );
  });
});

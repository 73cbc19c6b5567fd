import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import type { XmlTree } from '../../../server/src/xml/tree';
import { validate } from '../../../server/src/xsd';
import { schemaOf, formatted } from '../support';
import { assertProperty } from '../../support/seeds';

const newSchema = (): ReturnType<typeof schemaOf> =>
  schemaOf(`
  <xs:element name="r">
    <xs:complexType><xs:choice maxOccurs="unbounded">
      <xs:element name="group" type="group"/>
      <xs:element name="ref" type="xs:token"/>
    </xs:choice></xs:complexType>
    <xs:keyref name="refs" refer="ids"><xs:selector xpath=".//ref"/><xs:field xpath="."/></xs:keyref>
    <xs:unique name="names"><xs:selector xpath=".//id"/><xs:field xpath="@name"/></xs:unique>
  </xs:element>
  <xs:complexType name="group"><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="id" type="id"/>
    <xs:element name="ref" type="xs:token"/>
    <xs:element name="sub" type="group">
      <xs:key name="ids"><xs:selector xpath="id"/><xs:field xpath="."/></xs:key>
    </xs:element>
  </xs:choice></xs:complexType>
  <xs:complexType name="id">
    <xs:simpleContent><xs:extension base="xs:token"><xs:attribute name="name" type="xs:token"/></xs:extension></xs:simpleContent>
  </xs:complexType>`);

/** Long enough for nested list nodes. */
function documentOf(groups: number): string {
  const ids = Array.from({ length: 90 }, (_, index) => `<id name="n${index}">k${index}</id><ref>k${index}</ref>`).join(
    '',
  );
  const group = (index: number): string => `<group><sub><id>g${index}</id></sub><ref>g${index}</ref></group>`;
  return `<r><group><sub>${ids}</sub></group>${Array.from({ length: groups }, (_, index) => group(index)).join('\n')}</r>`;
}

const PIECES = [
  'k1',
  'g2',
  '',
  '<id>k3</id>',
  '<ref>g4</ref>',
  '</sub>',
  '<sub>',
  '<group><sub><id>x</id></sub></group>',
  'name="n1"',
  '9',
  '<',
];

const problems = (tree: XmlTree, schema: ReturnType<typeof newSchema>): string[] =>
  validate(tree, schema).map(
    (problem) =>
      `${problem.start}-${problem.end} ${formatted(problem)} ${JSON.stringify([problem.data, problem.related])}`,
  );

describe('incremental validation of identity constraints', () => {
  it('agrees with a fresh validation after random edits', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(8),
      text: fc.constantFrom(...PIECES),
    });
    assertProperty(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.array(edit, { minLength: 1, maxLength: 6 }), (groups, edits) => {
        const schema = newSchema();
        let tree = parse(documentOf(groups));
        validate(tree, schema);
        for (const { at, length, text } of edits) {
          const start = Math.floor(at * tree.length);
          tree = reparse(tree, { start, end: Math.min(tree.length, start + length), text });
          assert.deepEqual(problems(tree, schema), problems(parse(tree.text()), newSchema()));
        }
      }),
      { numRuns: 40, seed: 2026 },
    );
  });
});

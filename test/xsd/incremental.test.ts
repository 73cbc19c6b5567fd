import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectedAt, loadSchema, validate, type Schema } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { rootElement, placedChildren, isPlacedElement, contentStart, type Placed } from '../../server/src/xml/locate';
import { reparse } from '../../server/src/xml/reparse';
import type { ElementNode } from '../../server/src/xml/nodes';
import type { XmlTree } from '../../server/src/xml/tree';
import { schemaOf } from './support';
import { assertProperty } from '../support/seeds';

const VPC_XSD = readFileSync(join(__dirname, '..', '..', 'schemas', 'vpc.xsd'), 'utf8');

/** A schema whose verdicts depend on more than the element itself: IDs, keys, types by xsi:type, wildcards. */
const STRICT = schemaOf(`
  <xs:element name="a">
    <xs:complexType><xs:sequence>
      <xs:element name="id" type="xs:ID" minOccurs="0"/>
      <xs:element name="b" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="c" type="xs:int" minOccurs="0" maxOccurs="40"/>
        <xs:element name="d" type="xs:IDREF" minOccurs="0"/>
        <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
      </xs:sequence><xs:attribute name="k" type="xs:decimal"/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType>
    <xs:key name="k"><xs:selector xpath="b"/><xs:field xpath="@k"/></xs:key>
  </xs:element>`);
const STRICT_DOCUMENT = `<a><id>x</id>${Array.from({ length: 100 }, (_, i) => `\n <b k="${i}"><c>${i}</c>${i % 7 === 0 ? '<d>x</d>' : ''}</b>`).join('')}\n</a>`;

const VPC_DOCUMENT = `<PatchData>
  <PublishedDate>2026-03-01T00:00:00Z</PublishedDate>
  <Supplier>ACME</Supplier>
  <PatchVendor>
    <ID>M</ID>${Array.from(
      { length: 40 },
      (_, i) => `
    <Patch>
      <ID>KB${i}</ID>
      <Title languageID="en">Update ${i}</Title>
      <ReleasedDate>2026-02-10T00:00:00Z</ReleasedDate>
      <VendorProduct><ID>P</ID><Status>Approved</Status></VendorProduct>
    </Patch>`,
    ).join('')}
  </PatchVendor>
</PatchData>`;

/** Texts that edits insert: tags, values, parts of both. */
const PIECES = [
  '',
  ' ',
  'x',
  '7',
  '<',
  '>',
  '"',
  '<b k="1">',
  '</b>',
  '<c>1</c>',
  '<d>x</d>',
  '<Patch>',
  '</Patch>',
  '<ID>1</ID>',
  '<Status/>',
  '&amp;',
  '<!-- -->',
  'text',
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), piece: fc.constantFrom(...PIECES) }),
  { minLength: 1, maxLength: 6 },
);

function edited(tree: XmlTree, { at, length, piece }: Edit): XmlTree {
  const start = Math.floor(at * tree.length);
  return reparse(tree, { start, end: Math.min(start + length, tree.length), text: piece });
}

describe('incremental validation', () => {
  const { schema: vpc } = loadSchema([{ uri: 'vpc.xsd', text: VPC_XSD }], () => null);
  const samples: readonly (readonly [string, Schema, string])[] = [
    ['the VPC schema', vpc, VPC_DOCUMENT],
    ['a schema with keys, IDs and wildcards', STRICT, STRICT_DOCUMENT],
  ];
  for (const [name, schema, document] of samples) {
    it(`agrees with a fresh validation after random edits: ${name}`, () => {
      assert.deepEqual(validate(parse(document), schema), []);
      assertProperty(
        fc.property(edits, (series) => {
          let tree = parse(document);
          validate(tree, schema);
          for (const edit of series) {
            tree = edited(tree, edit);
            assert.deepEqual(validate(tree, schema), validate(parse(tree.text()), schema));
          }
        }),
        { numRuns: 60, seed: 20260301 },
      );
    });
  }
});

describe('an expected element', () => {
  const { schema } = loadSchema([{ uri: 'vpc.xsd', text: VPC_XSD }], () => null);

  it('causes no problem around it when inserted', () => {
    const text = VPC_DOCUMENT.replace(/(<Patch>[^]*?<\/Patch>\s*){38}/, '');
    let inserted = 0;
    for (const { parent, offset } of placesIn(parse(text))) {
      for (const { declaration } of expectedAt(parent, offset, schema).elements) {
        if (declaration === null) continue;
        inserted++;
        const tag = `<${declaration.name}/>`;
        const problems = validate(parse(text.slice(0, offset) + tag + text.slice(offset)), schema);
        const around = problems.filter(({ start }) => start <= offset || start >= offset + tag.length);
        assert.deepEqual(around, [], `${declaration.name} at ${offset}`);
      }
    }
    assert.equal(inserted, 63);
  });
});

/** Every position between two children of an element. */
function* placesIn(tree: XmlTree): Generator<{ parent: Placed<ElementNode>; offset: number }> {
  const queue = [rootElement(tree)!];
  for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
    yield { parent, offset: contentStart(parent) };
    for (const child of placedChildren(parent)) {
      if (!isPlacedElement(child)) continue;
      yield { parent, offset: child.offset + child.node.width };
      queue.push(child);
    }
  }
}

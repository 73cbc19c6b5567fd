import assert from 'node:assert/strict';
import { schemaDeclaration, schemaType, type SchemaTarget } from '../../server/src/language/schemaPlaces';
import { withCursor } from '../support/cursor';
import { documentUnder } from '../support/documents';

const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="plant"><xs:complexType><xs:sequence><xs:element ref="part" maxOccurs="9"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="part" type="Part"/>
<xs:complexType name="Part"><xs:attribute name="kind" type="Kind"/><xs:attribute name="size" type="xs:int"/></xs:complexType>
<xs:complexType name="Valve"><xs:complexContent><xs:extension base="Part"/></xs:complexContent></xs:complexType>
<xs:simpleType name="Kind"><xs:restriction base="xs:token"><xs:enumeration value="new"/></xs:restriction></xs:simpleType>
</xs:schema>`;
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** The line of the schema and the text there; `null` for none. */
function placeAt(marked: string, find: typeof schemaDeclaration): string | null {
  const { text, offset } = withCursor(marked);
  return shown(find(documentUnder(SCHEMA, text), offset));
}

function shown(target: SchemaTarget | null): string | null {
  if (target === null) return null;
  const { start, end } = target.range;
  return `${start.line + 1}: ${SCHEMA.split('\n')[start.line]!.slice(start.character, end.character)}`;
}

describe('places in the schema', () => {
  const CASES: readonly (readonly [marked: string, declaration: string | null, type: string | null])[] = [
    ['<pl|ant/>', '2: plant', '2: xs:complexType'],
    ['<plant><pa|rt/></plant>', '3: part', '4: Part'],
    ['<plant><part></pa|rt></plant>', '3: part', '4: Part'],
    ['<plant><part ki|nd="new"/></plant>', '4: kind', '6: Kind'],
    ['<plant><part kind="n|ew"/></plant>', '6: new', '6: Kind'],
    ['<plant><part si|ze="1"/></plant>', '4: size', null],
    ['<plant><part size="1|"/></plant>', null, null],
    [`<plant><part ${XSI} xsi:type="Val|ve"/></plant>`, '5: Valve', '5: Valve'],
    ['<plant><part>| </part></plant>', null, null],
    ['<oth|er/>', null, null],
  ];
  for (const [marked, declaration, type] of CASES) {
    it(marked, () => {
      assert.equal(placeAt(marked, schemaDeclaration), declaration);
      assert.equal(placeAt(marked, schemaType), type);
    });
  }

  it('has the range of the name in the document', () => {
    const target = schemaDeclaration(documentUnder(SCHEMA, '<plant/>'), 2)!;
    assert.deepEqual([target.start, target.end, target.uri], [1, 6, 'file:///test.xsd']);
  });

  it('finds nothing without a schema', () => {
    assert.equal(schemaDeclaration(documentUnder(null, '<plant/>'), 2), null);
  });
});

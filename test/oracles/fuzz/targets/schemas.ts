import fc from 'fast-check';
import { applied, loadSchema, validate } from '../../../../server/src/xsd';
import { rootName } from '../../../../server/src/workspace/recognition';
import { completion } from '../../../../server/src/language/completion/completion';
import { diagnostics } from '../../../../server/src/language/diagnostics';
import { parse } from '../../../../server/src/xml/parser';
import { english } from '../../../../server/src/xml/problem';
import { TEST_CLOCK } from '../../../support/clock';
import { BOTH } from '../../../support/vocabularies';
import { target } from '../target';
import { mutatedText } from '../texts';

/** Pieces of schema documents, with values that are rarely right. */
const PIECES = [
  ...['minOccurs="0"', 'maxOccurs="unbounded"', 'maxOccurs="99999999999999999999"', 'minOccurs="5" maxOccurs="2"'],
  ...['<xs:sequence>', '</xs:sequence>', '<xs:choice>', '<xs:all>', '<xs:any/>', '<xs:any processContents="lax"/>'],
  ...['<xs:element ref="a"/>', '<xs:element name="a" type="a"/>', 'type="xs:string"', 'type="xs:NOTATION"', 'base="a"'],
  ...['<xs:extension base="a"/>', '<xs:restriction base="xs:decimal">', '<xs:enumeration value="1"/>', 'mixed="true"'],
  ...[
    '<xs:pattern value="(a+)+b"/>',
    '<xs:pattern value="["/>',
    '<xs:length value="-1"/>',
    '<xs:totalDigits value="0"/>',
  ],
  ...[
    '<xs:key name="k"><xs:selector xpath=".//*"/><xs:field xpath="@a"/></xs:key>',
    'substitutionGroup="a"',
    'abstract="true"',
  ],
  ...[
    '<xs:group ref="a"/>',
    '<xs:attributeGroup ref="a"/>',
    '<xs:union memberTypes="a b"/>',
    '<xs:list itemType="a"/>',
  ],
  ...[
    '<xs:include schemaLocation="%"/>',
    '<xs:import namespace=""/>',
    '<xs:redefine schemaLocation="x"/>',
    'nillable="true"',
  ],
  ...[
    'name="constructor"',
    'name="__proto__"',
    'fixed="x"',
    'default="1"',
    'use="prohibited"',
    'block="#all"',
    '<',
    '>',
    '"',
  ],
];

/** Any schema is read, with its problems, and a document is checked against it. */
export const schemaTarget = target({
  name: 'schemas',
  inputs: fc.nat(BOTH.length - 1).chain((vocabulary) =>
    fc.record({
      vocabulary: fc.constant(vocabulary),
      schema: mutatedText(BOTH[vocabulary]!.schemaText, PIECES),
      at: fc.nat(BOTH[vocabulary]!.sampleText.length),
    }),
  ),
  run({ vocabulary, schema: text, at }) {
    const test = BOTH[vocabulary]!;
    const { schema: loaded } = loadSchema([{ uri: 'file:///a/s.xsd', text }], () => null);
    const tree = parse(test.sampleText);
    const schema = applied(loaded, rootName(tree)?.namespace ?? '');
    validate(tree, schema);
    const document = { tree, schema, vocabulary: test.vocabulary, fileName: null };
    diagnostics(document);
    completion(document, at, { snippets: true, clock: TEST_CLOCK }, english);
  },
  testRuns: 200,
});

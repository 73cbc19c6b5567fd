/** Schema values with `&`: fixes escape them once, in each kind of place. */
import assert from 'node:assert/strict';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { fixesOf } from '../../../server/src/language/fixes/fixes';
import { runToCompletion } from '../../../server/src/xml/task';
import { documentUnder } from '../../support/documents';
import { onlyProblem, resultOf } from '../../support/fixes';

const LISTED =
  '<xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="A &amp; B"/><xs:enumeration value="C"/></xs:restriction></xs:simpleType>';

/** A schema for the element `a`. @param content of its declaration */
function schema(content: string, attributes = ''): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"${attributes}>${content}</xs:element></xs:schema>`;
}

const FIXED_ATTRIBUTE = '<xs:attribute name="b" use="required" fixed="A &amp; B"/>';
const MIXED =
  '<xs:complexType mixed="true"><xs:sequence><xs:any minOccurs="0" processContents="skip"/></xs:sequence></xs:complexType>';

const CASES: readonly (readonly [place: string, schema: string, wrong: string, right: string])[] = [
  ['an enumerated text', schema(LISTED), '<a>A + B</a>', '<a>A &amp; B</a>'],
  [
    'an enumerated attribute',
    schema(`<xs:complexType><xs:attribute name="b">${LISTED}</xs:attribute></xs:complexType>`),
    '<a b="A + B"/>',
    '<a b="A &amp; B"/>',
  ],
  ['a fixed text', schema('', ' type="xs:string" fixed="A &amp; B"'), '<a>A</a>', '<a>A &amp; B</a>'],
  ['fixed content', schema(MIXED, ' fixed="A &amp; B"'), '<a><c/></a>', '<a>A &amp; B</a>'],
  ['a fixed attribute', schema(`<xs:complexType>${FIXED_ATTRIBUTE}</xs:complexType>`), '<a/>', '<a b="A &amp; B"/>'],
  [
    'a namespace',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:A&amp;B"><xs:element name="a"/></xs:schema>',
    '<a/>',
    '<a xmlns="urn:A&amp;B"/>',
  ],
];

describe('escaping of values in fixes', () => {
  for (const [place, schemaText, wrong, right] of CASES) {
    it(`escapes once: ${place}`, () => {
      const document = documentUnder(schemaText, wrong);
      const results = runToCompletion(fixesOf(onlyProblem(document), document)).map((fix) => resultOf(fix, wrong));
      assert.ok(results.includes(right), results.join(' '));
      assert.ok(results.every((text) => !text.includes('amp;amp;')));
      assert.deepEqual(diagnostics(documentUnder(schemaText, right)), []);
    });
  }
});

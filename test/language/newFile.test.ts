import assert from 'node:assert/strict';
import { newFile, type NewFileOptions } from '../../server/src/language/newFile/newFile';
import { parse } from '../../server/src/xml/parser';
import { applied } from '../../server/src/xsd';
import { rootName } from '../../server/src/workspace/recognition';
import { documentIn, problemsIn, schemaOf } from '../support/documents';
import { BOTH, FIRST, SECOND, type TestVocabulary } from '../support/vocabularies';

const PRODUCTS = [
  { id: 'Batch & Co', version: '8.2', platform: 'Windows Server 2022' },
  { id: 'Historian', version: '', platform: '' },
];

function made(vocabulary: TestVocabulary, options: Partial<NewFileOptions> = {}) {
  return newFile({
    supplier: 'Example Controls',
    date: '2026-03-10',
    products: PRODUCTS,
    vocabulary: vocabulary.vocabulary,
    schema: schemaOf(vocabulary.schemaText).schema,
    snippets: true,
    ...options,
  });
}

/** Fills in the placeholders of a snippet, in their order. */
function typed(snippet: string, values: readonly string[]): string {
  return snippet
    .replace(/\$\{(\d+)\|([^|,]*)[^|]*\|\}|\$(\d+)/g, (_, choice, first, stop) =>
      choice === undefined ? (values[Number(stop) - 1] ?? '') : String(first),
    )
    .replace(/\\([\\$}])/g, '$1')
    .replaceAll('\t', '  ');
}

describe('a new file', () => {
  it('follows the order of the schema and has placeholders', () => {
    assert.equal(
      made(FIRST).text,
      `<?xml version="1.0" encoding="UTF-8"?>
<PatchData>
	<ID>Example-Controls-2026-03</ID>
	<Version>1</Version>
	<PublishedDate>2026-03-10T00:00:00Z</PublishedDate>
	<Supplier>Example Controls</Supplier>
	<PatchVendor>
		<ID>$1</ID>
		<Patch>
			<ID>$2</ID>
			<Title>$3</Title>
			<ReleasedDate>$4</ReleasedDate>
			<VendorProduct>
				<ID>Batch &amp; Co</ID>
				<Version>8.2</Version>
				<Platform>Windows Server 2022</Platform>
				<Status>Available</Status>
			</VendorProduct>
			<VendorProduct>
				<ID>Historian</ID>
				<Status>Available</Status>
			</VendorProduct>
		</Patch>
	</PatchVendor>
</PatchData>
`,
    );
  });

  it('is named by the file name convention', () => {
    assert.equal(made(FIRST).fileName, 'Example-Controls_VPC_2026-03-10.xml');
    assert.equal(made(SECOND).fileName, '20260310.Example-Controls.kompat.xml');
  });

  for (const vocabulary of BOTH) {
    const filled: Record<string, readonly string[]> = {
      [FIRST.title]: ['Microsoft', 'KB5000001', 'Update', '2026-03-10T08:00:00Z'],
      [SECOND.title]: ['Microsoft', '2026-03-10T08:00:00Z', 'KB5000001', 'Update'],
    };
    it(`is valid once the placeholders are filled in: ${vocabulary.title}`, () => {
      const { text, fileName } = made(vocabulary);
      const document = documentIn(vocabulary, typed(text, filled[vocabulary.title]!), fileName);
      assert.deepEqual(problemsIn(document), []);
    });

    it(`lacks only values if there is no product: ${vocabulary.title}`, () => {
      const { text } = made(vocabulary, { products: [], snippets: false });
      const lacking = problemsIn(documentIn(vocabulary, text)).filter(
        (problem) => !/cvc-(datatype-valid|minLength-valid|complex-type\.2\.2|pattern-valid)/.test(problem),
      );
      assert.deepEqual(
        lacking.filter((problem) => problem.startsWith('xsd/')),
        [],
      );
    });

    it(`follows the element tables if there is no schema: ${vocabulary.title}`, () => {
      const { text } = made(vocabulary, { schema: null });
      const document = documentIn(vocabulary, typed(text, filled[vocabulary.title]!));
      assert.deepEqual(problemsIn(document), []);
    });
  }

  it('has everything that a custom schema requires', () => {
    const schemaText = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:own" elementFormDefault="qualified">
      <xs:element name="PatchData"><xs:complexType><xs:sequence>
        <xs:element name="Contact"><xs:complexType><xs:sequence><xs:element name="Mail" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
        <xs:choice><xs:element name="PublishedDate" type="xs:date"/><xs:element name="Draft" type="xs:boolean"/></xs:choice>
        <xs:element name="Supplier"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
          <xs:attribute name="country" use="required" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
        <xs:element name="Version" type="xs:decimal" minOccurs="0"/>
      </xs:sequence><xs:attribute name="edition" use="required" type="xs:int"/></xs:complexType></xs:element></xs:schema>`;
    const { schema } = schemaOf(schemaText);
    const { text } = made(FIRST, { schema });
    assert.equal(
      text,
      `<?xml version="1.0" encoding="UTF-8"?>
<PatchData xmlns="urn:own" edition="$1">
	<Contact>
		<Mail>$2</Mail>
	</Contact>
	<PublishedDate>2026-03-10</PublishedDate>
	<Supplier country="$3">Example Controls</Supplier>
	<Version>1</Version>
</PatchData>
`,
    );
    const tree = parse(typed(text, ['1', 'a@example.com', 'de']));
    const document = { tree, schema: applied(schema, rootName(tree)!.namespace), vocabulary: null, fileName: null };
    assert.deepEqual(problemsIn(document), []);
  });
});

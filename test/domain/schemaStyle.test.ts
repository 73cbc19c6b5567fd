import assert from 'node:assert/strict';
import { applied, loadSchema, validate } from '../../server/src/xsd';
import { parse } from '../../server/src/xml/parser';
import { importDocuments } from '../../server/src/exchange/importDocuments';
import { vocabularyStyle, writePublication, schemaStyle } from '../../server/src/domain/publicationText';
import { NO_TABLES } from '../../server/src/domain/tables';
import { Vocabulary } from '../../server/src/domain/vocabulary';
import { releaseDocument, vulnerability } from '../support/cvrf';
import { BOTH, FIRST } from '../support/vocabularies';

const schemaOf = (text: string) => loadSchema([{ uri: 'test.xsd', text }], () => null).schema;

for (const { title, vocabulary, schemaText, profile, namespace } of BOTH) {
  const schema = schemaOf(schemaText);
  const bare = new Vocabulary({ ...profile, recognition: { fileNames: [] } }, NO_TABLES);

  describe(`the style of a schema, ${title}`, () => {
    it('equals the style of the tables', () => {
      const [style, expected] = [schemaStyle(schema, vocabulary), vocabularyStyle(vocabulary)];
      for (const { element } of Object.values(profile.containers)) {
        assert.deepEqual(style.order(element), expected.order(element));
      }
      assert.equal(style.namespace, namespace);
    });

    it('makes an import valid with a schema and a profile without tables', () => {
      const document = releaseDocument(
        vulnerability('CVE-2026-0001', 'Low', [
          {
            kb: '5000001',
            subType: 'Security Update',
            supercedence: '5000000',
            restart: 'No',
            url: 'https://example.com',
          },
        ]),
      );
      const product = { id: 'Batch', version: '8.2', platform: 'Windows Server 2022' };
      const { text } = importDocuments([{ name: '', content: document }], {
        supplier: 'A',
        products: [{ ...product, supplier: '', components: null, line: 2 }],
        published: '2026-03-01T00:00:00Z',
        vocabulary: bare,
        style: schemaStyle(schema, bare),
      });
      assert.deepEqual(validate(parse(text!), applied(schema, namespace)), []);
    });
  });
}

describe('the style of a schema', () => {
  it('follows groups and choices, and includes substitution group members', () => {
    const schema = schemaOf(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="PatchData">
        <xs:complexType>
          <xs:sequence>
            <xs:choice><xs:element name="Version"/><xs:group ref="who"/></xs:choice>
            <xs:element ref="Date"/>
          </xs:sequence>
        </xs:complexType>
      </xs:element>
      <xs:group name="who"><xs:sequence><xs:element name="Supplier"/><xs:element name="ID"/></xs:sequence></xs:group>
      <xs:element name="Date" abstract="true" type="xs:string"/>
      <xs:element name="PublishedDate" substitutionGroup="Date" type="xs:string"/>
    </xs:schema>`);
    const { order } = schemaStyle(schema, FIRST.vocabulary);
    assert.deepEqual(order('PatchData'), ['Version', 'Supplier', 'ID', 'PublishedDate']);
  });

  it("falls back to the vocabulary's style where the schema declares another root element", () => {
    const schema = schemaOf(
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="other"/></xs:schema>',
    );
    const draft = { supplier: 'A' };
    assert.equal(
      writePublication(draft, FIRST.vocabulary, schemaStyle(schema, FIRST.vocabulary)),
      writePublication(draft, FIRST.vocabulary),
    );
  });
});

describe('the reference schema', () => {
  it('accepts documents of any namespace, the same one throughout', () => {
    const schema = applied(schemaOf(FIRST.schemaText), 'urn:official');
    const qualified = FIRST.sampleText.replace('<PatchData>', '<PatchData xmlns="urn:official">');
    assert.deepEqual(validate(parse(qualified), schema), []);
    const foreign = qualified.replace('<Severity>', '<Severity xmlns="urn:other">');
    assert.equal(validate(parse(foreign), schema).length, 1);
  });

  it('accepts elements of other namespaces at the end of a container only', () => {
    const schema = schemaOf(FIRST.schemaText);
    const own = '<o:Own xmlns:o="urn:other"/>';
    const atEnd = FIRST.sampleText.replace('</Patch>', `${own}</Patch>`);
    assert.deepEqual(validate(parse(atEnd), schema), []);
    const before = FIRST.sampleText.replace('<Severity>', `${own}<Severity>`);
    assert.equal(validate(parse(before), schema).length > 0, true);
  });
});

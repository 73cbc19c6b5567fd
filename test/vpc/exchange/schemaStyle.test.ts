import assert from 'node:assert/strict';
import { applied, loadSchema, validate } from '../../../server/src/xsd';
import { parse } from '../../../server/src/xml/parser';
import { importCvrf } from '../../../server/src/vpc/exchange/cvrf/importCvrf';
import { schemaStyle } from '../../../server/src/vpc/exchange/schemaStyle';
import { vocabularyStyle, writePublication } from '../../../server/src/vpc/exchange/write';
import { NO_TABLES } from '../../../server/src/vpc/tables';
import { Vocabulary } from '../../../server/src/vpc/vocabulary';
import { releaseDocument, vulnerability } from '../../support/cvrf';
import { BOTH, FIRST } from '../../support/vocabularies';

const schemaOf = (text: string) => loadSchema([{ uri: 'test.xsd', text }], () => null).schema;

for (const { title, vocabulary, schemaText, profile, namespace } of BOTH) {
  const schema = schemaOf(schemaText);
  const bare = new Vocabulary({ ...profile, recognition: { fileNames: [] } }, NO_TABLES);

  describe(`the style of a schema, ${title}`, () => {
    it('is that of the tables', () => {
      const [style, expected] = [schemaStyle(schema, vocabulary), vocabularyStyle(vocabulary)];
      for (const { element } of Object.values(profile.containers)) {
        assert.deepEqual(style.order(element), expected.order(element));
      }
      assert.equal(style.namespace, namespace);
    });

    it('makes an import valid where only a schema and a profile of names are there', () => {
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
      const products = [{ id: 'Batch', version: '8.2', platform: 'Windows Server 2022', line: 2 }];
      const { text } = importCvrf(document, {
        supplier: 'A',
        products,
        vocabulary: bare,
        style: schemaStyle(schema, bare),
      });
      assert.deepEqual(validate(parse(text!), applied(schema, namespace)), []);
    });
  });
}

describe('the style of a schema', () => {
  it('goes through groups and choices, and lets others stand for an element', () => {
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

  it("is the vocabulary's where the schema declares another root", () => {
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
  it('takes documents of any namespace, and asks for the same one throughout', () => {
    const schema = applied(schemaOf(FIRST.schemaText), 'urn:official');
    const qualified = FIRST.sampleText.replace('<PatchData>', '<PatchData xmlns="urn:official">');
    assert.deepEqual(validate(parse(qualified), schema), []);
    const foreign = qualified.replace('<Severity>', '<Severity xmlns="urn:other">');
    assert.equal(validate(parse(foreign), schema).length, 1);
  });

  it('takes elements of others at the end of a container, and not before it', () => {
    const schema = schemaOf(FIRST.schemaText);
    const own = '<o:Own xmlns:o="urn:other"/>';
    const atEnd = FIRST.sampleText.replace('</Patch>', `${own}</Patch>`);
    assert.deepEqual(validate(parse(atEnd), schema), []);
    const before = FIRST.sampleText.replace('<Severity>', `${own}<Severity>`);
    assert.equal(validate(parse(before), schema).length > 0, true);
  });
});

import assert from 'node:assert/strict';
import { CliFolder } from '../support/cli';

const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const FILES = {
  'plant.xsd': `<xs:schema ${XS} xmlns:p="urn:p" xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="urn:plant">
  <xs:import namespace="urn:p" schemaLocation="http://example.org/p.xsd"/>
  <xs:import namespace="http://www.w3.org/1999/xlink" schemaLocation="http://www.w3.org/1999/xlink.xsd"/>
  <xs:element name="plant"><xs:complexType><xs:sequence><xs:element ref="p:part"/></xs:sequence><xs:attribute ref="xlink:href"/></xs:complexType></xs:element>
</xs:schema>`,
  'copies/p.xsd': `<xs:schema ${XS} targetNamespace="urn:p"><xs:element name="part" type="xs:int"/></xs:schema>`,
  'copies/catalog.xml': `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <rewriteURI uriStartString="http://example.org/" rewritePrefix="./"/>
</catalog>`,
  'broken.xml': '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="urn:p"/></catalog>',
  'lost.xml':
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="http://example.org/p.xsd" uri="no.xsd"/></catalog>',
  'a.xml':
    '<plant xmlns="urn:plant" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"><part xmlns="urn:p">1</part></plant>',
  'b.xml': '<plant xmlns="urn:plant"><part xmlns="urn:p">one</part></plant>',
};

describe('--catalog', () => {
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with(FILES);
  });
  after(() => folder.remove());

  const lint = (file: string, ...args: string[]) =>
    folder.vpc(['lint', file, '--schema', 'plant.xsd', '--format', 'compact', ...args]);

  it('gives local copies of the documents that a schema imports', async () => {
    assert.equal((await lint('a.xml', '--catalog', 'copies/catalog.xml')).code, 0);
    const { code, out } = await lint('b.xml', '--catalog', 'copies/catalog.xml');
    assert.equal(code, 1);
    assert.match(out, /b\.xml:1:46.*"one" is not/);
  });

  it('is needed for them, but not for XLink, and nothing is fetched', async () => {
    const { code, out } = await lint('a.xml');
    assert.equal(code, 0);
    assert.match(out, /plant\.xsd:4:\d+: warning: The element "p:part" is not defined/);
    assert.doesNotMatch(out, /xlink|a\.xml:/);
    assert.equal((await lint('a.xml', '--strict-schema')).code, 2);
  });

  it('the built-in XLink gives way to a document of the namespace', async () => {
    const own = await CliFolder.with({
      'xlink.xsd': `<xs:schema ${XS} targetNamespace="http://www.w3.org/1999/xlink"><xs:attribute name="href"/></xs:schema>`,
      'part.xsd': `<xs:schema ${XS}><xs:import namespace="http://www.w3.org/1999/xlink"/></xs:schema>`,
      'main.xsd': `<xs:schema ${XS} xmlns:x="http://www.w3.org/1999/xlink"><xs:include schemaLocation="part.xsd"/>
        <xs:import namespace="http://www.w3.org/1999/xlink" schemaLocation="xlink.xsd"/><xs:element name="a"/></xs:schema>`,
    });
    const { code, out } = await own.vpc(['profile', '--schema', 'main.xsd']);
    assert.equal(code, 0);
    assert.match(out, / {2}http:\/\/www\.w3\.org\/1999\/xlink {2}xlink\.xsd\n/);
    assert.doesNotMatch(out, /built in/);
    await own.remove();
  });

  it('vpc profile says which document answers for which namespace', async () => {
    const { out } = await folder.vpc(['profile', '--schema', 'plant.xsd', '--catalog', 'copies/catalog.xml']);
    const lines = out.split('\n');
    const from = lines.indexOf('Schema documents by namespace:');
    assert.deepEqual(lines.slice(from, from + 7), [
      'Schema documents by namespace:',
      '  urn:plant  plant.xsd',
      '  urn:p  copies/p.xsd',
      '  http://www.w3.org/1999/xlink  built in',
      '',
      'Catalogs:',
      '  copies/catalog.xml',
    ]);
  });

  it('tells of wrong entries, missing catalogs and missing documents', async () => {
    const broken = await lint('a.xml', '--catalog', 'broken.xml');
    assert.equal(broken.code, 2);
    assert.match(broken.err, /Invalid catalog:\n {2}broken\.xml:1:62: Missing attribute "uri" in "uri"\./);
    const none = await lint('a.xml', '--catalog', 'none.xml');
    assert.equal(none.code, 2);
    assert.match(none.err, /none\.xml: Catalog "none\.xml" cannot be read\./);
    const lost = await lint('a.xml', '--catalog', 'lost.xml');
    assert.match(
      lost.out,
      /plant\.xsd:2:\d+: warning: Schema document "http:\/\/example\.org\/p\.xsd" cannot be read: the catalog gives "file:.*no\.xsd" for it\./,
    );
  });
});

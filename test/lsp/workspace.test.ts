import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType, type ClientCapabilities, type ConfigurationParams } from 'vscode-languageserver';
import {
  BUNDLED_SCHEMA,
  RECOGNISE,
  type BundledSchemaResult,
  type RecogniseParams,
  type RecogniseResult,
} from '../../server/src/lsp/protocol/index';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { REFERENCE_SCHEMA_TEXT } from '../support/documents';
import { FIRST, SECOND } from '../support/vocabularies';

const CONFIGURED: ClientCapabilities = { ...PULL_CLIENT, workspace: { ...PULL_CLIENT.workspace, configuration: true } };

describe('the workspace of the server', () => {
  let client: LspClient;
  let folder: string;
  let uri: string;
  let settings: unknown;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    uri = pathToFileURL(join(folder, 'a.xml')).href;
    settings = {};
    client = startInProcess();
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => settings),
    );
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const initialize = (options = {}, capabilities = CONFIGURED) =>
    client.initialize(capabilities, pathToFileURL(folder).href, options);

  /** The codes of all diagnostics. */
  async function codes(): Promise<unknown[]> {
    const report = await client.pull(uri);
    assert.equal(report.kind, 'full');
    return report.items.map(({ code }) => code);
  }

  it('applies the configuration file in a parent folder, and reports its problems', async () => {
    const config = join(folder, 'vpc.config.json');
    const changed = async (text: string): Promise<void> => {
      await writeFile(config, text);
      const changes = [{ uri: pathToFileURL(config).href, type: 2 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    };
    await initialize();
    await client.open(uri, FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
    assert.deepEqual(await codes(), ['vpc/filename', 'vpc/code-value']);
    await changed('{ "rules": { "vpc/filename": "off" } }');
    assert.deepEqual(await codes(), ['vpc/code-value']);
    await changed('{ "rules": { "vpc/filenam": "off" } }');
    assert.deepEqual(await codes(), ['vpc/filename', 'vpc/code-value']);
    const configUri = pathToFileURL(config).href;
    const [problem] = await client.pushed(configUri, (diagnostics) => diagnostics.length > 0);
    assert.deepEqual(problem?.range, { start: { line: 0, character: 13 }, end: { line: 0, character: 33 } });
    assert.match(
      client.schemas[0]!.problems[0]!,
      /^vpc\.config\.json\/rules\/vpc~1filenam: .* Did you mean vpc\/filename\?$/,
    );
    await changed('{ "states": ["Aproved"], "rules": { "vpc/*": "off" } }');
    assert.deepEqual(await codes(), ['vpc/filename', 'vpc/code-value']);
    const [state] = await client.pushed(configUri, ([first]) =>
      JSON.stringify(first?.message ?? null).includes('Aproved'),
    );
    assert.deepEqual(state?.range, { start: { line: 0, character: 13 }, end: { line: 0, character: 22 } });
    assert.match(JSON.stringify(state.message), /Did you mean Approved\?/);
    await changed('{ "rules": { "vpc/*": "off" } }');
    assert.deepEqual(await codes(), []);
    await client.pushed(configUri, (diagnostics) => diagnostics.length === 0);
  });

  it('reads no schema of a configuration in an untrusted workspace', async () => {
    await writeFile(join(folder, 'other.xsd'), SECOND.schemaText);
    await writeFile(join(folder, 'vpc.config.json'), '{ "schema": "other.xsd", "rules": { "vpc/filename": "off" } }');
    await initialize({ trusted: false });
    await client.open(uri, FIRST.sampleText);
    assert.deepEqual(await codes(), []);
    assert.equal(client.schemas[0]?.kind, 'bundled');
    await client.stop();

    client = startInProcess();
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => settings),
    );
    await initialize();
    await client.open(uri, FIRST.sampleText);
    assert.ok((await codes()).length > 0);
    assert.equal(client.schemas[0]?.kind, 'setting');
  });

  it('sends the schema in use, once until it changes', async () => {
    await initialize();
    await client.open(uri, '<PatchData/>');
    await codes();
    await client.edit(uri, { line: 0, character: 10 }, { line: 0, character: 10 }, ' ');
    await client.pull(uri);
    assert.deepEqual(client.schemas, [
      {
        uri,
        kind: 'bundled',
        name: 'VPC reference profile',
        provenance: 'VPC reference profile. It is not the text of IEC TR 62443-2-3.',
        documents: ['no namespace: vpc.xsd'],
        problems: [],
      },
    ]);
  });

  it('uses the catalogs of the settings, and reads them again when they change', async () => {
    const entry = (file: string) =>
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="urn:a" uri="${file}"/></catalog>`;
    const schema = (name: string) =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xs:element name="${name}"/></xs:schema>`;
    await writeFile(join(folder, 'catalog.xml'), entry('a.xsd'));
    await writeFile(join(folder, 'a.xsd'), schema('a'));
    await writeFile(join(folder, 'b.xsd'), schema('b'));
    settings = { schema: { catalogs: ['catalog.xml'] } };
    await initialize();
    await client.open(uri, '<b xmlns="urn:a"/>');
    assert.deepEqual(await codes(), ['xsd/cvc-elt.1']);
    assert.deepEqual([client.schemas[0]?.kind, client.schemas[0]?.documents], ['catalog', ['urn:a: a.xsd']]);
    await writeFile(join(folder, 'catalog.xml'), entry('b.xsd'));
    const changes = [{ uri: pathToFileURL(join(folder, 'catalog.xml')).href, type: FileChangeType.Changed }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await codes(), []);
  });

  it('reads schema and profile from the settings, relative to the folder', async () => {
    await writeFile(join(folder, 'own.xsd'), SECOND.schemaText);
    await writeFile(join(folder, 'profile.json'), JSON.stringify(SECOND.profile));
    settings = { schema: { path: 'own.xsd' }, profile: { path: 'profile.json' } };
    await initialize();
    await client.open(uri, SECOND.sampleText);
    assert.deepEqual(await codes(), ['vpc/filename']);
    assert.equal(client.schemas[0]?.kind, 'setting');
    assert.equal(client.schemas[0]?.name, 'own.xsd');
    assert.equal(client.schemas[0]?.schemaUri, pathToFileURL(join(folder, 'own.xsd')).href);
  });

  it('applies changed settings', async () => {
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    await initialize();
    await client.open(uri, FIRST.sampleText);
    assert.deepEqual(await codes(), ['vpc/filename']);
    settings = { schema: { path: 'own.xsd' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    assert.deepEqual(await codes(), ['xsd/cvc-elt.1', 'vpc/filename']);
  });

  it('applies settings pushed by a client without workspace/configuration', async () => {
    await initialize({}, PULL_CLIENT);
    await client.open(uri, FIRST.sampleText);
    const pushed = { vpc: { schema: { path: 'none.xsd' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: pushed });
    await codes();
    assert.deepEqual(client.schemas[0]?.problems, [
      `Cannot read the schema from the settings: ${pathToFileURL(join(folder, 'none.xsd')).href}`,
    ]);
  });

  it('applies changed schema files', async () => {
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    settings = { schema: { path: 'own.xsd' } };
    await initialize();
    await client.open(uri, '<x/>', 'xml');
    assert.deepEqual(await codes(), ['xsd/cvc-elt.1']);
    await writeFile(
      join(folder, 'own.xsd'),
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x"/></xs:schema>',
    );
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(folder, 'own.xsd')).href, type: 1 }],
    });
    assert.deepEqual(await codes(), []);
  });

  it('reports the problems of a schema or a profile', async () => {
    await writeFile(
      join(folder, 'own.xsd'),
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:elem/></xs:schema>',
    );
    await writeFile(join(folder, 'profile.json'), '{');
    settings = { schema: { path: 'own.xsd' }, profile: { path: 'profile.json' } };
    await initialize();
    await client.open(uri, '<x/>', 'xml');
    await codes();
    const problems = client.schemas[0]!.problems;
    assert.match(problems[0]!, /^profile\.json: Not valid JSON/);
    assert.match(problems[1]!, /^own\.xsd: /);
  });

  it('reads no schema files in an untrusted workspace', async () => {
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    settings = { schema: { path: 'own.xsd' } };
    await initialize({ trusted: false });
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="own.xsd"';
    await client.open(uri, FIRST.sampleText.replace('<PatchData>', `<PatchData ${xsi}>`));
    await codes();
    assert.equal(client.schemas[0]?.kind, 'bundled');
  });

  it('translates its messages', async () => {
    await initialize({ l10n: { 'Element "{0}" has no end tag. Write </{0}> where it ends.': '<{0}> bleibt offen.' } });
    await client.open(uri, '<x>', 'xml');
    const report = await client.pull(uri);
    assert.equal(report.kind === 'full' && report.items[0]?.message, '<x> bleibt offen.');
  });

  /** Answers each section of the settings by its name. */
  function withSections(sections: Readonly<Record<string, unknown>>): void {
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ section }) => sections[section ?? ''] ?? null),
    );
  }
  const recognised = async (text: string, fileName: string): Promise<boolean> => {
    const params: RecogniseParams = { text, uri: pathToFileURL(join(folder, fileName)).href };
    return (await client.connection.sendRequest<RecogniseResult>(RECOGNISE, params)).recognised;
  };

  it('recognises VPC files by their root element, and by their name where that is missing or misspelled', async () => {
    await initialize();
    assert.equal(await recognised('<?xml version="1.0"?><PatchData>', 'a.xml'), true);
    assert.equal(await recognised('<x/>', 'a.xml'), false);
    assert.equal(await recognised('<x/>', 'a_VPC_b.xml'), false);
    assert.equal(await recognised('<PatchDat/>', 'a_VPC_b.xml'), true);
    assert.equal(await recognised('', 'a_VPC_b.xml'), true);
  });

  it('recognises VPC files by the pattern and the profile of the configuration', async () => {
    await mkdir(join(folder, 'own'));
    await writeFile(join(folder, 'own/profile.json'), JSON.stringify(SECOND.profile));
    const pattern = '{supplier}-{published:yyyy-MM}.xml';
    await writeFile(join(folder, 'vpc.config.json'), `{ "fileNamePattern": "${pattern}" }`);
    await writeFile(join(folder, 'own/vpc.config.json'), '{ "profile": "profile.json" }');
    await initialize();
    assert.equal(await recognised('', 'Acme-2026-01.xml'), true);
    assert.equal(await recognised('', 'Acme.xml'), false);
    assert.equal(await recognised(SECOND.sampleText, 'own/a.xml'), true);
    assert.equal(await recognised(FIRST.sampleText, 'own/a.xml'), false);
  });

  it('leaves files alone that the user associates with another language', async () => {
    withSections({ 'files.associations': { '*.patch.xml': 'vpc', '*.xml': 'xml', '**/mine/*.xml': 'vpc' } });
    await initialize();
    assert.equal(await recognised(FIRST.sampleText, 'a.xml'), false);
    assert.equal(await recognised(FIRST.sampleText, 'a_VPC_b.xml'), false);
    assert.equal(await recognised('<x/>', 'a.patch.xml'), true);
    assert.equal(await recognised('<x/>', 'mine/a.xml'), true);
  });

  it('recognises only files that are named like VPC files if recognition is off', async () => {
    withSections({ vpc: { recognition: { enabled: false } } });
    await initialize();
    assert.equal(await recognised(FIRST.sampleText, 'a.xml'), false);
    assert.equal(await recognised(FIRST.sampleText, 'a_VPC_b.xml'), true);
    assert.equal(await recognised('<x/>', 'a_VPC_b.xml'), false);
  });

  it('tells once that a file is named like a VPC file and is none, and reports nothing else', async () => {
    withSections({});
    await initialize();
    uri = pathToFileURL(join(folder, 'prod_VPC_config.xml')).href;
    await client.open(uri, '<vpcConfig><subnet/></vpcConfig>');
    const report = await client.pull(uri);
    assert.deepEqual(report.kind === 'full' && report.items, [
      {
        range: { start: { line: 0, character: 1 }, end: { line: 0, character: 10 } },
        message:
          'Named like a VPC file, but the root element is "vpcConfig" and not "PatchData". ' +
          'Rename the file, or correct the root element.',
        severity: 3,
        source: 'vpc',
      },
    ]);
    assert.equal(client.schemas[0]?.kind, 'none');
  });

  it('checks such a file if the user associates it with VPC files, or if its own schema declares the element', async () => {
    withSections({ 'files.associations': { 'prod_VPC_*.xml': 'vpc' } });
    await writeFile(
      join(folder, 'own.xsd'),
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="vpcConfig" type="xs:date"/></xs:schema>',
    );
    await initialize();
    uri = pathToFileURL(join(folder, 'prod_VPC_config.xml')).href;
    await client.open(uri, '<vpcConfig/>');
    assert.ok((await codes()).includes('xsd/cvc-elt.1'));
    await client.stop();

    client = startInProcess();
    withSections({ vpc: { schema: { path: 'own.xsd' } } });
    await initialize();
    await client.open(uri, '<vpcConfig>x</vpcConfig>');
    assert.ok((await codes()).includes('xsd/cvc-datatype-valid.1.2.1'));
  });

  it('applies the configuration of the folder to a file that is not saved yet', async () => {
    await writeFile(join(folder, 'vpc.config.json'), '{ "states": ["Approved"], "schema": "own.xsd" }');
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    await initialize();
    for (const untitled of [uri.replace('file://', 'untitled:'), 'untitled:Untitled-1']) {
      await client.open(untitled, FIRST.sampleText);
      const report = await client.pull(untitled);
      const found = report.kind === 'full' ? report.items.map(({ code }) => code) : [];
      assert.ok(found.includes('xsd/cvc-elt.1'), untitled);
      assert.ok(found.includes('vpc/code-value'), untitled);
    }
  });

  it('returns the bundled schema', async () => {
    await initialize();
    const { text } = await client.connection.sendRequest<BundledSchemaResult>(BUNDLED_SCHEMA);
    assert.equal(text, REFERENCE_SCHEMA_TEXT);
  });
});

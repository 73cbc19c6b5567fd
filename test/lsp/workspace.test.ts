import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, ConfigurationParams } from 'vscode-languageserver';
import {
  BUNDLED_SCHEMA,
  RECOGNISE,
  type BundledSchemaResult,
  type RecogniseResult,
} from '../../server/src/lsp/protocol';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { REFERENCE_SCHEMA_TEXT } from '../support/documents';
import { FIRST, SECOND } from '../support/vocabularies';

const CONFIGURED: ClientCapabilities = { ...PULL_CLIENT, workspace: { ...PULL_CLIENT.workspace, configuration: true } };

describe('lsp workspace', () => {
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

  it('obeys the configuration file above a document, and says what is wrong with it', async () => {
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

  it('lets no configuration name a schema where the workspace is not trusted', async () => {
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

  it('says which schema is in use, once while it stays', async () => {
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
        problems: [],
      },
    ]);
  });

  it('takes schema and profile from the settings, relative to the folder', async () => {
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

  it('notices changed settings', async () => {
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    await initialize();
    await client.open(uri, FIRST.sampleText);
    assert.deepEqual(await codes(), ['vpc/filename']);
    settings = { schema: { path: 'own.xsd' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    assert.deepEqual(await codes(), ['xsd/cvc-elt.1', 'vpc/filename']);
  });

  it('takes pushed settings from a client that cannot be asked', async () => {
    await initialize({}, PULL_CLIENT);
    await client.open(uri, FIRST.sampleText);
    const pushed = { vpc: { schema: { path: 'none.xsd' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: pushed });
    await codes();
    assert.deepEqual(client.schemas[0]?.problems, [
      `The schema named in the settings cannot be read: ${pathToFileURL(join(folder, 'none.xsd')).href}`,
    ]);
  });

  it('notices changed schema files', async () => {
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

  it('says what is wrong with a schema or a profile', async () => {
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
    assert.match(problems[0]!, /^profile\.json: This is not JSON/);
    assert.match(problems[1]!, /^own\.xsd: /);
  });

  it('names no files of an untrusted workspace', async () => {
    await writeFile(join(folder, 'own.xsd'), '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>');
    settings = { schema: { path: 'own.xsd' } };
    await initialize({ trusted: false });
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="own.xsd"';
    await client.open(uri, FIRST.sampleText.replace('<PatchData>', `<PatchData ${xsi}>`));
    await codes();
    assert.equal(client.schemas[0]?.kind, 'bundled');
  });

  it('translates its messages', async () => {
    await initialize({ l10n: { '<{0}> is never closed. Write </{0}> where it ends.': '<{0}> bleibt offen.' } });
    await client.open(uri, '<x>', 'xml');
    const report = await client.pull(uri);
    assert.equal(report.kind === 'full' && report.items[0]?.message, '<x> bleibt offen.');
  });

  it('recognises VPC files by their root element and by their name', async () => {
    await initialize();
    const recognised = async (text: string, fileName: string): Promise<boolean> =>
      (await client.connection.sendRequest<RecogniseResult>(RECOGNISE, { text, fileName })).recognised;
    assert.equal(await recognised('<?xml version="1.0"?><PatchData>', 'a.xml'), true);
    assert.equal(await recognised('<x/>', 'a.xml'), false);
    assert.equal(await recognised('<x/>', 'a_VPC_b.xml'), true);
  });

  it('hands out the bundled schema', async () => {
    await initialize();
    const { text } = await client.connection.sendRequest<BundledSchemaResult>(BUNDLED_SCHEMA);
    assert.equal(text, REFERENCE_SCHEMA_TEXT);
  });
});

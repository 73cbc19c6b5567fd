import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type ClientCapabilities, type ConfigurationParams } from 'vscode-languageserver';
import { NEW_FILE, type NewFileResult } from '../../server/src/lsp/protocol/index';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST, SECOND } from '../support/vocabularies';

const CONFIGURED: ClientCapabilities = { ...PULL_CLIENT, workspace: { ...PULL_CLIENT.workspace, configuration: true } };
const EMPTY_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>';

/** The workspace is the folder `ws`; nothing beside it may be read. */
describe('a hostile workspace', () => {
  let client: LspClient;
  let top: string;
  let read: string[];
  let settings: unknown;
  beforeEach(async () => {
    top = await mkdtemp(join(tmpdir(), 'vpc-'));
    await mkdir(join(top, 'ws'));
    await mkdir(join(top, 'outside'));
    await writeFile(join(top, 'outside/own.xsd'), EMPTY_SCHEMA);
    await writeFile(join(top, 'outside/b.vpc.xml'), FIRST.sampleText);
    read = [];
    settings = {};
    client = startInProcess((uri) => read.push(uri));
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => settings),
    );
  });
  afterEach(async () => {
    await client.stop();
    await rm(top, { recursive: true });
  });

  const ws = (name: string): string => join(top, 'ws', name);
  const uriOf = (name: string): string => pathToFileURL(ws(name)).href;
  const config = (values: object): Promise<void> => writeFile(ws('vpc.config.json'), JSON.stringify(values));
  const start = (options: object = {}) =>
    client.initialize(CONFIGURED, pathToFileURL(join(top, 'ws')).href, { ...options });

  async function codes(text = FIRST.sampleText): Promise<string[]> {
    await client.open(uriOf('a.xml'), text);
    const report = await client.pull(uriOf('a.xml'));
    assert.equal(report.kind, 'full');
    return report.items.map(({ code }) => String(code));
  }

  const wasRead = (name: string): boolean => read.some((uri) => uri.includes(name));

  for (const path of ['../outside/own.xsd', 'link.xsd', 'folder/own.xsd', 'pipe.xsd']) {
    it(`is not led to ${path} by its configuration`, async function () {
      if (process.platform === 'win32') return this.skip();
      await symlink('../outside/own.xsd', ws('link.xsd'));
      await symlink(join(top, 'outside'), ws('folder'));
      execFileSync('mkfifo', [ws('pipe.xsd')]);
      await config({ schema: path });
      await start();
      assert.deepEqual(await codes(), ['vpc/filename']);
      assert.equal(client.schemas[0]?.kind, 'bundled');
      assert.match(client.schemas[0]?.problems[0] ?? '', /^vpc\.config\.json\/schema: ".*" is .*not used\. /);
      const [problem] = await client.pushed(uriOf('vpc.config.json'), (diagnostics) => diagnostics.length > 0);
      assert.deepEqual(problem?.range.start, { line: 0, character: 1 });
      assert.equal(wasRead('own.xsd') || wasRead(path), false);
    });
  }

  it('is not led out by a configuration, a schema or a document that is a link', async function () {
    if (process.platform === 'win32') return this.skip();
    await writeFile(join(top, 'outside/vpc.config.json'), '{ "rules": { "vpc/*": "off" } }');
    await symlink('../outside/vpc.config.json', ws('vpc.config.json'));
    await symlink('../outside/own.xsd', ws('link.xsd'));
    await symlink('../outside/b.vpc.xml', ws('b.vpc.xml'));
    await start();
    const hint = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="link.xsd"';
    const found = await codes(FIRST.sampleText.replace('<PatchData', `<PatchData ${hint}`));
    assert.deepEqual(found.sort(), ['vpc/filename', 'xsd/schema-location']);
    assert.equal(client.schemas[0]?.kind, 'bundled');
    const changes = [{ uri: uriOf('b.vpc.xml'), type: 2 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.pull(uriOf('a.xml'));
    assert.deepEqual(read, []);
  });

  it('reads the schema that the user names in the settings, but nothing that it includes elsewhere', async () => {
    await mkdir(join(top, 'other'));
    await writeFile(join(top, 'other/part.xsd'), EMPTY_SCHEMA);
    const include =
      '<xs:include schemaLocation="../other/part.xsd"/><xs:include schemaLocation="own.xsd"/></xs:schema>';
    await writeFile(join(top, 'outside/main.xsd'), EMPTY_SCHEMA.replace('/>', `>${include}`));
    settings = { schema: { path: join(top, 'outside/main.xsd') } };
    await start();
    assert.deepEqual(await codes('<x/>'), ['xsd/cvc-elt.1']);
    assert.ok(wasRead('outside/own.xsd'));
    assert.equal(wasRead('part.xsd'), false);
  });

  it('configures severities only, unless the user trusts it', async () => {
    await writeFile(ws('profile.json'), JSON.stringify(SECOND.profile));
    const section = { options: { availableDays: 1 }, states: ['Approved'], fileNamePattern: 'x{supplier}.xml' };
    await config({
      schema: 'none.xsd',
      profile: 'profile.json',
      baseline: 'b.json',
      preset: 'full',
      ...section,
      owner: ['**'],
      aliases: { suppliers: { Acme: ['Northwind Process Systems'] } },
      format: { insertFinalNewline: true },
      rules: { 'vpc/filename': 'error' },
      overrides: [{ files: ['*'], rules: { 'vpc/filename': 'off' }, ...section }],
    });
    await start({ trusted: false });
    await client.open(uriOf('a.xml'), FIRST.sampleText);
    const report = await client.pull(uriOf('a.xml'));
    assert.equal(report.kind, 'full');
    assert.deepEqual(
      report.items.map(({ code, severity }) => [code, severity]),
      [['vpc/filename', DiagnosticSeverity.Error]],
    );
    assert.match(JSON.stringify(report.items), /Northwind-Process-Systems_VPC_2026/);
    assert.deepEqual(read, [uriOf('vpc.config.json')]);
  });

  for (const trusted of [true, false]) {
    it(`answers although its patterns are hostile, ${trusted ? 'trusted' : 'untrusted'}`, async () => {
      const hostile = {
        fileNamePattern: `${'{supplier}'.repeat(12)}_.xml`,
        owner: ['*a'.repeat(490)],
        overrides: [{ files: ['**/'.repeat(300), '*(*(a))'.repeat(100)], preset: 'full' }],
      };
      await config(hostile);
      await start({ trusted });
      const name = `${'a'.repeat(200)}.xml`;
      await client.open(uriOf(name), FIRST.sampleText);
      const report = await client.pull(uriOf(name));
      assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), ['vpc/filename']);
      await config({ ...hostile, owner: ['*a'.repeat(5_000)], rules: { ['x'.repeat(500_000)]: 'off' } });
      const changes = [{ uri: uriOf('vpc.config.json'), type: 2 }];
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      const again = await client.pull(uriOf(name));
      assert.deepEqual(again.kind === 'full' && again.items.map(({ code }) => code), ['vpc/filename']);
    });
  }

  it('gives new files names in the folder only', async () => {
    await config({ fileNamePattern: '../../{supplier}.xml' });
    await start();
    const folder = pathToFileURL(join(top, 'ws')).href;
    for (const supplier of ['../../x', '..\\x', '/etc/x', 'CON']) {
      const params = { folder, supplier, date: '2026-02-18' };
      const made = await client.connection.sendRequest<NewFileResult | null>(NEW_FILE, params);
      assert.match(made?.fileName ?? '', /^[\w-]+_VPC_2026-02-18\.xml$/, supplier);
    }
  });
});

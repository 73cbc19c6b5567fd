/** One document never silences the others: an error, a long computation, a file that cannot be read. */
import assert from 'node:assert/strict';
import type {
  ConfigurationParams,
  Location,
  SymbolInformation,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { type LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';
import { ruleById } from '../../server/src/rules/registry';

const FOLDER = 'file:///work';
const BAD = `${FOLDER}/bad.vpc.xml`;
const GOOD = `${FOLDER}/good.vpc.xml`;
const OTHER = `${FOLDER}/other.vpc.xml`;
const LARGE = `${FOLDER}/large.xml`;

describe('one document never silences the others', () => {
  let client: LspClient;
  afterEach(() => client.stop());

  const position = (() => {
    const lines = FIRST.sampleText.split('\n');
    const line = lines.findIndex((text) => text.includes('KB5073457'));
    return { line, character: lines[line]!.indexOf('KB5073457') };
  })();
  const references = { position, context: { includeDeclaration: true } };
  const symbols = (query: string) => client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });

  it('if the client refuses its settings', async () => {
    client = startInProcess(undefined, { readFile: () => Promise.resolve(null), findFiles: () => Promise.resolve([]) });
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) => {
      if (items.some(({ scopeUri }) => scopeUri === BAD)) throw new Error('refused');
      return items.map(() => ({}));
    });
    await client.initialize({ ...PULL_CLIENT, workspace: { ...PULL_CLIENT.workspace, configuration: true } }, FOLDER);
    await client.open(BAD, FIRST.sampleText);
    await client.open(GOOD, FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
    await client.pull(BAD);
    const report = await client.pull(GOOD);
    assert.ok(report.kind === 'full' && report.items.some(({ code }) => code === 'vpc/code-value'));
    assert.ok((await client.ask<Location[]>('textDocument/references', GOOD, references)).length > 0);
    const whole = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.deepEqual(
      whole.items.map(({ uri }) => uri),
      [GOOD],
    );
  });

  it('if its file cannot be read', async () => {
    const files = [BAD, OTHER].map((uri) => ({ uri, size: 9 }));
    const text = publicationText(FIRST, [{ 'patch-id': 'KB5073457' }]);
    client = startInProcess(undefined, {
      readFile(uri) {
        if (uri === BAD) throw new Error('the disk is broken');
        return Promise.resolve(uri === OTHER ? Buffer.from(text) : null);
      },
      findFiles: () => Promise.resolve(files),
    });
    await client.initialize(PULL_CLIENT, FOLDER);
    await client.open(GOOD, FIRST.sampleText);
    const places = await client.ask<Location[]>('textDocument/references', GOOD, references);
    assert.ok(places.some(({ uri }) => uri === OTHER));
    assert.equal((await symbols('KB5073457')).length, 1);
    const whole = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.deepEqual(whole.items.map(({ uri }) => uri).sort(), [GOOD, OTHER]);
    assert.ok(client.log.some((line) => line.startsWith(`Indexing ${BAD} failed: Error: the disk is broken`)));
  });

  it('if a matrix is opened without documents', async () => {
    client = startInProcess(undefined, { readFile: () => Promise.resolve(null), findFiles: () => Promise.resolve([]) });
    const { error } = console;
    // The library prints the errors of what listens to documents.
    console.error = () => undefined;
    try {
      await client.initialize(PULL_CLIENT, FOLDER);
      for (const params of [{}, { id: 'a', scope: { kind: 'documents' } }])
        await client.connection.sendRequest('vpc/matrix/open', params);
      await client.open(GOOD, FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
      const report = await client.pull(GOOD);
      assert.ok(report.kind === 'full' && report.items.some(({ code }) => code === 'vpc/code-value'));
    } finally {
      console.error = error;
    }
  });

  it('if it has more problems than are shown', async () => {
    const files = { readFile: () => Promise.resolve(null), findFiles: () => Promise.resolve([]) };
    client = startInProcess(undefined, files);
    await client.initialize(PUSH_CLIENT, FOLDER);
    await client.open(LARGE, `<a>${'&\n'.repeat(10_002)}</a>`, 'xml');
    await client.open(GOOD, '<a>&</a>', 'xml');
    await client.pushed(GOOD, (found) => found.length > 0);
    const found = await client.pushed(LARGE, (all) => all.length > 0);
    assert.equal(found.length, 10_001);
    const last = found.at(-1)!;
    assert.equal(last.message, '2 more problems are not shown; the limit is 10000 for each file.');
    assert.equal(last.range.start.line, 10_000);
  });

  it('if a rule fails, which it says', async () => {
    const rule = ruleById('vpc/filename')!;
    const check = rule.check.bind(rule);
    const failing = { check: (): never => assert.fail('no such field') };
    Object.assign(rule, failing);
    try {
      const files = { readFile: () => Promise.resolve(null), findFiles: () => Promise.resolve([]) };
      client = startInProcess(undefined, files);
      await client.initialize(PUSH_CLIENT, FOLDER);
      await client.open(BAD, FIRST.sampleText);
      await client.open(GOOD, '<a>&</a>', 'xml');
      await client.pushed(GOOD, (found) => found.length > 0);
      const [only] = await client.pushed(BAD, (found) => found.length > 0);
      assert.match(JSON.stringify(only?.message), /^"This file could not be checked: internal error\./);
      assert.ok(client.log.some((line) => line.startsWith(`Checking ${BAD} failed: AssertionError`)));
    } finally {
      Object.assign(rule, { check });
    }
  });

  it('if it takes too long, which it says', async () => {
    // Each line has a problem.
    const file = `<file>${'<b>&</b>\n'.repeat(200_000)}</file>`;
    client = startInProcess(undefined, {
      documentBudgetMs: -1,
      readFile: (uri) => Promise.resolve(uri === LARGE ? Buffer.from(file) : null),
      findFiles: () => Promise.resolve([{ uri: LARGE, size: file.length }]),
    });
    await client.initialize(PUSH_CLIENT, FOLDER);
    await client.open(LARGE, file, 'xml');
    await client.open(GOOD, '<a>&</a>', 'xml');
    await client.pushed(GOOD, (found) => found.length > 0);
    const [stopped] = await client.pushed(LARGE, (found) => found.length > 0);
    assert.match(
      JSON.stringify(stopped?.message),
      /Checking took too long and was stopped, .* Use \\"vpc lint\\" to check/,
    );
    assert.deepEqual(stopped?.range, { start: { line: 0, character: 1 }, end: { line: 0, character: 5 } });
    assert.deepEqual(await symbols('KB'), []);
    // What the user gets is still right once there is less to do.
    await client.edit(LARGE, { line: 0, character: 0 }, { line: 1_000_000, character: 0 }, '<a>');
    await client.pushed(LARGE, ([first]) => first?.code === 'xml/missing-end-tag');
  });
});

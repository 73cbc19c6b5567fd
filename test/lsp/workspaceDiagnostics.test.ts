import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type PreviousResultId,
  type ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST } from '../support/vocabularies';

const GOOD = FIRST.sampleText;
const BAD = GOOD.replace('<Status>Approved', '<Status>Appproved');

describe('workspace diagnostics', () => {
  let client: LspClient;
  let folder: string;
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpc-'));
    client = startInProcess();
    await mkdir(join(folder, 'below', 'node_modules'), { recursive: true });
    await writeFile(join(folder, FIRST.sampleName), GOOD);
    await writeFile(join(folder, 'below', 'bad.xml'), BAD);
    await writeFile(join(folder, 'other.xml'), '<other>&</other>');
    await writeFile(join(folder, 'below', 'node_modules', 'foreign.vpc.xml'), BAD);
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const initialize = (options = {}) => client.initialize(PULL_CLIENT, pathToFileURL(folder).href, options);
  const ask = (previousResultIds: PreviousResultId[] = [], more = {}) =>
    client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds, ...more });

  /** `name: codes` of each file, or `name: unchanged`. */
  const summaries = (items: readonly WorkspaceDocumentDiagnosticReport[]): string[] =>
    items
      .map((item) => {
        const codes = item.kind === 'full' ? item.items.map(({ code }) => code).join(' ') : 'unchanged';
        return `${item.uri.slice(item.uri.lastIndexOf('/') + 1)}: ${codes}`;
      })
      .sort();

  it('report the problems of all VPC files, and of no others', async () => {
    await initialize();
    assert.deepEqual(summaries((await ask()).items), [`${FIRST.sampleName}: `, 'bad.xml: vpc/filename vpc/code-value']);
  });

  it('report invalid bytes of a file that is not open', async () => {
    // Another publication than the other file's: whether that one has been read yet makes no difference.
    const text = BAD.replace('NWP-VPC-2026-02', 'Other').replace('Batch', 'Bütch');
    assert.ok(text.includes('<ID>Other</ID>') && text.includes('Bütch'));
    await writeFile(join(folder, 'below', 'bad.xml'), Buffer.from(text, 'latin1'));
    await initialize();
    const { items } = await ask();
    assert.deepEqual(
      summaries(items)[1],
      'bad.xml: xml/encoding-invalid-bytes vpc/filename vpc/replacement-character vpc/code-value',
    );
  });

  it('are "unchanged" for known results, and empty for deleted files', async () => {
    await initialize();
    const first = await ask();
    const known = first.items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    await writeFile(join(folder, FIRST.sampleName), BAD);
    assert.deepEqual(summaries((await ask(known)).items), [
      `${FIRST.sampleName}: vpc/code-value`,
      'bad.xml: unchanged',
    ]);
    await rm(join(folder, 'below', 'bad.xml'));
    assert.ok(summaries((await ask(known)).items).includes('bad.xml: '));
  });

  it('use the text of open documents', async () => {
    await initialize();
    await client.open(uriOf(FIRST.sampleName), BAD);
    const { items } = await ask();
    assert.ok(summaries(items).includes(`${FIRST.sampleName}: vpc/code-value`));
    assert.deepEqual(items.map(({ version }) => version).sort(), [1, null]);
  });

  it('are sent file by file, with progress, if the client gives tokens', async () => {
    await initialize();
    const parts: string[] = [];
    const progress: string[] = [];
    client.connection.onNotification('$/progress', ({ token, value }: ProgressParams) => {
      if (token === 'partial') parts.push(...summaries(value.items ?? []));
      else progress.push(value.kind ?? '');
    });
    const { items } = await ask([], { partialResultToken: 'partial', workDoneToken: 'work' });
    assert.deepEqual(items, []);
    assert.equal(parts.length, 2);
    assert.deepEqual([progress[0], progress.at(-1)], ['begin', 'end']);
  });

  it('stop when cancelled', async () => {
    await initialize();
    const source = new CancellationTokenSource();
    const cancelled = client.connection
      .sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token)
      .then(
        () => 'answered',
        (error: ResponseError) => error.code,
      );
    source.cancel();
    assert.equal(await cancelled, LSPErrorCodes.RequestCancelled);
  });

  it('read no files on disk in an untrusted workspace', async () => {
    await initialize({ trusted: false });
    await client.open(uriOf('open.vpc.xml'), GOOD);
    assert.deepEqual(summaries((await ask()).items), ['open.vpc.xml: vpc/filename']);
  });

  it('are announced, unless the client disables it', async () => {
    const { capabilities } = await initialize({ workspaceDiagnostics: false });
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'vpc',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    assert.equal((await ask()).items.length, 2);
  });
});

interface ProgressParams {
  readonly token: string;
  readonly value: { readonly kind?: string; readonly items?: WorkspaceDocumentDiagnosticReport[] };
}

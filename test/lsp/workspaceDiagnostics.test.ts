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

describe('lsp workspace diagnostics', () => {
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
  const told = (items: readonly WorkspaceDocumentDiagnosticReport[]): string[] =>
    items
      .map((item) => {
        const codes = item.kind === 'full' ? item.items.map(({ code }) => code).join(' ') : 'unchanged';
        return `${item.uri.slice(item.uri.lastIndexOf('/') + 1)}: ${codes}`;
      })
      .sort();

  it('finds the problems of all VPC files, and looks at no others', async () => {
    await initialize();
    assert.deepEqual(told((await ask()).items), [`${FIRST.sampleName}: `, 'bad.xml: vpc/filename vpc/code-value']);
  });

  it('sends what is known already as unchanged, and what is gone as without problems', async () => {
    await initialize();
    const first = await ask();
    const known = first.items.map(({ uri, resultId }) => ({ uri, value: resultId! }));
    await writeFile(join(folder, FIRST.sampleName), BAD);
    assert.deepEqual(told((await ask(known)).items), [`${FIRST.sampleName}: vpc/code-value`, 'bad.xml: unchanged']);
    await rm(join(folder, 'below', 'bad.xml'));
    assert.ok(told((await ask(known)).items).includes('bad.xml: '));
  });

  it('takes what is open as it is in the editor', async () => {
    await initialize();
    await client.open(uriOf(FIRST.sampleName), BAD);
    const { items } = await ask();
    assert.ok(told(items).includes(`${FIRST.sampleName}: vpc/code-value`));
    assert.deepEqual(items.map(({ version }) => version).sort(), [1, null]);
  });

  it('sends file by file, with progress, to a client that wants it', async () => {
    await initialize();
    const parts: string[] = [];
    const progress: string[] = [];
    client.connection.onNotification('$/progress', ({ token, value }: ProgressParams) => {
      if (token === 'partial') parts.push(...told(value.items ?? []));
      else progress.push(value.kind ?? '');
    });
    const { items } = await ask([], { partialResultToken: 'partial', workDoneToken: 'work' });
    assert.deepEqual(items, []);
    assert.equal(parts.length, 2);
    assert.deepEqual([progress[0], progress.at(-1)], ['begin', 'end']);
  });

  it('stops when it is cancelled', async () => {
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

  it('reads nothing on disk where the workspace is not trusted', async () => {
    await initialize({ trusted: false });
    await client.open(uriOf('open.vpc.xml'), GOOD);
    assert.deepEqual(told((await ask()).items), ['open.vpc.xml: vpc/filename']);
  });

  it('are offered, unless the client wants to ask on demand only', async () => {
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

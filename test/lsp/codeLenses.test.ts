import assert from 'node:assert/strict';
import type { CodeLens, ConfigurationParams } from 'vscode-languageserver';
import { file, patch } from '../exchange/write/writing';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';

const URI = 'file:///w/a.vpc.xml';
const TEXT = file(patch('KB1'));

describe('code lenses over LSP', () => {
  let client: LspClient;
  let enabled: boolean;
  beforeEach(() => {
    enabled = true;
    client = startInProcess();
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(() => ({ codeLens: { enabled } })),
    );
  });
  afterEach(() => client.stop());

  const CLIENT = {
    ...PULL_CLIENT,
    workspace: { ...PULL_CLIENT.workspace, configuration: true, codeLens: { refreshSupport: true } },
  };
  const ask = (): Promise<CodeLens[]> => client.ask('textDocument/codeLens', URI);

  it("call the client's command for the document and for each patch", async () => {
    const { capabilities } = await client.initialize(CLIENT, null, { matrixCommand: 'open' });
    assert.deepEqual(capabilities.codeLensProvider, {});
    await client.open(URI, TEXT);
    const line = TEXT.split('\n').findIndex((text) => text.includes('<Patch>'));
    assert.deepEqual(
      (await ask()).map(({ range, command }) => [range.start.line, command]),
      [
        [0, { title: 'Open the Matrix', command: 'open', arguments: [URI] }],
        [line, { title: 'Open the matrix here', command: 'open', arguments: [URI, { line, character: 4 }] }],
      ],
    );
  });

  it('can be switched off, which takes effect at once', async () => {
    await client.initialize(CLIENT, null, { matrixCommand: 'open' });
    await client.open(URI, TEXT);
    assert.equal((await ask()).length, 2);
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest('workspace/codeLens/refresh', () => {
        resolve();
        return null;
      }),
    );
    enabled = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await refreshed;
    assert.deepEqual(await ask(), []);
  });

  it('are not announced to a client without such a command', async () => {
    const { capabilities } = await client.initialize(CLIENT);
    assert.equal(capabilities.codeLensProvider, undefined);
  });
});

import assert from 'node:assert/strict';
import type { State } from 'vscode-languageclient';
import { withVsCode } from '../support/extensionModules';

const shown = { progress: [] as string[], item: {} as Record<string, unknown> };
const disposable = { dispose: () => undefined };
const none = () => disposable;
const used = {
  l10n: { t: (text: string) => text },
  ProgressLocation: { Window: 10 },
  LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
  Uri: { from: () => ({}) },
  languages: { createLanguageStatusItem: () => shown.item },
  commands: { registerCommand: none },
  workspace: { onDidCloseTextDocument: none, registerTextDocumentContentProvider: none },
  window: {
    onDidChangeActiveTextEditor: none,
    withProgress: async (_: object, work: () => Promise<void>) => {
      shown.progress.push('begin');
      await work();
      shown.progress.push('end');
    },
  },
};

// The client library extends classes of VS Code when it is loaded.
const vscode = new Proxy<Record<string | symbol, unknown>>(used, { get: (own, name) => own[name] ?? class {} });

/** The states of a client, as the library has them. */
const [Stopped, Running, Starting] = [1, 2, 3] as [State, State, State];

/** A client whose state the test changes. */
class Client {
  private readonly listeners = new Set<(change: { readonly newState: State }) => void>();
  readonly onNotification = none;
  readonly onDidChangeState = (listener: (change: { readonly newState: State }) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  change(newState: State): Promise<void> {
    for (const listener of [...this.listeners]) listener({ newState });
    return new Promise(setImmediate);
  }
}

describe('the status of the language server', () => {
  beforeEach(() => Object.assign(shown, { progress: [], item: disposable }));

  it('is in the status bar while the server starts', async () => {
    const { showStarting } = await withVsCode(vscode, () => import('../../client/src/common/serverStatus'));
    const client = new Client();
    showStarting(client as never);
    await client.change(Starting);
    assert.deepEqual(shown.progress, ['begin']);
    await client.change(Running);
    assert.deepEqual(shown.progress, ['begin', 'end']);
  });

  it('is in the language status, with the way to start a server that is not running', async () => {
    const { SchemaInUseView, RESTART } = await withVsCode(vscode, () => import('../../client/src/common/schemaInUse'));
    const client = new Client();
    new SchemaInUseView(client as never);
    await client.change(Starting);
    assert.equal(shown.item.busy, true);
    await client.change(Running);
    assert.deepEqual([shown.item.busy, shown.item.text], [false, 'No schema']);
    await client.change(Stopped);
    assert.equal(shown.item.text, 'The VPC language server is not running');
    assert.deepEqual(shown.item.command, { command: RESTART, title: 'Start' });
  });
});

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openFile, until } from './support';
import { processes } from '../support/processes';
import { skip } from '../../support/skip';

/** The language servers that this extension host has started, by process id. */
function serverProcesses(): number[] {
  return processes()
    .filter(({ parent, command: [, script = ''] }) => parent === process.pid && /dist.server\.js$/.test(script))
    .map(({ pid }) => pid);
}

async function outlined(document: vscode.TextDocument): Promise<boolean> {
  const symbols = await vscode.commands.executeCommand<unknown[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols?.length ?? 0) > 0;
}

describe('language server', () => {
  it('comes back by itself after a crash', async function () {
    if (process.platform !== 'linux') skip(this, 'finding the server process needs /proc');
    const document = await openFile('second.vpc.xml');
    await until('an outline', () => outlined(document));
    const [first, ...others] = serverProcesses();
    assert.ok(first !== undefined && others.length === 0, 'one server process');
    process.kill(first, 'SIGKILL');
    await until('another server process', () => serverProcesses().some((pid) => pid !== first));
    await until('an outline after the crash', () => outlined(document));
  });

  it('is restarted by the command', async function () {
    if (process.platform !== 'linux') skip(this, 'finding the server process needs /proc');
    const [before] = serverProcesses();
    await vscode.commands.executeCommand('vpc.restartServer');
    const document = await openFile('second.vpc.xml');
    await until('an outline after the restart', () => outlined(document));
    assert.notEqual(serverProcesses()[0], before);
  });

  it('hands out the schema in use for reading', async () => {
    await openFile('second.vpc.xml');
    await until('the schema', async () => {
      await vscode.commands.executeCommand('vpc.openSchema');
      return vscode.window.activeTextEditor?.document.uri.scheme === 'vpc-schema';
    });
    assert.match(vscode.window.activeTextEditor!.document.getText(), /<xs:schema/);
  });
});

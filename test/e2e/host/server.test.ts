import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeEditors, openFile, outlined, until } from './support';
import { processes } from '../support/processes';
import { skip } from '../../support/skip';

/** The process ids of the language servers that this extension host has started. */
function serverProcesses(): number[] {
  return processes()
    .filter(({ parent, command: [, script = ''] }) => parent === process.pid && /dist.server\.js$/.test(script))
    .map(({ pid }) => pid);
}

describe('language server', () => {
  beforeEach(closeEditors);
  after(closeEditors);

  /** The only running server, after it has answered for a document. */
  async function serverOf(document: vscode.TextDocument): Promise<number> {
    await outlined(document);
    const [only] = await until('one server process', () => {
      const running = serverProcesses();
      return running.length === 1 && running;
    });
    return only!;
  }

  it('is restarted after a crash', async function () {
    if (process.platform !== 'linux') skip(this, 'finding the server process needs /proc');
    const document = await openFile('second.vpc.xml');
    const first = await serverOf(document);
    process.kill(first, 'SIGKILL');
    await until('another server process', () => serverProcesses().some((pid) => pid !== first));
    await outlined(document);
  });

  it('is restarted by the command', async function () {
    if (process.platform !== 'linux') skip(this, 'finding the server process needs /proc');
    const document = await openFile('second.vpc.xml');
    const before = await serverOf(document);
    await vscode.commands.executeCommand('vpc.restartServer');
    await until('another server process alone', () => {
      const running = serverProcesses();
      return running.length === 1 && running[0] !== before;
    });
    await outlined(document);
  });

  it('provides the schema in use as a read-only document', async () => {
    await openFile('second.vpc.xml');
    await until('the schema', async () => {
      await vscode.commands.executeCommand('vpc.openSchema');
      return vscode.window.activeTextEditor?.document.uri.scheme === 'vpc-schema';
    });
    assert.match(vscode.window.activeTextEditor!.document.getText(), /<xs:schema/);
  });
});

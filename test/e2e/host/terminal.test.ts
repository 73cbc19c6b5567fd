import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors, codeOf, copyFile, fileUri, INVALID_FILE, until } from './support';
import { skip } from '../../support/skip';

/** Runs a task to its end. @returns its exit code */
async function finished(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

/** The build for the lowest version is installed without the part with C++ that terminals need. */
function needsTerminals(context: Context): void {
  const pty = join(vscode.env.appRoot, 'node_modules/node-pty');
  const isBuilt = ['prebuilds', 'build/Release'].some((folder) => existsSync(join(pty, folder)));
  if (!isBuilt) skip(context, 'this VS Code has no terminals');
}

describe('the command line in the extension', () => {
  beforeEach(closeEditors);
  after(() => vscode.window.terminals.forEach((terminal) => terminal.dispose()));

  it('runs in a terminal as vpc', async function () {
    needsTerminals(this);
    const { version } = vscode.extensions.getExtension('vpc-tools.vpc-tools')!.packageJSON as { version: string };
    const { fsPath } = fileUri('terminal.txt');
    await vscode.commands.executeCommand('vpc.openTerminal');
    const terminal = await until('the terminal', () => vscode.window.terminals.find(({ name }) => name === 'vpc'));
    terminal.sendText(`vpc --version > "${fsPath}"`);
    await until('its output', () => existsSync(fsPath) && readFileSync(fsPath, 'utf8') === `${version}\n`);
  });

  it('checks the workspace as a task, whose problems are listed at their places', async function () {
    needsTerminals(this);
    // Problems in open files are the language server's.
    const checked = await copyFile(INVALID_FILE, 'Northwind-Controls_VPC_2026-02-01.xml');
    const tasks = await vscode.tasks.fetchTasks({ type: 'vpc' });
    assert.deepEqual(tasks.map(({ name }) => name).sort(), [
      'format --check .',
      'lint .',
      'matrix . --output vpc-matrix.html',
    ]);
    assert.equal(await finished(tasks.find(({ name }) => name === 'lint .')!), 1);
    const found = await until('the problems', () => {
      const listed = vscode.languages.getDiagnostics(checked).filter(({ source }) => source === 'vpc');
      return listed.length > 0 && listed;
    });
    const filename = found.find((diagnostic) => codeOf(diagnostic) === 'vpc/filename');
    assert.ok(filename);
    assert.equal(filename.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(filename.message, /^File name /);
  });
});

import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';

/** Shows in the status bar that the server starts, whatever starts it: commands wait for it, too. */
export function showStarting(client: BaseLanguageClient): vscode.Disposable {
  return client.onDidChangeState(({ newState }) => {
    if (newState !== State.Starting) return;
    const isOver = new Promise<void>((done) => {
      const listening = client.onDidChangeState(() => {
        listening.dispose();
        done();
      });
    });
    const title = vscode.l10n.t('Starting the VPC language server');
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => isOver);
  });
}

/** What the extension says: in the status bar, unless it is an error or asks for a decision. */
import * as vscode from 'vscode';

/** Long enough to read a sentence. */
const MESSAGE_MS = 8_000;

/** Says for a moment, in the status bar, what was done or why nothing was. @param message localised */
export function showStatus(message: string): void {
  void vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}

/** Says that something failed, and logs it. @param message localised */
export function showFailure(message: string, output: vscode.LogOutputChannel): void {
  output.error(message);
  const show = vscode.l10n.t('Show Output');
  void vscode.window.showErrorMessage(message, show).then((answer) => {
    if (answer === show) output.show();
  });
}

/** The message of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import * as vscode from 'vscode';

/** What the system opens in a program of its own: a browser, a spreadsheet. */
const OUTSIDE: ReadonlySet<string> = new Set(['html', 'csv', 'xlsx']);

/** Opens a file that was written: in the program for its format if it is on this machine, else in an editor. */
export async function openFile(file: vscode.Uri, format: string): Promise<void> {
  if (isLocal(file) && OUTSIDE.has(format)) await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand('vscode.open', file);
}

/** Whether programs on the user's machine can read a file. */
export function isLocal({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' && vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

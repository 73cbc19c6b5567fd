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

/** The name of a file or folder without its folders; the path of a root. */
export function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

/** Whether a text is a name in a folder, and no path that leads elsewhere. */
export function isName(text: string): boolean {
  return !/[\\/]/.test(text) && !/^\.*$/.test(text);
}

/** The folder of a file; `undefined` for a document that is not saved yet. */
export function folderOf(file: vscode.Uri): vscode.Uri | undefined {
  return file.scheme === 'untitled' ? undefined : vscode.Uri.joinPath(file, '..');
}

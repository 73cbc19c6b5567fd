import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** The file of the workspace with one wrong value and a name that disagrees with its date. */
export const INVALID_FILE = 'Northwind-Controls_VPC_2026-02-11.xml';

/** Limit for conditions that must become true. Generous, because it only ends tests that hang and machines are busy. */
const LIMIT_MS = 180_000;
const POLL_MS = 25;

/** A file of the test workspace. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the test workspace is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the test workspace in an editor. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes a file of the test workspace that no other test uses. @param source the file that it is a copy of */
export async function copyFile(source: string, name: string): Promise<vscode.Uri> {
  await vscode.workspace.fs.copy(fileUri(source), fileUri(name), { overwrite: true });
  return fileUri(name);
}

/** Closes all editors without saving. */
export async function closeEditors(): Promise<void> {
  const isOpen = (): boolean => vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
  while (isOpen()) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Waits until the language server has parsed a document, and returns its outline. */
export async function outlined(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return until('an outline', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return symbols !== undefined && symbols.length > 0 && symbols;
  });
}

/** Waits until `get` returns a truthy value; rejects with `what` in the message after the limit. */
export async function until<T>(
  what: string,
  get: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end;) {
    const value = await get();
    if (value) return value;
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Waits until the sorted codes of the problems of a document are the expected ones. */
export async function problemCodes(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  let codes: string[] = [];
  await until(`the problems ${expected.join(', ') || '(none)'}; there are ${codes.join(', ')}`, () => {
    codes = vscode.languages.getDiagnostics(uri).map(codeOf).sort();
    return codes.join() === [...expected].sort().join();
  }).catch(() => assert.deepEqual(codes, [...expected].sort()));
}

/** The code of a diagnostic without its link. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The range of `text` in a document; fails if it is not there. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `the document holds ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

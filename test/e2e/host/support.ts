import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** The file of the workspace with one wrong value and a name that disagrees with its date. */
export const MISTAKEN = 'Northwind-Controls_VPC_2026-02-11.xml';

const LIMIT_MS = 20_000;
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

/** Waits until `get` gives something; fails, naming `what` was awaited, where it does not in time. */
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

/** The problems of a document by their codes, sorted; waits until there are as many as expected. */
export async function problemCodes(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  let codes: string[] = [];
  await until(`the problems ${expected.join(', ') || '(none)'}; there are ${codes.join(', ')}`, () => {
    codes = vscode.languages.getDiagnostics(uri).map(codeOf).sort();
    return codes.join() === [...expected].sort().join();
  }).catch(() => assert.deepEqual(codes, [...expected].sort()));
}

/** The code of a problem without its link. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The place of `text` in a document; fails where it is not there. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `the document holds ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

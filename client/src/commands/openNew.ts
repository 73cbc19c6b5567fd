import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../../server/src/lsp/protocol';
import type { Place } from './questions';

/** What stands in an editor that was opened for something new. */
export type NewContent = { readonly snippet: string } | { readonly text: string };

/**
 * Opens an editor with something new in it, not saved yet. It is named by the convention and stands in the folder once it is
 * saved; a file that is there already is opened and left as it is.
 * @returns whether it was opened
 */
export async function openNew(content: NewContent, { folder }: Place, fileName: string | null): Promise<boolean> {
  const file = folder && fileName !== null ? vscode.Uri.joinPath(folder, fileName) : null;
  if (file !== null && (await exists(file))) {
    await tellThatItExists(file);
    return false;
  }
  const opened = await open(file);
  const document =
    opened.languageId === LANGUAGE_ID ? opened : await vscode.languages.setTextDocumentLanguage(opened, LANGUAGE_ID);
  const editor = await vscode.window.showTextDocument(document);
  if ('snippet' in content) {
    return editor.insertSnippet(new vscode.SnippetString(content.snippet), new vscode.Position(0, 0));
  }
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return editor.edit((edit) => edit.replace(whole, content.text));
}

// An untitled document that has a path is saved there without a question. Only local files have that; elsewhere (virtual
// file systems) the file is made.
async function open(file: vscode.Uri | null): Promise<vscode.TextDocument> {
  if (file === null) return vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  if (file.scheme === 'file') return vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
  await vscode.workspace.fs.writeFile(file, new Uint8Array());
  return vscode.workspace.openTextDocument(file);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function tellThatItExists(file: vscode.Uri): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const open = vscode.l10n.t('Open It');
  const message = vscode.l10n.t('{0} exists already and was left as it is.', name);
  if ((await vscode.window.showWarningMessage(message, open)) === open) await vscode.window.showTextDocument(file);
}

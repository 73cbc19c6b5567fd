import * as vscode from 'vscode';
import { LANGUAGE_ID, type CreationProblem } from '../../../server/src/lsp/protocol/index';
import type { Place } from './questions';

/** The content of a new editor. */
export type NewContent = { readonly snippet: string } | { readonly text: string };

/**
 * Opens an unsaved editor with a new file, which gets its name and folder when it is saved. A file that already exists is not
 * changed; the user can open it instead.
 * @param fileName by the filename convention; `null`: not known yet
 * @returns whether the new file was opened
 */
export async function openNew(content: NewContent, { folder }: Place, fileName: string | null): Promise<boolean> {
  const file = folder && fileName !== null && isName(fileName) ? vscode.Uri.joinPath(folder, fileName) : null;
  if (file !== null && (await exists(file))) {
    await notifyExists(file);
    return false;
  }
  const opened = await open(file);
  const document =
    opened.languageId === LANGUAGE_ID ? opened : await vscode.languages.setTextDocumentLanguage(opened, LANGUAGE_ID);
  const editor = await vscode.window.showTextDocument(document);
  if ('snippet' in content) {
    return editor.insertSnippet(new vscode.SnippetString(content.snippet), new vscode.Position(0, 0));
  }
  const isInserted = await insert(content.text, document.uri);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  return isInserted;
}

/** An edit is refused where the user types at the same moment. */
const MAX_ATTEMPTS = 20;

/** Inserts a text at the start of a document: what was typed there meanwhile stays after it. */
async function insert(text: string, uri: vscode.Uri): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), text);
    if (await vscode.workspace.applyEdit(edit)) return true;
  }
  return false;
}

/** Whether a text is a name in the folder, and no path that leads elsewhere. */
function isName(text: string): boolean {
  return !/[\\/]/.test(text) && !/^\.*$/.test(text);
}

// An untitled document with a path is saved there without a dialog. This works for local files only; in virtual file systems
// the file is created first.
async function open(file: vscode.Uri | null): Promise<vscode.TextDocument> {
  if (file === null) return vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  if (file.scheme === 'file') {
    const opened = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
    // One of this name that is not saved yet keeps its text.
    return opened.getText() === '' ? opened : vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  }
  await vscode.workspace.fs.writeFile(file, new Uint8Array());
  return vscode.workspace.openTextDocument(file);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function notifyExists(file: vscode.Uri): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const open = vscode.l10n.t('Open File');
  const message = vscode.l10n.t('{0} already exists and was not changed.', name);
  if ((await vscode.window.showWarningMessage(message, open)) === open) await vscode.window.showTextDocument(file);
}

/** Says that a command was ended by the user before it created anything. */
export function showNothingCreated(): void {
  showEnded(vscode.l10n.t('Nothing was created.'));
}

/** Says for a moment, in the status bar, how a command was ended by the user. @param message localised */
export function showEnded(message: string): void {
  void vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}

const MESSAGE_MS = 5_000;

/**
 * Shows the first problem of the input of a new file as a message, an error before others, and all of them in the output channel.
 * @param done a sentence on what was created; `null`: nothing
 */
export function showProblems(
  problems: readonly CreationProblem[],
  done: string | null,
  output: vscode.LogOutputChannel,
): void {
  for (const { severity, message } of problems) {
    if (severity === 'error') output.error(message);
    else if (severity === 'warning') output.warn(message);
    else output.info(message);
  }
  void notify(problems, done, output);
}

async function notify(
  problems: readonly CreationProblem[],
  done: string | null,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const ranked = [...problems].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const [worst] = ranked;
  if (worst === undefined) {
    if (done !== null) await vscode.window.showInformationMessage(done);
    return;
  }
  const more = problems.length > 1 ? ` ${vscode.l10n.t('({0} more in the output channel)', problems.length - 1)}` : '';
  const message = [done, worst.message].filter(Boolean).join(' ') + more;
  const show = vscode.l10n.t('Show Output');
  const answer =
    done === null
      ? await vscode.window.showErrorMessage(message, show)
      : worst.severity === 'error' || worst.severity === 'warning'
        ? await vscode.window.showWarningMessage(message, show)
        : await vscode.window.showInformationMessage(message, show);
  if (answer === show) output.show();
}

const SEVERITIES: readonly CreationProblem['severity'][] = ['error', 'warning', 'info', 'hint'];

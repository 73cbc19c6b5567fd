import * as vscode from 'vscode';
import { LANGUAGE_ID, type CreationProblem } from '../../../server/src/lsp/protocol/index';
import { messageOf, showStatus } from '../common/notify';
import { isName, nameOf } from '../common/openFile';
import type { Place } from './questions';

/** The content of a new editor. */
export type NewContent = { readonly snippet: string } | { readonly text: string };

/**
 * Opens an unsaved editor with a new file, which gets its name and folder when it is saved. A file that already exists is not
 * changed; the user can open it instead.
 * @param fileName by the filename convention; `null`: not known yet
 * @returns whether the new file was opened
 */
export async function openNew(
  content: NewContent,
  { folder }: Place,
  fileName: string | null,
  output: vscode.LogOutputChannel,
): Promise<boolean> {
  const file = folder && fileName !== null && isName(fileName) ? vscode.Uri.joinPath(folder, fileName) : null;
  if (file !== null && (await exists(file))) {
    await notifyExists(file);
    return false;
  }
  const opened = await open(file, output);
  const document =
    opened.languageId === LANGUAGE_ID ? opened : await vscode.languages.setTextDocumentLanguage(opened, LANGUAGE_ID);
  if ('text' in content) {
    // Before it is shown: what is typed from then on belongs into the text.
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, START, content.text);
    const isInserted = await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(START, START) });
    return isInserted;
  }
  const editor = await vscode.window.showTextDocument(document);
  const snippet = new vscode.SnippetString(content.snippet);
  // It is refused where the user types at the same moment. What was typed before it stays after it.
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) if (await editor.insertSnippet(snippet, START)) return true;
  return false;
}

const START = new vscode.Position(0, 0);
const MAX_ATTEMPTS = 20;

// An untitled document with a path is saved there without a dialog. This works for local files only; in virtual file systems
// the file is created first.
async function open(file: vscode.Uri | null, output: vscode.LogOutputChannel): Promise<vscode.TextDocument> {
  if (file === null) return vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  if (file.scheme === 'file') {
    const opened = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
    // One of this name that is not saved yet keeps its text.
    return opened.getText() === '' ? opened : vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  }
  try {
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
  } catch (error) {
    output.warn(messageOf(error));
    showStatus(
      vscode.l10n.t('Cannot write to "{0}". Save the new file elsewhere.', nameOf(vscode.Uri.joinPath(file, '..'))),
    );
    return vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  }
  return vscode.workspace.openTextDocument(file);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function notifyExists(file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open File');
  const message = vscode.l10n.t('{0} already exists and was not changed.', nameOf(file));
  if ((await vscode.window.showWarningMessage(message, open)) === open) await vscode.window.showTextDocument(file);
}

/** Says that a command was ended by the user before it created anything. */
export function showNothingCreated(): void {
  showStatus(vscode.l10n.t('Nothing was created.'));
}

/**
 * Shows the first problem of the input of a new file, an error before others, and all of them in the output channel.
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
    if (done !== null) showStatus(done);
    return;
  }
  if (done !== null && worst.severity !== 'error' && worst.severity !== 'warning') {
    return showStatus(`${done} ${vscode.l10n.t('Findings in the output channel: {0}.', problems.length)}`);
  }
  const more = problems.length > 1 ? ` ${vscode.l10n.t('({0} more in the output channel)', problems.length - 1)}` : '';
  const message = [done, worst.message].filter(Boolean).join(' ') + more;
  const show = vscode.l10n.t('Show Output');
  const answer =
    done === null
      ? await vscode.window.showErrorMessage(message, show)
      : await vscode.window.showWarningMessage(message, show);
  if (answer === show) output.show();
}

const SEVERITIES: readonly CreationProblem['severity'][] = ['error', 'warning', 'info', 'hint'];

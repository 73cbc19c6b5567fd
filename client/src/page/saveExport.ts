/** Saving and printing what the panel exports. */
import * as vscode from 'vscode';
import type { MatrixFormat } from '../../../server/src/lsp/protocol';
import { showStatus } from '../common/notify';
import { folderOf, isLocal, openFile } from '../common/openFile';

/** A file that the server has created. */
export interface Exported {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** What the format has no room for; localised. */
  readonly notes: readonly string[];
}

const EXTENSIONS: Readonly<Record<MatrixFormat | 'png', readonly string[]>> = {
  html: ['html'],
  csv: ['csv'],
  markdown: ['md'],
  json: ['json'],
  xlsx: ['xlsx'],
  png: ['png'],
};

/** Asks for a place, writes a file there and offers to open it. @param near a document whose folder is offered */
export async function save(
  bytes: Uint8Array,
  fileName: string,
  format: MatrixFormat | 'png',
  near: vscode.Uri | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Export the Matrix');
  const filters = { [format.toUpperCase()]: [...EXTENSIONS[format]] };
  const file = await saveFile(bytes, fileName, { title, filters }, near && folderOf(near));
  if (file === undefined) return;
  const message = vscode.l10n.t('The matrix was written to {0}.', vscode.workspace.asRelativePath(file));
  await offerToOpen(file, format, message);
}

/** Asks for a place, and writes a file there. @param folder which is offered @returns `undefined` if the user cancels */
export async function saveFile(
  bytes: Uint8Array,
  fileName: string,
  dialog: Pick<vscode.SaveDialogOptions, 'title' | 'filters'>,
  folder = vscode.workspace.workspaceFolders?.[0]?.uri,
): Promise<vscode.Uri | undefined> {
  const defaultUri = folder && vscode.Uri.joinPath(folder, fileName);
  const file = await vscode.window.showSaveDialog({ ...dialog, ...(defaultUri && { defaultUri }) });
  if (file !== undefined) await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

/** Says that a file was written, and opens it if the user wants that. */
export async function offerToOpen(file: vscode.Uri, format: string, message: string): Promise<void> {
  const open = vscode.l10n.t('Open');
  if ((await vscode.window.showInformationMessage(message, open)) === open) await openFile(file, format);
}

/**
 * Opens the matrix in a browser for printing, because a webview cannot print. If the browser cannot read the files of the
 * extension, the user chooses where to save the page.
 */
export async function print(
  { bytes, fileName }: Exported,
  storage: vscode.Uri,
  near: vscode.Uri | undefined,
): Promise<void> {
  if (!isLocal(storage)) {
    showStatus(vscode.l10n.t('Save the matrix as an HTML page, open it in a browser and print it from there.'));
    return save(bytes, fileName, 'html', near);
  }
  const file = vscode.Uri.joinPath(storage, 'print', fileName);
  await vscode.workspace.fs.writeFile(file, bytes);
  if (await vscode.env.openExternal(file)) {
    showStatus(vscode.l10n.t('The matrix is open in your browser. Print it from there.'));
  } else await save(bytes, fileName, 'html', near);
}

/** Asks for the separator of a CSV file; the one that spreadsheets in the user's language expect comes first. */
export async function askSeparator(title = vscode.l10n.t('Export the Matrix')): Promise<',' | ';' | '\t' | undefined> {
  const items = [
    { label: vscode.l10n.t('Comma'), description: ',', separator: ',' as const },
    { label: vscode.l10n.t('Semicolon'), description: ';', separator: ';' as const },
    { label: vscode.l10n.t('Tab'), description: '⇥', separator: '\t' as const },
  ];
  // Languages with a decimal comma separate lists with semicolons.
  const hasDecimalComma = (1.5).toLocaleString(vscode.env.language).includes(',');
  if (hasDecimalComma) items.unshift(...items.splice(1, 1));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Column separator'),
  });
  return chosen?.separator;
}

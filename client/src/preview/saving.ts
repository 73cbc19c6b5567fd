/** Where what the panel exports goes. */
import * as vscode from 'vscode';
import type { MatrixFormat } from '../../../server/src/lsp/protocol';

/** A file that the server has made. */
export interface Exported {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

const ENDINGS: Readonly<Record<MatrixFormat | 'png', readonly string[]>> = {
  html: ['html'],
  csv: ['csv'],
  markdown: ['md'],
  json: ['json'],
  png: ['png'],
};

/** Asks where a file is to be, writes it there and offers to open it. @param near a document beside which it is to be */
export async function save(
  bytes: Uint8Array,
  fileName: string,
  format: MatrixFormat | 'png',
  near: vscode.Uri | undefined,
): Promise<void> {
  const folder = near ? vscode.Uri.joinPath(near, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
    filters: { [format.toUpperCase()]: [...ENDINGS[format]] },
    title: vscode.l10n.t('Export the Matrix'),
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, bytes);
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t('The matrix was written to {0}.', vscode.workspace.asRelativePath(file));
  if ((await vscode.window.showInformationMessage(message, open)) === open) await show(file, format);
}

async function show(file: vscode.Uri, format: MatrixFormat | 'png'): Promise<void> {
  // A page is to be seen in a browser, a table in a spreadsheet; that is possible where both are on this machine.
  if (isLocal(file) && (format === 'html' || format === 'csv')) await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand('vscode.open', file);
}

/**
 * A page inside VS Code cannot print: the matrix goes to the browser, which can. Where the browser does not see the files of
 * the extension, the user says where the page is to be.
 */
export async function print(
  { bytes, fileName }: Exported,
  storage: vscode.Uri,
  near: vscode.Uri | undefined,
): Promise<void> {
  if (!isLocal(storage)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Save the matrix as a page, open it in a browser and print it there.'),
    );
    return save(bytes, fileName, 'html', near);
  }
  const file = vscode.Uri.joinPath(storage, 'print', fileName);
  await vscode.workspace.fs.writeFile(file, bytes);
  if (await vscode.env.openExternal(file)) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The matrix is in your browser: print it there.'), MESSAGE_MS);
  } else await save(bytes, fileName, 'html', near);
}

const MESSAGE_MS = 8_000;

function isLocal({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' && vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

/** Asks what is to stand between the columns of a CSV file; what spreadsheets in the user's language expect comes first. */
export async function askSeparator(): Promise<',' | ';' | '\t' | undefined> {
  const items = [
    { label: vscode.l10n.t('Comma'), description: ',', separator: ',' as const },
    { label: vscode.l10n.t('Semicolon'), description: ';', separator: ';' as const },
    { label: vscode.l10n.t('Tab'), description: '⇥', separator: '\t' as const },
  ];
  // Where numbers have a decimal comma, lists have a semicolon.
  const hasDecimalComma = (1.5).toLocaleString(vscode.env.language).includes(',');
  if (hasDecimalComma) items.unshift(...items.splice(1, 1));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export the Matrix'),
    placeHolder: vscode.l10n.t('What stands between the columns'),
  });
  return chosen?.separator;
}

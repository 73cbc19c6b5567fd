/** Which files cannot be written. */
import * as vscode from 'vscode';
import { nameOf } from '../common/openFile';

/** Why the matrix and the plan do not write into a file; empty: they do. */
export async function readOnlyReason(file: vscode.Uri): Promise<string> {
  return vscode.workspace.isTrusted
    ? reasonOfFile(file)
    : vscode.l10n.t('The workspace is not trusted. Trust it to write into its files.');
}

/** Why nobody can write into a file; empty: one can. */
export async function reasonOfFile(file: vscode.Uri): Promise<string> {
  if (file.scheme === 'git')
    return vscode.l10n.t('{0} is a version from Git, which cannot be changed. Open the file itself.', nameOf(file));
  const reason = vscode.l10n.t('{0} is read-only. Save a copy elsewhere to change it.', nameOf(file));
  if (vscode.workspace.fs.isWritableFileSystem(file.scheme) === false) return reason;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(file);
    return (permissions & vscode.FilePermission.Readonly) === 0 ? '' : reason;
  } catch {
    // A new document that is not saved yet has no file, and can be written.
    return '';
  }
}

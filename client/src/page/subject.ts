import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixScope } from '../../../server/src/lsp/protocol/index';
import { nameOf } from '../common/openFile';
import type { Subject } from '../../webview/messages';

/** The value of `compareWith` for the last committed versions in git. */
export const HEAD = 'HEAD';

/** All VPC files of the workspace. */
export const WORKSPACE: Subject = { uris: [], compareWith: '' };

export function subjectOf(uris: readonly vscode.Uri[], compareWith = ''): Subject {
  return { uris: uris.map((uri) => uri.toString()), compareWith };
}

/** All VPC files of a folder. */
export function folderSubject(folder: vscode.Uri): Subject {
  return { uris: [], folder: folder.toString(), compareWith: '' };
}

/** The documents of a subject, as the server takes them. */
export function scopeOf(
  { uris, folder }: Subject,
  { code2ProtocolConverter: convert }: BaseLanguageClient,
): MatrixScope {
  const converted = uris.map((uri) => convert.asUri(vscode.Uri.parse(uri)));
  if (uris.length > 0) return { kind: 'documents', uris: converted };
  if (folder === undefined) return { kind: 'workspace' };
  return { kind: 'folder', uri: convert.asUri(vscode.Uri.parse(folder)) };
}

/** Whether two panels show the same documents. What they are compared with does not count. */
export function isSameSubject(a: Subject, b: Subject): boolean {
  if (a.folder !== b.folder) return false;
  return a.uris.length === b.uris.length && a.uris.every((uri) => b.uris.includes(uri));
}

/** The title of a panel. */
export function titleOf({ uris, folder }: Subject): string {
  const [only] = uris;
  if (folder !== undefined) return vscode.l10n.t('Matrix: {0}', nameOf(vscode.Uri.parse(folder)));
  if (only === undefined) return vscode.l10n.t('Matrix: Workspace');
  return uris.length === 1
    ? vscode.l10n.t('Matrix: {0}', nameOf(vscode.Uri.parse(only)))
    : vscode.l10n.t('Matrix: {0} Files', uris.length);
}

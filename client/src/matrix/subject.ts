import * as vscode from 'vscode';
import type { Subject } from '../../webview/messages';

/** The value of `compareWith` for the last committed versions in git. */
export const HEAD = 'HEAD';

/** All VPC files of the workspace. */
export const WORKSPACE: Subject = { uris: [], compareWith: '' };

export function subjectOf(uris: readonly vscode.Uri[], compareWith = ''): Subject {
  return { uris: uris.map((uri) => uri.toString()), compareWith };
}

/** Whether two panels show the same documents. What they are compared with does not count. */
export function isSameSubject(a: Subject, b: Subject): boolean {
  return a.uris.length === b.uris.length && a.uris.every((uri) => b.uris.includes(uri));
}

/** The title of a panel. */
export function titleOf({ uris }: Subject): string {
  const [only] = uris;
  if (only === undefined) return vscode.l10n.t('Matrix: Workspace');
  return uris.length === 1
    ? vscode.l10n.t('Matrix: {0}', nameOf(vscode.Uri.parse(only)))
    : vscode.l10n.t('Matrix: {0} Files', uris.length);
}

/** The name of a file without its folders. */
export function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

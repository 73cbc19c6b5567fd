/** The older edition that a matrix is compared with. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID, type MatrixEdition } from '../../../server/src/lsp/protocol/index';
import { nameOf } from '../common/openFile';
import { headVersion, NoVersionError } from './git';
import { HEAD } from '../page/subject';

/** The older edition of all documents of a matrix. */
export interface OlderEdition {
  readonly editions: readonly MatrixEdition[];
  /** Display name. */
  readonly name: string;
  /** Calls `listener` when git has another version. */
  onDidChange(listener: () => void): vscode.Disposable;
}

/**
 * Reads an older edition: the committed versions of all documents that have one, or another document.
 * @param compareWith {@link HEAD} or the uri of a document
 * @throws NoVersionError if there is none
 */
export async function olderEdition(
  compareWith: string,
  uris: readonly vscode.Uri[],
  client: BaseLanguageClient,
): Promise<OlderEdition> {
  const { code2ProtocolConverter: convert } = client;
  if (compareWith !== HEAD) {
    const uri = vscode.Uri.parse(compareWith);
    const editions = [{ uri: convert.asUri(uri), name: nameOf(uri) }];
    return { editions, name: nameOf(uri), onDidChange: () => new vscode.Disposable(() => undefined) };
  }
  const found = await Promise.allSettled(
    uris.map(async (uri) => ({ uri: convert.asUri(uri), name: HEAD, version: await headVersion(uri) })),
  );
  const versions = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = found.find((one) => one.status === 'rejected');
  // A new file among several has no older version: all of its statements are new.
  if (versions.length === 0) throw failed?.reason ?? new NoVersionError(vscode.l10n.t('No file to compare.'));
  return {
    editions: versions.map(({ uri, name, version: { text } }) => ({ uri, name, text })),
    name: vscode.l10n.t('the last commit'),
    onDidChange: (listener) => vscode.Disposable.from(...versions.map(({ version }) => version.onDidChange(listener))),
  };
}

interface EditionItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<string | undefined> | string;
}

/** Asks for the older edition to compare a matrix with. @returns `compareWith` of {@link olderEdition}; `undefined` if cancelled */
export async function askOlderEdition(uris: readonly vscode.Uri[]): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.filter(
    ({ languageId, uri }) => languageId === LANGUAGE_ID && !uris.some((one) => one.toString() === uri.toString()),
  );
  const items: EditionItem[] = [
    {
      label: `$(git-commit) ${vscode.l10n.t('The version in the last commit (git HEAD)')}`,
      choose: () => HEAD,
    },
    ...open.map(({ uri }) => ({
      label: `$(file) ${nameOf(uri)}`,
      description: vscode.l10n.t('open'),
      choose: () => uri.toString(),
    })),
    { label: `$(folder-opened) ${vscode.l10n.t('An older file…')}`, choose: () => askFile(uris[0]) },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare the Matrix'),
    placeHolder: vscode.l10n.t('Older edition to compare with'),
  });
  return chosen?.choose();
}

async function askFile(near: vscode.Uri | undefined): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Compare the Matrix'),
      ...(near && { defaultUri: vscode.Uri.joinPath(near, '..') }),
      filters: { [vscode.l10n.t('VPC files')]: ['xml'] },
    })) ?? [];
  return file?.toString();
}

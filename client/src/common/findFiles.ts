import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  FIND_FILES,
  LANGUAGE_ID,
  READ_FILE,
  type FindFilesParams,
  type FindFilesResult,
  type FoundFile,
  type ReadFileParams,
  type ReadFileResult,
} from '../../../server/src/lsp/protocol/index';
import { base64Of } from '../../../server/src/lsp/protocol/base64';
import { filesIn, onDidReachLimit } from './search';

/**
 * Lists the files of a folder for a server that cannot: in a browser, in a virtual workspace. Returns none if the workspace is
 * not trusted.
 */
export function serveFolders(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(
    FIND_FILES,
    async ({ folder, extension, most }: FindFilesParams, token: vscode.CancellationToken): Promise<FindFilesResult> => {
      if (!vscode.workspace.isTrusted) return { files: [] };
      const uris = await filesIn(vscode.Uri.parse(folder), { glob: `**/*${extension}`, most, token });
      const files = await Promise.all(uris.map((uri) => foundFile(uri, client)));
      return { files: files.filter((file) => file !== null) };
    },
  );
}

/** Says in the status of VPC files that not all folders were searched. */
export function showUnsearched(output: vscode.LogOutputChannel): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;
  return vscode.Disposable.from(
    { dispose: () => void item?.dispose() },
    onDidReachLimit((folder) => {
      output.warn(vscode.l10n.t('Not all folders of {0} were searched for VPC files.', folder.toString(true)));
      item ??= vscode.languages.createLanguageStatusItem('vpc.search', { language: LANGUAGE_ID });
      item.name = vscode.l10n.t('VPC files of the workspace');
      item.text = vscode.l10n.t('Not all folders were searched');
      item.detail = vscode.l10n.t('Open a folder further down.');
      item.severity = vscode.LanguageStatusSeverity.Warning;
    }),
  );
}

async function foundFile(uri: vscode.Uri, client: BaseLanguageClient): Promise<FoundFile | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    // Links are not followed: they can lead out of the folder.
    if ((type & vscode.FileType.SymbolicLink) !== 0) return null;
    return { uri: client.code2ProtocolConverter.asUri(uri), size };
  } catch (error) {
    client.info(`Cannot look at ${uri.toString()}: ${String(error)}`);
    return null;
  }
}

/**
 * Reads files for a server that cannot: in a browser, in a virtual workspace. Only through VS Code's file system, never a web
 * address, and nothing if the workspace is not trusted.
 */
export function serveFiles(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(READ_FILE, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
    const file = vscode.Uri.parse(uri);
    const isAllowed = vscode.workspace.isTrusted && !['http', 'https'].includes(file.scheme);
    if (!isAllowed) return { bytes: null };
    try {
      return { bytes: base64Of(await vscode.workspace.fs.readFile(file)) };
    } catch (error) {
      client.info(`Cannot read ${uri}: ${String(error)}`);
      return { bytes: null };
    }
  });
}

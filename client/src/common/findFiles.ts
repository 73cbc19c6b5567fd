import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  FIND_FILES,
  IGNORED_FOLDERS,
  type FindFilesParams,
  type FindFilesResult,
  type FoundFile,
} from '../../../server/src/lsp/protocol';

/**
 * Looks for files for a server that cannot: in a browser, in a virtual workspace. Nothing in a workspace that is not
 * trusted.
 */
export function serveFolders(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(
    FIND_FILES,
    async ({ folder, extension, most }: FindFilesParams, token: vscode.CancellationToken): Promise<FindFilesResult> => {
      if (!vscode.workspace.isTrusted) return { files: [] };
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), `**/*${extension}`);
      const ignored = `**/{${IGNORED_FOLDERS.join(',')}}/**`;
      const uris = await vscode.workspace.findFiles(pattern, ignored, most, token);
      const files = await Promise.all(uris.map((uri) => found(uri, client)));
      return { files: files.filter((file) => file !== null) };
    },
  );
}

async function found(uri: vscode.Uri, client: BaseLanguageClient): Promise<FoundFile | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return { uri: client.code2ProtocolConverter.asUri(uri), size };
  } catch (error) {
    client.info(`Cannot look at ${uri.toString()}: ${String(error)}`);
    return null;
  }
}

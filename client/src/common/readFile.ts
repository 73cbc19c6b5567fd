import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { READ_FILE, type ReadFileParams, type ReadFileResult } from '../../../server/src/lsp/protocol';

/**
 * Reads files for a server that cannot: in a browser, in a virtual workspace. Only what VS Code's file system knows,
 * never a web address, and nothing in a workspace that is not trusted.
 */
export function serveFiles(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(READ_FILE, async ({ uri }: ReadFileParams): Promise<ReadFileResult> => {
    const file = vscode.Uri.parse(uri);
    const mayBeRead = vscode.workspace.isTrusted && !['http', 'https'].includes(file.scheme);
    if (!mayBeRead) return { text: null };
    try {
      return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
    } catch (error) {
      client.info(`Cannot read ${uri}: ${String(error)}`);
      return { text: null };
    }
  });
}

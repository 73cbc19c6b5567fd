/** Entry of the extension in the Node extension host: the language server is a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateExtension } from './common/activate';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code when the first XML or VPC file is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server = { module, transport: TransportKind.stdio };
  stop = activateExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, { run: server, debug: server }, options),
  );
}

/** Called by VS Code on shutdown. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

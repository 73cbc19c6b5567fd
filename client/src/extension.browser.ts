/** Entry of the extension in a browser: the language server is a web worker. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateExtension } from './common/activate';

type ServerWorker = Exclude<ConstructorParameters<typeof LanguageClient>[2], (...args: never) => unknown>;

/** The part of a web worker's constructor that is needed here; the DOM library is not loaded. */
declare const Worker: new (url: string) => ServerWorker;

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code when the first XML or VPC file is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  stop = activateExtension(
    context,
    (id, name, options) =>
      // A function: a worker that died, or was stopped, cannot be used again.
      new LanguageClient(id, name, () => Promise.resolve(new Worker(module.toString(true))), options),
  );
}

/** Called by VS Code on shutdown. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

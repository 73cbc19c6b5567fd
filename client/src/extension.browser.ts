/** Entry of the extension in a browser: the language server is a web worker. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateExtension } from './common/activate';

/** The part of a web worker's constructor that is needed here; the DOM library is not loaded. */
declare const Worker: new (url: string) => object;

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code when the first XML or VPC file is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js').toString(true);
  stop = activateExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, () => Promise.resolve(startWorker(script)), options),
  );
}

/** Called by VS Code on shutdown. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

// A new worker for each start, because one that has ended cannot be used again. Reader and writer are created here, because the
// client does not accept the substitute for Worker in VS Code's extension host.
function startWorker(script: string): MessageTransports {
  const worker = new Worker(script);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** The language server of the extension host in a browser: a web worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import type * as vscode from 'vscode';
import type { CreateClient } from './common/activate';

/** The part of a web worker's constructor that is needed here; the DOM library is not loaded. */
declare const Worker: new (url: string) => object;

/** Starts the program in a web worker. */
export function webClient(program: vscode.Uri): CreateClient {
  const script = program.toString(true);
  return (id, name, options) => new LanguageClient(id, name, () => Promise.resolve(startWorker(script)), options);
}

// A new worker for each start, because one that has ended cannot be used again. Reader and writer are created here, because the
// client does not accept the substitute for Worker in VS Code's extension host.
function startWorker(script: string): MessageTransports {
  const worker = new Worker(script);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

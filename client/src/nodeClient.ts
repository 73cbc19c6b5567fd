/** The language server of the Node extension host: a process of its own. */
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type * as vscode from 'vscode';
import type { CreateClient } from './common/activate';

/** Starts the program in a process, with the Node of VS Code. */
export function nodeClient(program: vscode.Uri): CreateClient {
  const server = { module: program.fsPath, transport: TransportKind.stdio };
  return (id, name, options) => new LanguageClient(id, name, { run: server, debug: server }, options);
}

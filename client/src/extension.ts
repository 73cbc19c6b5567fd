/** Entry of the extension, in the Node extension host and in a browser: one file, because nearly all of both is the same. */
import * as vscode from 'vscode';
import { activateExtension, type CreateClient } from './common/activate';

let stop: (() => Promise<void>) | undefined;

/** Called by VS Code when the first XML or VPC file is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  stop = activateExtension(context, await clientFor(program));
  if (isInNode()) context.subscriptions.push((await import('./terminal')).registerTerminal(context));
}

/** Called by VS Code on shutdown. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

/** The library for one environment does not load in the other. */
async function clientFor(program: vscode.Uri): Promise<CreateClient> {
  return isInNode()
    ? (await import('./nodeClient')).nodeClient(program)
    : (await import('./webClient')).webClient(program);
}

function isInNode(): boolean {
  return typeof process === 'object' && typeof process.versions?.node === 'string';
}

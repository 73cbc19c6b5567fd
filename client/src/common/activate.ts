import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { LANGUAGE_ID, type InitializationOptions } from '../../../server/src/lsp/protocol/index';
import { serveFolders, serveFiles, showUnsearched } from './findFiles';
import { registerCommands } from '../commands';
import { OPEN_MATRIX_AT, registerMatrix } from '../matrix';
import { PlanPanels } from '../plan';
import { closeTags } from './autoInsert';
import { readOnlyFiles } from './readOnlyFiles';
import { recogniseDocuments } from './recognition';
import { RestartPolicy } from './restartPolicy';
import { showStatus } from './notify';
import { BUNDLED, RESTART, SchemaInUseView } from './schemaInUse';
import { showStarting } from './serverStatus';

/** Creates the language client of this environment, whose server is a Node process or a web worker; does not start it. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Sets up the extension, both on the desktop and in a browser.
 * @returns stops the language server; for `deactivate`
 */
export function activateExtension(context: vscode.ExtensionContext, createClient: CreateClient): () => Promise<void> {
  const output = vscode.window.createOutputChannel('VPC Tools', { log: true });
  const client = createClient('vpc', 'VPC Tools', {
    documentSelector: [{ language: LANGUAGE_ID }],
    outputChannel: output,
    initializationOptions: (): InitializationOptions => ({
      l10n: vscode.l10n.bundle,
      trusted: vscode.workspace.isTrusted,
      workspaceDiagnostics: false,
      matrixCommand: OPEN_MATRIX_AT,
      ownCommands: true,
      bundledSchemaUri: BUNDLED.toString(),
    }),
    middleware: readOnlyFiles,
    errorHandler: new RestartPolicy((message, isRunningAgain) => {
      output.warn(message);
      if (isRunningAgain) showStatus(message);
      else void offerRestart(message, output);
    }),
  });
  let started: Promise<void> | undefined;
  const running = async (): Promise<BaseLanguageClient> => {
    started ??= client.start();
    await started;
    return client;
  };
  const restart = async (): Promise<void> => {
    if (client.needsStop()) await client.stop();
    started = client.start();
    await started;
    output.info('The language server was restarted.');
  };
  const { extensionUri, globalStorageUri: storage, workspaceState: state } = context;
  const plans = new PlanPanels(client, {
    ...{ running, output, extensionUri, state },
    showMatrix: (subject, column) => matrix.open(subject, column),
  });
  const matrix = registerMatrix(client, {
    ...{ running, output, extensionUri, storage },
    showPlan: (subject, column) => plans.open(subject, column),
  });
  context.subscriptions.push(
    output,
    plans,
    matrix,
    showStarting(client),
    new SchemaInUseView(client),
    showUnsearched(output),
    serveFiles(client),
    serveFolders(client),
    closeTags(client),
    recogniseDocuments(client, running),
    registerCommands({ running, output, state, version: versionOf(context) }),
    vscode.commands.registerCommand(RESTART, restart),
    vscode.commands.registerCommand('vpc.showOutput', () => output.show()),
    // The server receives the trust state when it starts, so it is restarted when trust is granted.
    vscode.workspace.onDidGrantWorkspaceTrust(() => started && restart()),
    vscode.workspace.onDidOpenTextDocument((document) => startFor(document)),
  );
  const startFor = (document: vscode.TextDocument): void => {
    if (document.languageId === LANGUAGE_ID && !started) void running();
  };
  vscode.workspace.textDocuments.forEach(startFor);
  return async () => {
    if (started) await client.dispose();
  };
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return (extension.packageJSON as { version: string }).version;
}

async function offerRestart(message: string, output: vscode.LogOutputChannel): Promise<void> {
  const [start, show] = [vscode.l10n.t('Start'), vscode.l10n.t('Show Output')];
  const answer = await vscode.window.showErrorMessage(message, start, show);
  if (answer === start) await vscode.commands.executeCommand(RESTART);
  if (answer === show) output.show();
}

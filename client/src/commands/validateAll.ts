import * as vscode from 'vscode';
import type {
  BaseLanguageClient,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageclient';
import { ProgressType, WorkDoneProgress, WorkspaceDiagnosticRequest } from 'vscode-languageclient';
import { LANGUAGE_ID } from '../../../server/src/lsp/protocol/index';
import type { Command, CommandContext } from './context';

/** The result for a file. Its problems are in the Problems view as long as the file is not open. */
interface Validated {
  readonly resultId: string | undefined;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/** The sources of the diagnostics of the language server. */
const SOURCES: readonly (string | undefined)[] = ['xml', 'xsd', 'vpc'];

/** The command that validates all VPC files of the workspace and keeps their problems in the Problems view. */
export class ValidatedFiles implements vscode.Disposable {
  readonly command: Command = { id: 'vpc.validateWorkspace', run: (context) => this.run(context) };
  private readonly collection = vscode.languages.createDiagnosticCollection('vpc-workspace');
  private readonly files = new Map<string, Validated>();
  private readonly disposables: vscode.Disposable[];
  private runs = 0;

  constructor() {
    this.disposables = [
      this.collection,
      // The client pulls the diagnostics of an open document: they must not be listed twice.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.collection.delete(uri)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach((uri) => this.follow(uri))),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.show(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.forget(uri))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.forget(oldUri))),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async run({ running }: CommandContext): Promise<void> {
    const client = await running();
    const isDone = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Validating the VPC files in the workspace'),
        cancellable: true,
      },
      (progress, token) => this.ask(client, progress, token),
    );
    if (isDone) await this.sumUp();
  }

  /** @returns whether it was completed; false if cancelled */
  private async ask(
    client: BaseLanguageClient,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    const run = ++this.runs;
    const [workDoneToken, partialResultToken] = [`vpc-work-${run}`, `vpc-part-${run}`];
    let shown = 0;
    const listening = vscode.Disposable.from(
      client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== 'report') return;
        const increment = (value.percentage ?? shown) - shown;
        shown += increment;
        progress.report({ increment, ...(value.message !== undefined && { message: value.message }) });
      }),
      client.onProgress(PARTIAL, partialResultToken, ({ items }) => void this.take(items, client)),
    );
    const previousResultIds = [...this.files].flatMap(([uri, { resultId }]) =>
      resultId === undefined ? [] : [{ uri, value: resultId }],
    );
    try {
      const params = { identifier: LANGUAGE_ID, previousResultIds, workDoneToken, partialResultToken };
      const report: WorkspaceDiagnosticReport = await client.sendRequest(
        WorkspaceDiagnosticRequest.type,
        params,
        token,
      );
      await this.take(report.items, client);
      return !token.isCancellationRequested;
    } catch (error) {
      if (token.isCancellationRequested) return false;
      throw error;
    } finally {
      listening.dispose();
    }
  }

  private async take(items: readonly WorkspaceDocumentDiagnosticReport[], client: BaseLanguageClient): Promise<void> {
    for (const item of items) {
      if (item.kind === 'unchanged') continue;
      const diagnostics = await client.protocol2CodeConverter.asDiagnostics(item.items);
      this.files.set(item.uri, { resultId: item.resultId, diagnostics });
      this.show(client.protocol2CodeConverter.asUri(item.uri));
    }
  }

  private show(uri: vscode.Uri): void {
    const known = this.files.get(uri.toString());
    const isOpen = vscode.workspace.textDocuments.some(
      (document) =>
        document.uri.toString() === uri.toString() && document.languageId === LANGUAGE_ID && !document.isClosed,
    );
    if (known !== undefined && !isOpen) this.collection.set(uri, [...known.diagnostics]);
  }

  /** Keeps the diagnostics of an open document for the time after it is closed. */
  private follow(uri: vscode.Uri): void {
    const key = uri.toString();
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
    if (!isOpen || !this.files.has(key) || this.collection.has(uri)) return;
    const diagnostics = vscode.languages.getDiagnostics(uri).filter(({ source }) => SOURCES.includes(source));
    this.files.set(key, { resultId: undefined, diagnostics });
  }

  private forget(uri: vscode.Uri): void {
    this.files.delete(uri.toString());
    this.collection.delete(uri);
  }

  private async sumUp(): Promise<void> {
    const all = [...this.files.values()].flatMap(({ diagnostics }) => diagnostics);
    const count = (wanted: vscode.DiagnosticSeverity): number =>
      all.filter(({ severity }) => severity === wanted).length;
    const [errors, warnings] = [count(vscode.DiagnosticSeverity.Error), count(vscode.DiagnosticSeverity.Warning)];
    const files = this.files.size;
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('VPC files validated: {0}. No problems.', files));
      return;
    }
    const message = vscode.l10n.t('VPC files validated: {0}. Errors: {1}, warnings: {2}.', files, errors, warnings);
    const show = vscode.l10n.t('Show Problems');
    const answer =
      errors > 0
        ? await vscode.window.showWarningMessage(message, show)
        : await vscode.window.showInformationMessage(message, show);
    if (answer === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

const PARTIAL = new ProgressType<WorkspaceDiagnosticReportPartialResult>();

/** One panel with a matrix: what stands between the page and the language server. */
import * as vscode from 'vscode';
import { ProgressType, type BaseLanguageClient } from 'vscode-languageclient';
import {
  MATRIX_CELL_AT,
  MATRIX_CLOSE,
  MATRIX_DETAILS,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  MATRIX_PLACES,
  type MatrixCellAtParams,
  type MatrixCellAtResult,
  type MatrixChangedParams,
  type MatrixCloseParams,
  type MatrixDetails,
  type MatrixDetailsParams,
  type MatrixEdition,
  type MatrixExportParams,
  type MatrixExportResult,
  type MatrixFormat,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type MatrixPlacesParams,
  type MatrixPlacesResult,
} from '../../../server/src/lsp/protocol';
import { isToPanel, type Selection, type Subject, type ToPage, type ToPanel } from '../../webview/messages';
import { askOlderEdition, olderEdition, type OlderEdition } from './edition';
import { NoVersion } from './git';
import { pageHtml } from './html';
import { askSeparator, print, save, type Exported } from './saving';
import { showPlace } from './source';
import { titleOf } from './subject';
import { pageTexts } from './texts';

/** The type of the panels, as VS Code keeps it over restarts. */
export const VIEW_TYPE = 'vpc.matrix';

/** What a panel needs of the extension. */
export interface PanelContext {
  readonly running: () => Promise<BaseLanguageClient>;
  readonly output: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** A folder of the extension, for pages to be printed. */
  readonly storage: vscode.Uri;
}

/** What a webview may load, and that it may run the page's script. */
export function webviewOptions({ extensionUri }: Pick<PanelContext, 'extensionUri'>): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')] };
}

const EXPORT_PART = new ProgressType<string>();

let opened = 0;

export class MatrixPanel implements vscode.Disposable {
  readonly id = `matrix-${++opened}`;
  /** Documents that the server has named as sources. */
  private sources: readonly vscode.Uri[] = [];
  private older: vscode.Disposable | undefined;
  /** Tells the server that the page is ready for more. */
  private isDrawn: (() => void) | undefined;
  private loads = 0;
  private exports = 0;
  /** Until the matrix has been opened, what the server tells is about the one before. */
  private isLoading = false;
  /** The details that the page shows, or will. */
  private answered: { readonly question: number; readonly details: MatrixDetails | null } | undefined;
  /** What the older edition is called; empty: none. */
  private compared = '';

  constructor(
    private readonly panel: vscode.WebviewPanel,
    public subject: Subject,
    private readonly context: PanelContext,
    private readonly closed: (panel: MatrixPanel) => void,
  ) {
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    panel.title = titleOf(subject);
    panel.webview.options = webviewOptions(context);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isToPanel(message)) void this.guard(this.hear(message));
    });
    panel.onDidDispose(() => this.dispose());
    panel.webview.html = this.html();
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  /** Shows something else, or the same compared with something else. */
  async show(subject: Subject): Promise<void> {
    this.subject = subject;
    this.panel.title = titleOf(subject);
    await this.load();
  }

  /** Asks the server for all of the matrix; what goes wrong is told. */
  reload(): Promise<void> {
    return this.guard(this.load());
  }

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.isLoading = true;
    this.drawn();
    try {
      await this.loadAs(load);
    } finally {
      if (load === this.loads) this.isLoading = false;
    }
    if (load === this.loads) await this.followCursor();
  }

  private async loadAs(load: number): Promise<void> {
    const client = await this.context.running();
    let older: OlderEdition | undefined;
    try {
      const documents = await this.documents(client);
      older =
        this.subject.compareWith === '' ? undefined : await olderEdition(this.subject.compareWith, documents, client);
      this.post({ type: 'notice', text: '' });
    } catch (error) {
      if (!(error instanceof NoVersion)) throw error;
      this.subject = { ...this.subject, compareWith: '' };
      this.post({ type: 'notice', text: error.message });
    }
    const snapshot = await this.ask(client, older?.editions);
    if (snapshot === null || load !== this.loads) return;
    this.older?.dispose();
    this.older = older?.onDidChange(() => void this.reload());
    this.compared = older?.name ?? '';
    this.post({ type: 'snapshot', snapshot, compared: this.compared, subject: this.subject });
  }

  /** The server tells of a change. Ends when the page has drawn it, or has gone. */
  async change(params: MatrixChangedParams): Promise<void> {
    if (this.isLoading) return;
    const drawn = new Promise<void>((done) => (this.isDrawn = done));
    if ('delta' in params) this.post({ type: 'delta', delta: params.delta });
    else {
      this.post({ type: 'snapshot', snapshot: params.snapshot, compared: this.compared, subject: this.subject });
    }
    await drawn;
    await this.follow(vscode.window.activeTextEditor);
  }

  /** Marks the cell that the cursor of the active editor is in. Where that fails, the next move of the cursor tries again. */
  async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    try {
      await this.followCursor(editor);
    } catch (error) {
      this.context.output.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private async followCursor(editor = vscode.window.activeTextEditor): Promise<void> {
    if (!this.panel.visible || editor === undefined) return;
    const client = await this.context.running();
    const params: MatrixCellAtParams = {
      id: this.id,
      uri: client.code2ProtocolConverter.asUri(editor.document.uri),
      position: client.code2ProtocolConverter.asPosition(editor.selection.active),
    };
    this.post({ type: 'cursor', at: await client.sendRequest<MatrixCellAtResult>(MATRIX_CELL_AT, params) });
  }

  dispose(): void {
    this.loads++;
    this.drawn();
    this.older?.dispose();
    this.closed(this);
    const params: MatrixCloseParams = { id: this.id };
    void this.guard(this.context.running().then((client) => client.sendNotification(MATRIX_CLOSE, params)));
  }

  private async hear(message: ToPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.post({ type: 'start', texts: pageTexts(), subject: this.subject });
        return this.load();
      case 'again':
        return this.load();
      case 'drawn':
        return this.drawn();
      case 'details':
        return this.details(message.question, message.row, message.column);
      case 'open':
        return this.open(message.row, message.column);
      case 'openPart':
        return this.openPart(message.question, message.part);
      case 'export':
        return this.export(message.format, message.selection);
      case 'print':
        return this.print(message.selection);
      case 'picture':
        return save(bytesOf(message.data), `${nameForFile(this.subject)}.png`, 'png', this.sources[0]);
      case 'compare':
        return this.compare();
      case 'stopComparing':
        return this.show({ ...this.subject, compareWith: '' });
      case 'settings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'vpc.matrix');
    }
  }

  /** Opens the matrix at the server. */
  private async ask(
    client: BaseLanguageClient,
    compareWith: readonly MatrixEdition[] | undefined,
  ): Promise<MatrixOpenResult> {
    const uris = this.subject.uris.map((uri) => client.code2ProtocolConverter.asUri(vscode.Uri.parse(uri)));
    const params: MatrixOpenParams = {
      id: this.id,
      scope: uris.length === 0 ? { kind: 'workspace' } : { kind: 'documents', uris },
      ...(compareWith && { compareWith }),
    };
    const snapshot = await client.sendRequest<MatrixOpenResult>(MATRIX_OPEN, params);
    if (snapshot !== null) {
      this.sources = snapshot.sources.map(({ uri }) => client.protocol2CodeConverter.asUri(uri));
    }
    return snapshot;
  }

  /** The documents that are shown. Which ones are in the workspace, the server knows. */
  private async documents(client: BaseLanguageClient): Promise<readonly vscode.Uri[]> {
    if (this.subject.uris.length > 0) return this.subject.uris.map((uri) => vscode.Uri.parse(uri));
    if (this.subject.compareWith !== '' && this.sources.length === 0) await this.ask(client, undefined);
    return this.sources;
  }

  private async details(question: number, row: string, column: string): Promise<void> {
    const client = await this.context.running();
    const params: MatrixDetailsParams = this.target(row, column);
    const details = await client.sendRequest<MatrixDetails | null>(MATRIX_DETAILS, params);
    this.answered = { question, details };
    this.post({ type: 'details', question, details });
  }

  private async openPart(question: number, part: number): Promise<void> {
    const place = this.answered?.question === question ? this.answered.details?.parts[part]?.place : undefined;
    if (place !== undefined) await showPlace(place, await this.context.running(), this.panel.viewColumn);
  }

  private async open(row: string, column: string): Promise<void> {
    const client = await this.context.running();
    const params: MatrixPlacesParams = this.target(row, column);
    const { places } = await client.sendRequest<MatrixPlacesResult>(MATRIX_PLACES, params);
    // A hole has no place of its own: its patch has.
    const [found] = places;
    if (found !== undefined) await showPlace(found, client, this.panel.viewColumn);
    else if (row !== '' && column !== '') await this.open(row, '');
  }

  private async export(format: MatrixFormat, selection: Selection): Promise<void> {
    const separator = format === 'csv' ? await askSeparator() : undefined;
    if (format === 'csv' && separator === undefined) return;
    const result = await this.exported({ format, ...selection, ...(separator && { separator }) });
    if (result !== null) await save(result.bytes, result.fileName, format, this.sources[0]);
  }

  private async print(selection: Selection): Promise<void> {
    const result = await this.exported({ format: 'html', ...selection });
    if (result !== null) await print(result, this.context.storage, this.sources[0]);
  }

  /** A long text comes in parts. */
  private async exported(params: Omit<MatrixExportParams, 'id' | 'partialResultToken'>): Promise<Exported | null> {
    const client = await this.context.running();
    const partialResultToken = `${this.id}-export-${++this.exports}`;
    const all: MatrixExportParams = { id: this.id, ...params, partialResultToken };
    const where = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Exporting the matrix') };
    const encoder = new TextEncoder();
    const parts: Uint8Array[] = [];
    const listening = client.onProgress(
      EXPORT_PART,
      partialResultToken,
      (part) => void parts.push(encoder.encode(part)),
    );
    try {
      const result = await vscode.window.withProgress(where, () =>
        client.sendRequest<MatrixExportResult | null>(MATRIX_EXPORT, all),
      );
      return result && { fileName: result.fileName, bytes: joined([...parts, encoder.encode(result.text)]) };
    } finally {
      listening.dispose();
    }
  }

  private async compare(): Promise<void> {
    const compareWith = await askOlderEdition(this.sources);
    if (compareWith !== undefined) await this.show({ ...this.subject, compareWith });
  }

  private target(row: string, column: string): MatrixDetailsParams {
    return { id: this.id, ...(row !== '' && { row }), ...(column !== '' && { column }) };
  }

  private drawn(): void {
    this.isDrawn?.();
    this.isDrawn = undefined;
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  /** What goes wrong while the page is served is told to the user, and in full to the output channel. */
  private async guard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.context.output.error(error instanceof Error ? error : String(error));
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The matrix could not do that: {0}', reason));
    }
  }

  private html(): string {
    const { webview } = this.panel;
    const file = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'webview', name)).toString();
    return pageHtml({
      script: file('main.js'),
      style: file('main.css'),
      source: webview.cspSource,
      nonce: nonce(),
      language: vscode.env.language,
    });
  }
}

function nameForFile({ uris }: Subject): string {
  const [only] = uris;
  if (only === undefined || uris.length > 1) return 'matrix';
  const { path } = vscode.Uri.parse(only);
  return path.slice(path.lastIndexOf('/') + 1).replace(/(\.vpc)?\.xml$/i, '');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A panel with a matrix: connects its page with the language server. */
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
  type MatrixNote,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type MatrixPlacesParams,
  type MatrixPlacesResult,
  type MatrixSource,
} from '../../../server/src/lsp/protocol/index';
import { bytesOf } from '../../../server/src/lsp/protocol/base64';
import type { PageAction, Selection, Subject, ToPanel } from '../../webview/messages';
import { STATE_DATES } from '../../webview/writing/stateDates';
import { pageTexts } from '../page/html';
import { Page, type PageContext } from '../page/page';
import { askSeparator, print, save, type Exported } from '../page/saveExport';
import { showFile, showPlace } from '../page/showPlace';
import { scopeOf, titleOf } from '../page/subject';
import { askOlderEdition, olderEdition, type OlderEdition } from './edition';
import { NoVersionError } from './git';
import { isWrite, PanelWriting } from './panelWriting';

/** The type of the panels, which VS Code stores to restore them. */
export const VIEW_TYPE = 'vpc.matrix';

/** The type of the editors for one file, as in the manifest. */
export const EDITOR_TYPE = 'vpc.matrixEditor';

/** What the extension provides to a panel. */
export interface PanelContext extends PageContext {
  readonly running: () => Promise<BaseLanguageClient>;
  /** A folder of the extension for pages to print. */
  readonly storage: vscode.Uri;
  /** Shows the plan of files. @returns whether it is shown: the user can cancel */
  readonly showPlan: (subject: Subject, column: vscode.ViewColumn | undefined) => Promise<boolean>;
}

const EXPORT_PART = new ProgressType<string>();

let opened = 0;

export class MatrixPanel {
  readonly id = `matrix-${++opened}`;
  /** The documents of the matrix, from its snapshot. */
  sources: readonly vscode.Uri[] = [];
  /** The same documents as the server describes them. */
  described: readonly MatrixSource[] = [];
  private olderListener: vscode.Disposable | undefined;
  private readonly page: Page;
  private readonly writing: PanelWriting;
  private loads = 0;
  /** The editor whose cursor is shown next. */
  private toShow: vscode.TextEditor | undefined;
  private exports = 0;
  /** Changes that arrive before the matrix is opened belong to the previous one. */
  private isLoading = false;
  /** The details that were sent to the page last. */
  private lastDetails: { readonly question: number; readonly details: MatrixDetails | null } | undefined;
  /** The notes that the page shows. */
  private notes: readonly MatrixNote[] = [];
  /** Display name of the older edition; empty: none. */
  olderName = '';

  constructor(
    private readonly panel: vscode.WebviewPanel,
    public subject: Subject,
    private readonly context: PanelContext,
    closed: (panel: MatrixPanel) => void,
    /** Whether it is the editor of a file, which VS Code gives its title. */
    private readonly isEditor: boolean,
  ) {
    this.setTitle();
    this.page = new Page(panel, context, {
      handle: (message) => this.handle(message),
      closed: () => {
        closed(this);
        this.close();
      },
      failed: (reason) => vscode.l10n.t('The matrix failed: {0}', reason),
    });
    this.writing = new PanelWriting(this, this.page, context.running, isEditor);
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** Lets the page do something for its selected cells. */
  act(action: PageAction): void {
    this.reveal();
    this.page.post({ type: 'act', action });
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  /** Files were renamed: the matrix shows the same ones. */
  async renamed(files: vscode.FileRenameEvent['files']): Promise<void> {
    const uris = this.subject.uris.map(
      (shown) => files.find(({ oldUri }) => oldUri.toString() === shown)?.newUri.toString() ?? shown,
    );
    if (!this.isEditor && uris.some((uri, index) => uri !== this.subject.uris[index]))
      await this.show({ ...this.subject, uris });
  }

  /** Shows another subject, or compares with another edition. */
  async show(subject: Subject): Promise<void> {
    this.subject = subject;
    this.setTitle();
    await this.load();
  }

  private setTitle(): void {
    if (!this.isEditor) this.panel.title = titleOf(this.subject);
  }

  /** Opens the matrix at the server again. Errors are shown to the user. */
  reload(): Promise<void> {
    return this.page.reportErrors(this.load());
  }

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.isLoading = true;
    this.page.drawn();
    try {
      await this.loadAs(load);
    } finally {
      if (load === this.loads) this.isLoading = false;
    }
    if (load !== this.loads) return;
    // After loading, which drops changes: those that come while this is found out follow the snapshot.
    this.page.post({ type: 'writable', reason: await this.writing.reasonNotToWrite() });
    this.postStateDate();
    this.writing.showBehind();
    await this.followCursor();
  }

  private async loadAs(load: number): Promise<void> {
    const client = await this.context.running();
    let older: OlderEdition | undefined;
    try {
      const documents = await this.documents(client);
      older =
        this.subject.compareWith === '' ? undefined : await olderEdition(this.subject.compareWith, documents, client);
      this.page.post({ type: 'notice', text: '' });
    } catch (error) {
      if (!(error instanceof NoVersionError)) throw error;
      this.subject = { ...this.subject, compareWith: '' };
      this.page.post({ type: 'notice', text: error.message });
    }
    const snapshot = await this.openMatrix(client, older?.editions);
    if (snapshot === null || load !== this.loads) return;
    this.olderListener?.dispose();
    this.olderListener = older?.onDidChange(() => void this.reload());
    this.olderName = older?.name ?? '';
    this.page.post({ type: 'snapshot', snapshot, compared: this.olderName, subject: this.subject });
  }

  /** Shows what is outdated by what is written in the files. @param changed files with other problems than before */
  showBehind(changed: readonly vscode.Uri[]): void {
    this.writing.showBehind(changed);
  }

  /** Sends the setting for the date of states that are set. */
  postStateDate(): void {
    const stateDate = vscode.workspace.getConfiguration('vpc.matrix', this.sources[0] ?? null).get('stateDate');
    const known = STATE_DATES.find((one) => one === stateDate);
    this.page.post({ type: 'stateDate', stateDate: known ?? 'today' });
  }

  /** Sends a change from the server to the page. Resolves when the page has drawn it or is closed. */
  async change(params: MatrixChangedParams): Promise<void> {
    if (this.isLoading) return;
    const content = 'delta' in params ? params.delta : params.snapshot;
    this.notes = content.notes ?? this.notes;
    this.described = content.sources ?? this.described;
    const { olderName: compared, subject } = this;
    await this.page.draw(
      'delta' in params
        ? { type: 'delta', delta: params.delta }
        : { type: 'snapshot', snapshot: params.snapshot, compared, subject },
    );
    await this.follow(vscode.window.activeTextEditor);
  }

  /** Shows the cell at the cursor of an editor: now, or when the matrix is loaded. */
  async showCursor(editor: vscode.TextEditor): Promise<void> {
    this.toShow = editor;
    await this.page.reportErrors(this.followCursor(editor));
  }

  /** Highlights the cell at the cursor of the active editor. A failure is only logged: the next move of the cursor tries again. */
  async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    try {
      await this.followCursor(editor);
    } catch (error) {
      this.context.output.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private async followCursor(active = vscode.window.activeTextEditor): Promise<void> {
    // Before the matrix is loaded, there is no cell to show: the move of the cursor itself asks so early.
    const wanted = this.isLoading || this.sources.length === 0 ? undefined : this.toShow;
    const editor = wanted ?? active;
    if (!this.panel.visible || editor === undefined) return;
    if (wanted !== undefined) this.toShow = undefined;
    const client = await this.context.running();
    const params: MatrixCellAtParams = {
      id: this.id,
      uri: client.code2ProtocolConverter.asUri(editor.document.uri),
      position: client.code2ProtocolConverter.asPosition(editor.selection.active),
    };
    const at = await client.sendRequest<MatrixCellAtResult>(MATRIX_CELL_AT, params);
    this.page.post({ type: 'cursor', at, show: wanted !== undefined });
  }

  private close(): void {
    this.loads++;
    this.olderListener?.dispose();
    this.writing.dispose();
    const params: MatrixCloseParams = { id: this.id };
    void this.page.reportErrors(this.context.running().then((client) => client.sendNotification(MATRIX_CLOSE, params)));
  }

  private async handle(message: ToPanel): Promise<void> {
    if (isWrite(message)) return this.writing.handle(message);
    switch (message.type) {
      case 'ready':
        this.page.post({
          type: 'start',
          view: 'matrix',
          texts: pageTexts((text) => vscode.l10n.t(text)),
          subject: this.subject,
          isEditor: this.isEditor,
        });
        return this.load();
      case 'again':
        return this.load();
      case 'drawn':
        return this.page.drawn();
      case 'details':
        return this.details(message.question, message.row, message.column);
      case 'open':
        return this.open(message.row, message.column);
      case 'openPart':
        return this.openPart(message.question, message.part);
      case 'openFile':
        return this.openFile(message.uri);
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
      case 'showPlan':
        return this.showPlan();
      case 'settings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'vpc.matrix');
    }
  }

  /** Sends the request that opens the matrix. */
  private async openMatrix(
    client: BaseLanguageClient,
    compareWith: readonly MatrixEdition[] | undefined,
  ): Promise<MatrixOpenResult> {
    const params: MatrixOpenParams = {
      id: this.id,
      scope: scopeOf(this.subject, client),
      ...(compareWith && { compareWith }),
    };
    const snapshot = await client.sendRequest<MatrixOpenResult>(MATRIX_OPEN, params);
    if (snapshot !== null) {
      this.notes = snapshot.notes;
      this.described = snapshot.sources;
      this.sources = snapshot.sources.map(({ uri }) => client.protocol2CodeConverter.asUri(uri));
    }
    return snapshot;
  }

  /** The documents of the matrix. Those of the workspace are known from the snapshot. */
  private async documents(client: BaseLanguageClient): Promise<readonly vscode.Uri[]> {
    if (this.subject.uris.length > 0) return this.subject.uris.map((uri) => vscode.Uri.parse(uri));
    if (this.subject.compareWith !== '' && this.sources.length === 0) await this.openMatrix(client, undefined);
    return this.sources;
  }

  private async details(question: number, row: string, column: string): Promise<void> {
    const client = await this.context.running();
    const params: MatrixDetailsParams = this.target(row, column);
    const details = await client.sendRequest<MatrixDetails | null>(MATRIX_DETAILS, params);
    this.lastDetails = { question, details };
    this.page.post({ type: 'details', question, details });
  }

  private async openPart(question: number, part: number): Promise<void> {
    const place = this.lastDetails?.question === question ? this.lastDetails.details?.parts[part]?.place : undefined;
    if (place !== undefined) await showPlace(place, await this.context.running(), this.panel.viewColumn);
  }

  /** Opens the file of a note. The page shows untrusted texts, so that it cannot open any other file. */
  private async openFile(uri: string): Promise<void> {
    if (!this.notes.some((note) => note.uri === uri)) return;
    await showFile(uri, await this.context.running(), this.panel.viewColumn);
  }

  private async open(row: string, column: string): Promise<void> {
    const client = await this.context.running();
    const params: MatrixPlacesParams = this.target(row, column);
    const { places } = await client.sendRequest<MatrixPlacesResult>(MATRIX_PLACES, params);
    // A cell without statement has no place: open its patch.
    const [found] = places;
    if (found !== undefined) await showPlace(found, client, this.panel.viewColumn);
    else if (row !== '' && column !== '') await this.open(row, '');
  }

  private async export(format: MatrixFormat, selection: Selection): Promise<void> {
    const separator = format === 'csv' ? await askSeparator() : undefined;
    if (format === 'csv' && separator === undefined) return;
    const result = await this.exported({ format, ...selection, ...(separator && { separator }) });
    if (result === null) return;
    if (result.notes.length > 0) this.writing.say(vscode.l10n.t('Export the Matrix'), result.notes);
    await save(result.bytes, result.fileName, format, this.sources[0]);
  }

  /** Asks for a table and applies it. Errors are shown to the user. */
  chooseTable(): Promise<void> {
    this.reveal();
    return this.page.reportErrors(this.writing.applyTable());
  }

  private async print(selection: Selection): Promise<void> {
    const result = await this.exported({ format: 'html', ...selection });
    if (result !== null) await print(result, this.context.storage, this.sources[0]);
  }

  /** Requests an export, which arrives in parts: texts, or bytes in base64. */
  private async exported(params: Omit<MatrixExportParams, 'id' | 'partialResultToken'>): Promise<Exported | null> {
    const client = await this.context.running();
    const partialResultToken = `${this.id}-export-${++this.exports}`;
    const all: MatrixExportParams = { id: this.id, ...params, partialResultToken };
    const where = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Exporting the matrix') };
    const encoder = new TextEncoder();
    const decoded = (part: string): Uint8Array => (params.format === 'xlsx' ? bytesOf(part) : encoder.encode(part));
    const parts: Uint8Array[] = [];
    const listening = client.onProgress(EXPORT_PART, partialResultToken, (part) => void parts.push(decoded(part)));
    try {
      const result = await vscode.window.withProgress(where, () =>
        client.sendRequest<MatrixExportResult | null>(MATRIX_EXPORT, all),
      );
      const { fileName = '', text = '', notes = [] } = result ?? {};
      return result && { fileName, notes, bytes: concatenated([...parts, decoded(text)]) };
    } finally {
      listening.dispose();
    }
  }

  /** Shows the plan of the same files in this place. The editor of a file stays. */
  private async showPlan(): Promise<void> {
    const isShown = await this.context.showPlan({ ...this.subject, compareWith: '' }, this.panel.viewColumn);
    if (isShown && !this.isEditor) this.panel.dispose();
  }

  private async compare(): Promise<void> {
    const compareWith = await askOlderEdition(this.sources);
    if (compareWith !== undefined) await this.show({ ...this.subject, compareWith });
  }

  private target(row: string, column: string): MatrixDetailsParams {
    return { id: this.id, ...(row !== '' && { row }), ...(column !== '' && { column }) };
  }
}

function nameForFile({ uris }: Subject): string {
  const [only] = uris;
  if (only === undefined || uris.length > 1) return 'matrix';
  const { path } = vscode.Uri.parse(only);
  return path.slice(path.lastIndexOf('/') + 1).replace(/(\.vpc)?\.xml$/i, '');
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

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
import {
  isToPanel,
  type PageAction,
  type Selection,
  type Subject,
  type ToPage,
  type ToPanel,
} from '../../webview/messages';
import { STATE_DATES } from '../../webview/writing/stateDates';
import { askDate } from '../commands/questions';
import { messageOf, showFailure, showStatus } from '../common/notify';
import { applyTable, askTable, droppedTable, type Say } from './applyTable';
import { askOlderEdition, olderEdition, type OlderEdition } from './edition';
import { NoVersionError } from './git';
import { pageTexts } from './html';
import { webviewHtml, webviewOptions } from './webview';
import { askSeparator, print, save, type Exported } from './saveExport';
import { askFile, askPatch, askProduct, type Addition } from './rowsAndColumns';
import { showFile, showPlace } from './showPlace';
import { scopeOf, titleOf } from './subject';
import { behindText, Following } from './follow';
import { placesOf, WriteHistory, type WrittenFile } from './history';
import { readOnlyReason } from './readOnly';
import { MatrixWriter } from './write';
import type { CellChange } from '../../webview/writing/changes';

/** The type of the panels, which VS Code stores to restore them. */
export const VIEW_TYPE = 'vpc.matrix';

/** The type of the editors for one file, as in the manifest. */
export const EDITOR_TYPE = 'vpc.matrixEditor';

/** What the extension provides to a panel. */
export interface PanelContext {
  readonly running: () => Promise<BaseLanguageClient>;
  readonly output: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** A folder of the extension for pages to print. */
  readonly storage: vscode.Uri;
  /** Shows the plan of files. @returns whether it is shown: the user can cancel */
  readonly showPlan: (subject: Subject, column: vscode.ViewColumn | undefined) => Promise<boolean>;
}

/** For a message in the status bar. */

const EXPORT_PART = new ProgressType<string>();

let opened = 0;

export class MatrixPanel implements vscode.Disposable {
  readonly id = `matrix-${++opened}`;
  /** The documents of the matrix, from its snapshot. */
  private sources: readonly vscode.Uri[] = [];
  /** The same documents as the server describes them. */
  private described: readonly MatrixSource[] = [];
  private olderListener: vscode.Disposable | undefined;
  private readonly saving: vscode.Disposable;
  /** Ends the server's request for a change, which has been drawn. */
  private acknowledgeDrawn: (() => void) | undefined;
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
  private olderName = '';
  /** What was written; `null`: it is an editor, which has the undo stack of its document. */
  private readonly history: WriteHistory | null;
  private readonly following = new Following();
  /** The last write, undo or redo: the next one begins after it. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    public subject: Subject,
    private readonly context: PanelContext,
    private readonly closed: (panel: MatrixPanel) => void,
    /** Whether it is the editor of a file, which VS Code gives its title. */
    private readonly isEditor: boolean,
  ) {
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    this.setTitle();
    this.history = isEditor ? null : new WriteHistory();
    panel.webview.options = webviewOptions(context.extensionUri);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isToPanel(message)) void this.reportErrors(this.handle(message));
    });
    this.saving = vscode.workspace.onWillSaveTextDocument((event) => {
      // In an editor, VS Code saves by itself: what was entered before belongs into the file.
      if (isEditor && event.document.uri.toString() === subject.uris[0]) event.waitUntil(this.lastWrite.then(() => []));
    });
    panel.onDidDispose(() => this.dispose());
    panel.webview.html = webviewHtml(panel.webview, context.extensionUri);
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
    this.post({ type: 'act', action });
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
    return this.reportErrors(this.load());
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
    if (load !== this.loads) return;
    // After loading, which drops changes: those that come while this is found out follow the snapshot.
    this.post({ type: 'writable', reason: await this.reasonNotToWrite() });
    this.postStateDate();
    this.showBehind();
    await this.followCursor();
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
      if (!(error instanceof NoVersionError)) throw error;
      this.subject = { ...this.subject, compareWith: '' };
      this.post({ type: 'notice', text: error.message });
    }
    const snapshot = await this.openMatrix(client, older?.editions);
    if (snapshot === null || load !== this.loads) return;
    this.olderListener?.dispose();
    this.olderListener = older?.onDidChange(() => void this.reload());
    this.olderName = older?.name ?? '';
    this.post({ type: 'snapshot', snapshot, compared: this.olderName, subject: this.subject });
  }

  /** Why the matrix cannot be written; empty: it can. Of several files, each is asked when it is written. */
  private async reasonNotToWrite(): Promise<string> {
    if (this.olderName !== '') {
      return vscode.l10n.t('The matrix is compared with {0}. Stop comparing to write.', this.olderName);
    }
    const [first, ...others] = this.sources;
    if (first === undefined) return vscode.l10n.t('There is no file to write into.');
    return others.length === 0 || !vscode.workspace.isTrusted ? readOnlyReason(first) : '';
  }

  /** Sends the setting for the date of states that are set. */
  postStateDate(): void {
    const stateDate = vscode.workspace.getConfiguration('vpc.matrix', this.sources[0] ?? null).get('stateDate');
    const known = STATE_DATES.find((one) => one === stateDate);
    this.post({ type: 'stateDate', stateDate: known ?? 'today' });
  }

  /** Asks for the date of the states that have none. @returns the changes with it; none if the user cancels */
  private async dated(label: string, changes: readonly CellChange[]): Promise<readonly CellChange[]> {
    const date = await askDate(label, new Date(), vscode.l10n.t('Date of the states (YYYY-MM-DD)'));
    if (date === undefined) return [];
    return changes.map((cell) => {
      const { state, date: own } = cell.change;
      return state === undefined || own !== undefined ? cell : { ...cell, change: { ...cell.change, date } };
    });
  }

  /** Writes the changes of one action, and answers with what could not be done. */
  private async write({ write, label, changes: all, asksDate }: Extract<ToPanel, { type: 'write' }>): Promise<void> {
    const reason = await this.reasonNotToWrite();
    try {
      const changes = asksDate === true && reason === '' ? await this.dated(label, all) : all;
      if (reason !== '') {
        const notDone = changes.map(({ row, column }) => ({ row, column, reason }));
        return this.post({ type: 'written', write, isChanged: false, notDone });
      }
      const writer = new MatrixWriter(await this.context.running(), this.id, this.described, this.history);
      const written = await writer.write(label, changes);
      this.post({ type: 'written', write, ...written });
      if (written.isChanged) showStatus(label);
    } catch (error) {
      // The cells must not stay marked as being written.
      this.post({ type: 'written', write, isChanged: false, notDone: [] });
      throw error;
    }
  }

  /** Shows what is outdated by what is written in the files. @param changed files with other problems than before */
  showBehind(changed = this.sources): void {
    const shown = new Set(this.sources.map(String));
    if (!changed.some((uri) => shown.has(uri.toString()))) return;
    const behind = this.following.behind(this.sources);
    this.post({ type: 'behind', ...(behind === undefined ? { text: '', button: '' } : behindText(behind)) });
  }

  /** Lets dates and names follow. */
  private async letFollow(): Promise<void> {
    const behind = this.following.behind(this.sources);
    if (behind === undefined) return;
    const { button } = behindText(behind);
    const reasons = await Promise.all(behind.uris.map(readOnlyReason));
    const reason = reasons.find((each) => each !== '');
    if (reason !== undefined) return this.say(vscode.l10n.t('Not possible: {0}', button), [reason]);
    for (const edit of await this.following.edits(behind, await this.context.running())) {
      const files: WrittenFile[] = [];
      for (const [uri, edits] of edit.entries())
        files.push({ uri, places: placesOf(await vscode.workspace.openTextDocument(uri), edits) });
      // A file that is renamed is not written into, and has the undo stack of the explorer.
      const isText = this.history !== null && files.length > 0;
      await (isText ? this.history.apply(button, edit, files) : vscode.workspace.applyEdit(edit));
    }
    this.say(button);
  }

  /** Writes an addition into its file, and says so. */
  private add(addition: Addition | undefined): Promise<void> {
    if (addition === undefined) return Promise.resolve();
    const { uri, label, changes } = addition;
    return this.afterLastWrite(async () => {
      const writer = new MatrixWriter(await this.context.running(), this.id, this.described, this.history);
      const { notDone } = await writer.writeInto(new Map([[uri, changes]]), [], label);
      const reasons = [...new Set(notDone.map(({ reason }) => reason))];
      this.say(reasons.length === 0 ? label : vscode.l10n.t('Not possible: {0}', label), reasons);
    });
  }

  /** Takes a write back, or does it again, and says so. */
  private async revert(action: 'undo' | 'redo'): Promise<void> {
    if (this.history === null) return;
    const { label, problems } = await this.history[action]();
    const none = action === 'undo' ? vscode.l10n.t('Nothing to undo.') : vscode.l10n.t('Nothing to redo.');
    const done =
      action === 'undo' ? vscode.l10n.t('Undone: {0}', label ?? '') : vscode.l10n.t('Redone: {0}', label ?? '');
    const failed = vscode.l10n.t('Not possible: {0}', done);
    this.say(label === undefined ? none : problems.length === 0 ? done : failed, problems);
  }

  /** Says what was done, or lists why it was not. */
  private say(text: string, lines: readonly string[] = []): void {
    this.post({ type: 'told', text, lines });
    if (lines.length === 0) showStatus(text);
  }

  /** Saves the files of the matrix. Right after a write, a document does not know yet that it has unsaved changes. */
  private async save(): Promise<void> {
    const shown = new Set(this.sources.map(String));
    for (const document of vscode.workspace.textDocuments)
      if (shown.has(document.uri.toString())) await document.save();
  }

  /** Begins a work when the last one has ended. */
  private afterLastWrite(work: () => Promise<void>): Promise<void> {
    const next = this.lastWrite.then(work);
    this.lastWrite = next.catch(() => undefined);
    return next;
  }

  /** Sends a change from the server to the page. Resolves when the page has drawn it or is closed. */
  async change(params: MatrixChangedParams): Promise<void> {
    if (this.isLoading) return;
    const drawn = new Promise<void>((done) => (this.acknowledgeDrawn = done));
    const content = 'delta' in params ? params.delta : params.snapshot;
    this.notes = content.notes ?? this.notes;
    this.described = content.sources ?? this.described;
    if ('delta' in params) this.post({ type: 'delta', delta: params.delta });
    else {
      this.post({ type: 'snapshot', snapshot: params.snapshot, compared: this.olderName, subject: this.subject });
    }
    await drawn;
    await this.follow(vscode.window.activeTextEditor);
  }

  /** Shows the cell at the cursor of an editor: now, or when the matrix is loaded. */
  async showCursor(editor: vscode.TextEditor): Promise<void> {
    this.toShow = editor;
    await this.reportErrors(this.followCursor(editor));
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
    this.post({ type: 'cursor', at, show: wanted !== undefined });
  }

  dispose(): void {
    this.loads++;
    this.drawn();
    this.olderListener?.dispose();
    this.history?.dispose();
    this.saving.dispose();
    this.closed(this);
    const params: MatrixCloseParams = { id: this.id };
    void this.reportErrors(this.context.running().then((client) => client.sendNotification(MATRIX_CLOSE, params)));
  }

  private async handle(message: ToPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.post({
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
        return this.drawn();
      case 'details':
        return this.details(message.question, message.row, message.column);
      case 'open':
        return this.open(message.row, message.column);
      case 'write':
        return this.afterLastWrite(() => this.write(message));
      case 'addProduct': {
        const client = await this.context.running();
        return this.add(await askProduct(message, this.described, client));
      }
      case 'addPatch':
        return this.add(await askPatch(message, this.described));
      case 'follow':
        return this.afterLastWrite(() => this.letFollow());
      case 'undo':
        return this.afterLastWrite(() => this.revert('undo'));
      case 'redo':
        return this.afterLastWrite(() => this.revert('redo'));
      case 'save':
        return this.afterLastWrite(() => this.save());
      case 'openPart':
        return this.openPart(message.question, message.part);
      case 'openFile':
        return this.openFile(message.uri);
      case 'export':
        return this.export(message.format, message.selection);
      case 'print':
        return this.print(message.selection);
      case 'applyTable':
        return this.applyTable(message.dropped);
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
    this.post({ type: 'details', question, details });
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
    if (result.notes.length > 0) this.say(vscode.l10n.t('Export the Matrix'), result.notes);
    await save(result.bytes, result.fileName, format, this.sources[0]);
  }

  /** Asks for a table and applies it. Errors are shown to the user. */
  chooseTable(): Promise<void> {
    this.reveal();
    return this.reportErrors(this.applyTable());
  }

  /** Applies a table to a file of the matrix. @param dropped the table; left out: the user is asked for it */
  private async applyTable(dropped?: { readonly name: string; readonly data: string }): Promise<void> {
    const say: Say = (text, lines) => this.say(text, lines);
    const reason = await this.reasonNotToWrite();
    if (reason !== '') return say(vscode.l10n.t('Apply a Table'), [reason]);
    const table = dropped === undefined ? await askTable(this.sources[0]) : droppedTable(dropped);
    if (typeof table === 'string') return say(vscode.l10n.t('Apply a Table'), [table]);
    const source = table && (await askFile(vscode.l10n.t('Apply a Table'), this.described));
    if (table === undefined || source === undefined) return;
    const client = await this.context.running();
    await this.afterLastWrite(() => applyTable(table, source.uri, client, this.history, say));
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

  private drawn(): void {
    this.acknowledgeDrawn?.();
    this.acknowledgeDrawn = undefined;
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  /** Shows the message of an error to the user and logs the error. */
  private async reportErrors(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.context.output.error(error instanceof Error ? error : String(error));
      showFailure(vscode.l10n.t('The matrix failed: {0}', messageOf(error)), this.context.output);
    }
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

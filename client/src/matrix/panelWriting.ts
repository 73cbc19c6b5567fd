/** What the page of a matrix writes: states, rows and columns, tables; with undo, redo and save. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixSource } from '../../../server/src/lsp/protocol/index';
import type { Subject, ToPanel } from '../../webview/messages';
import type { CellChange } from '../../webview/writing/changes';
import { askDate } from '../commands/questions';
import { showStatus } from '../common/notify';
import type { Page } from '../page/page';
import { applyTable, askTable, droppedTable, type Say } from './applyTable';
import { behindText, Following } from './follow';
import { placesOf, WriteHistory, type WrittenFile } from './history';
import { readOnlyReason } from './readOnly';
import { askFile, askPatch, askProduct, type Addition } from './rowsAndColumns';
import { MatrixWriter } from './write';

/** The matrix that is written. */
export interface WrittenMatrix {
  readonly id: string;
  readonly subject: Subject;
  /** Its documents. */
  readonly sources: readonly vscode.Uri[];
  /** The same documents as the server describes them. */
  readonly described: readonly MatrixSource[];
  /** Display name of the older edition; empty: none. */
  readonly olderName: string;
}

const WRITES = ['write', 'addProduct', 'addPatch', 'follow', 'undo', 'redo', 'save', 'applyTable'] as const;
/** A message that asks for writing. */
type WriteMessage = Extract<ToPanel, { type: (typeof WRITES)[number] }>;

export function isWrite(message: ToPanel): message is WriteMessage {
  return WRITES.some((type) => type === message.type);
}

export class PanelWriting implements vscode.Disposable {
  /** What was written; `null`: the panel is an editor, which has the undo stack of its document. */
  private readonly history: WriteHistory | null;
  private readonly following = new Following();
  private readonly saving: vscode.Disposable;
  /** The last write, undo or redo: the next one begins after it. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly matrix: WrittenMatrix,
    private readonly page: Page,
    private readonly running: () => Promise<BaseLanguageClient>,
    isEditor: boolean,
  ) {
    this.history = isEditor ? null : new WriteHistory();
    const { subject } = matrix;
    this.saving = vscode.workspace.onWillSaveTextDocument((event) => {
      // In an editor, VS Code saves by itself: what was entered before belongs into the file.
      if (isEditor && event.document.uri.toString() === subject.uris[0]) event.waitUntil(this.lastWrite.then(() => []));
    });
  }

  dispose(): void {
    this.history?.dispose();
    this.saving.dispose();
  }

  async handle(message: WriteMessage): Promise<void> {
    switch (message.type) {
      case 'write':
        return this.afterLastWrite(() => this.write(message));
      case 'addProduct':
        return this.add(await askProduct(message, this.matrix.described, await this.running()));
      case 'addPatch':
        return this.add(await askPatch(message, this.matrix.described));
      case 'follow':
        return this.afterLastWrite(() => this.letFollow());
      case 'undo':
        return this.afterLastWrite(() => this.revert('undo'));
      case 'redo':
        return this.afterLastWrite(() => this.revert('redo'));
      case 'save':
        return this.afterLastWrite(() => this.save());
      case 'applyTable':
        return this.applyTable(message.dropped);
    }
  }

  /** Why the matrix cannot be written; empty: it can. Of several files, each is asked when it is written. */
  async reasonNotToWrite(): Promise<string> {
    if (this.matrix.olderName !== '') {
      return vscode.l10n.t('The matrix is compared with {0}. Stop comparing to write.', this.matrix.olderName);
    }
    const [first, ...others] = this.matrix.sources;
    if (first === undefined) return vscode.l10n.t('There is no file to write into.');
    return others.length === 0 || !vscode.workspace.isTrusted ? readOnlyReason(first) : '';
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
        return this.page.post({ type: 'written', write, isChanged: false, notDone });
      }
      const writer = new MatrixWriter(await this.running(), this.matrix.id, this.matrix.described, this.history);
      const written = await writer.write(label, changes);
      this.page.post({ type: 'written', write, ...written });
      if (written.isChanged) showStatus(label);
    } catch (error) {
      // The cells must not stay marked as being written.
      this.page.post({ type: 'written', write, isChanged: false, notDone: [] });
      throw error;
    }
  }

  /** Shows what is outdated by what is written in the files. @param changed files with other problems than before */
  showBehind(changed = this.matrix.sources): void {
    const shown = new Set(this.matrix.sources.map(String));
    if (!changed.some((uri) => shown.has(uri.toString()))) return;
    const behind = this.following.behind(this.matrix.sources);
    this.page.post({ type: 'behind', ...(behind === undefined ? { text: '', button: '' } : behindText(behind)) });
  }

  /** Lets dates and names follow. */
  private async letFollow(): Promise<void> {
    const behind = this.following.behind(this.matrix.sources);
    if (behind === undefined) return;
    const { button } = behindText(behind);
    const reasons = await Promise.all(behind.uris.map(readOnlyReason));
    const reason = reasons.find((each) => each !== '');
    if (reason !== undefined) return this.say(vscode.l10n.t('Not possible: {0}', button), [reason]);
    for (const edit of await this.following.edits(behind, await this.running())) {
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
      const writer = new MatrixWriter(await this.running(), this.matrix.id, this.matrix.described, this.history);
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
  say(text: string, lines: readonly string[] = []): void {
    this.page.post({ type: 'told', text, lines });
    if (lines.length === 0) showStatus(text);
  }

  /** Saves the files of the matrix. Right after a write, a document does not know yet that it has unsaved changes. */
  private async save(): Promise<void> {
    const shown = new Set(this.matrix.sources.map(String));
    for (const document of vscode.workspace.textDocuments)
      if (shown.has(document.uri.toString())) await document.save();
  }

  /** Begins a work when the last one has ended. */
  private afterLastWrite(work: () => Promise<void>): Promise<void> {
    const next = this.lastWrite.then(work);
    this.lastWrite = next.catch(() => undefined);
    return next;
  }

  /** Applies a table to a file of the matrix. @param dropped the table; left out: the user is asked for it */
  async applyTable(dropped?: { readonly name: string; readonly data: string }): Promise<void> {
    const say: Say = (text, lines) => this.say(text, lines);
    const reason = await this.reasonNotToWrite();
    if (reason !== '') return say(vscode.l10n.t('Apply a Table'), [reason]);
    const table = dropped === undefined ? await askTable(this.matrix.sources[0]) : droppedTable(dropped);
    if (typeof table === 'string') return say(vscode.l10n.t('Apply a Table'), [table]);
    const source = table && (await askFile(vscode.l10n.t('Apply a Table'), this.matrix.described));
    if (table === undefined || source === undefined) return;
    const client = await this.running();
    await this.afterLastWrite(() => applyTable(table, source.uri, client, this.history, say));
  }
}

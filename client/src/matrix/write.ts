/** Writing the changes of a matrix into its files: one edit for all, which one undo takes back. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  MATRIX_PLACES,
  MATRIX_WRITE,
  type MatrixPlacesParams,
  type MatrixPlacesResult,
  type MatrixSource,
  type MatrixWriteParams,
  type MatrixWriteResult,
} from '../../../server/src/lsp/protocol/index';
import type { NotDone } from '../../webview/messages';
import type { CellChange } from '../../webview/writing/changes';
import { placesOf, type WriteHistory, type WrittenFile } from './history';
import { readOnlyReason } from './readOnly';

/** A document that changes while its edit is computed is asked for again, this often in all. */
const MAX_TRIES = 3;

/** What came of an action. */
export interface Written {
  readonly notDone: readonly NotDone[];
  /** What was written although it is doubtful. */
  readonly warnings: readonly NotDone[];
  /** Whether a text has changed. */
  readonly isChanged: boolean;
}

/** What the server answers for a file. */
interface FileEdits {
  readonly edits: readonly vscode.TextEdit[];
  readonly refused: readonly NotDone[];
  readonly warnings: readonly NotDone[];
}

/** Finds the files that speak about cells, patches and products, and writes into them. */
export class MatrixWriter {
  /** @param id of the open matrix @param sources its documents @param history receives the steps; `null`: VS Code has them */
  constructor(
    private readonly client: BaseLanguageClient,
    private readonly id: string,
    private readonly sources: readonly MatrixSource[],
    private readonly history: WriteHistory | null,
  ) {}

  /** Writes all changes that can be done, as one edit. @param label what they do, for the user */
  async write(label: string, changes: readonly CellChange[]): Promise<Written> {
    const { byFile, notDone } = await this.byFile(changes);
    return this.writeInto(byFile, notDone, label);
  }

  /**
   * Writes changes into files, as one edit.
   * @param byFile the changes of each file, by uri
   * @param notDone changes that are already known not to be possible; others are added
   */
  async writeInto(
    byFile: ReadonlyMap<string, readonly CellChange[]>,
    notDone: NotDone[],
    label: string,
  ): Promise<Written> {
    const documents = new Map<string, vscode.TextDocument>();
    for (const [uri, own] of byFile) {
      const document = await this.writable(uri);
      if (typeof document === 'string') notDone.push(...own.map((change) => refused(change, document)));
      else documents.set(uri, document);
    }
    for (let tries = 1; ; tries++) {
      const edit = new vscode.WorkspaceEdit();
      const files: WrittenFile[] = [];
      const refusals: NotDone[] = [];
      const doubtful: NotDone[] = [];
      const versions = [...documents.values()].map((document) => [document, document.version] as const);
      for (const [uri, document] of documents) {
        const { edits, refused, warnings } = await this.editsOf(uri, byFile.get(uri)!);
        refusals.push(...refused);
        if (edits.length === 0) continue;
        doubtful.push(...warnings);
        edit.set(document.uri, [...edits]);
        files.push({ uri: document.uri, places: placesOf(document, edits) });
      }
      const isStale = versions.some(([document, version]) => document.isClosed || document.version !== version);
      if (isStale && tries < MAX_TRIES) continue;
      const all = [...notDone, ...refusals];
      if (edit.size === 0) return { notDone: all, warnings: [], isChanged: false };
      if (!isStale && (await this.apply(label, edit, files)))
        return { notDone: all, warnings: doubtful, isChanged: true };
      const reason = vscode.l10n.t('The file has changed meanwhile. Try again.');
      const affected = [...documents.keys()].flatMap((uri) => byFile.get(uri)!);
      return {
        notDone: [...notDone, ...affected.map((change) => refused(change, reason))],
        warnings: [],
        isChanged: false,
      };
    }
  }

  private async apply(label: string, edit: vscode.WorkspaceEdit, files: readonly WrittenFile[]): Promise<boolean> {
    return this.history === null ? vscode.workspace.applyEdit(edit) : this.history.apply(label, edit, files);
  }

  /** The edits of one file, and the changes that the server refuses. */
  private async editsOf(uri: string, own: readonly CellChange[]): Promise<FileEdits> {
    const params: MatrixWriteParams = { uri, changes: own.map(({ change }) => change) };
    const result = await this.client.sendRequest<MatrixWriteResult>(MATRIX_WRITE, params);
    const converted = await this.client.protocol2CodeConverter.asWorkspaceEdit(result.edit);
    // The server returns a change as it received it.
    const cells = new Map(own.map((cell) => [JSON.stringify(cell.change), cell]));
    const told = ({ change, reason }: MatrixWriteResult['notDone'][number]): NotDone => {
      const { row = '', column = '' } = cells.get(JSON.stringify(change)) ?? {};
      return { row, column, reason };
    };
    return {
      edits: converted.entries().flatMap(([, edits]) => edits),
      refused: result.notDone.map(told),
      warnings: result.warnings.map(told),
    };
  }

  /** The document of a file, or why it cannot be written. */
  private async writable(uri: string): Promise<vscode.TextDocument | string> {
    const file = this.client.protocol2CodeConverter.asUri(uri);
    const reason = await readOnlyReason(file);
    return reason === '' ? vscode.workspace.openTextDocument(file) : reason;
  }

  private async byFile(changes: readonly CellChange[]): Promise<{
    readonly byFile: ReadonlyMap<string, readonly CellChange[]>;
    readonly notDone: NotDone[];
  }> {
    const byFile = new Map<string, CellChange[]>();
    const notDone: NotDone[] = [];
    const files = new Map<string, Promise<readonly string[]>>();
    for (const cell of changes) {
      const { row, column, isStated } = cell;
      const isWhole = row === '' || column === '';
      // Cells without statement of one column belong into one file.
      const key = JSON.stringify(isStated ? [row, column] : [column]);
      let found = files.get(key);
      if (found === undefined) files.set(key, (found = this.filesOf(isStated ? row : '', column)));
      const uris = await found;
      if (uris.length === 0) notDone.push(refused(cell, vscode.l10n.t('No current file lists this product.')));
      for (const uri of isWhole ? uris : uris.slice(0, 1)) {
        if (byFile.has(uri)) byFile.get(uri)!.push(cell);
        else byFile.set(uri, [cell]);
      }
    }
    return { byFile, notDone };
  }

  /**
   * The files of suppliers that speak about a cell, or about a patch or product that is named alone, the latest first; the owner's
   * files if no supplier's does.
   */
  private async filesOf(row: string, column: string): Promise<readonly string[]> {
    const current = this.sources.filter(({ replaced, problem }) => replaced !== true && problem === undefined);
    if (current.length <= 1) return current.map(({ uri }) => uri);
    const params: MatrixPlacesParams = { id: this.id, ...(column !== '' && { column }), ...(row !== '' && { row }) };
    const { places } = await this.client.sendRequest<MatrixPlacesResult>(MATRIX_PLACES, params);
    const speaking = [...new Set(places.flatMap(({ uri }) => current.find((source) => source.uri === uri) ?? []))];
    const suppliers = speaking.filter(({ isOwner }) => !isOwner);
    return (suppliers.length > 0 ? suppliers : speaking).map(({ uri }) => uri);
  }
}

function refused({ row, column }: CellChange, reason: string): NotDone {
  return { row, column, reason };
}

/** Applying tables to a file of the matrix: an Excel or CSV file in which states were written. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { base64Of } from '../../../server/src/lsp/protocol/base64';
import { MATRIX_APPLY, type MatrixApplyParams, type MatrixApplyResult } from '../../../server/src/lsp/protocol/index';
import { folderOf, nameOf } from '../common/openFile';
import { placesOf, type WriteHistory } from './history';
import { readOnlyReason } from './readOnly';

/** A table, as its file has it. */
export interface Table {
  readonly name: string;
  /** In base64. */
  readonly content: string;
}

/** Says what was done, or lists why it was not. */
export type Say = (text: string, lines: readonly string[]) => void;

/** A larger table would hold up the editor while it is sent. In bytes; `vpc apply` has no limit of its own. */
const MAX_SIZE = 50_000_000;

/** A table that was dropped; a reason, localised, where it is too large. @param data in base64; empty: it was not read */
export function droppedTable({ name, data }: { readonly name: string; readonly data: string }): Table | string {
  return data === '' ? tooLarge(name) : { name, content: data };
}

function tooLarge(name: string): string {
  return vscode.l10n.t('{0} is too large. Use "vpc apply" instead.', name);
}

/** Asks for a table. @returns `undefined` if the user cancels; a reason, localised, where it is too large */
export async function askTable(near: vscode.Uri | undefined): Promise<Table | string | undefined> {
  const folder = near && folderOf(near);
  const [file] =
    (await vscode.window.showOpenDialog({
      ...(folder && { defaultUri: folder }),
      filters: { [vscode.l10n.t('Tables')]: ['xlsx', 'csv', 'txt'], [vscode.l10n.t('All files')]: ['*'] },
      title: vscode.l10n.t('Apply a Table'),
    })) ?? [];
  if (file === undefined) return undefined;
  const bytes = await vscode.workspace.fs.readFile(file);
  if (bytes.length > MAX_SIZE) return tooLarge(nameOf(file));
  return { name: nameOf(file), content: base64Of(bytes) };
}

/**
 * Writes what a table says into a file, as one step. Where something does not fit, it is listed and the user is asked before the
 * rest is written.
 * @param history receives the step; `null`: VS Code has it
 */
export async function applyTable(
  table: Table,
  uri: string,
  client: BaseLanguageClient,
  history: WriteHistory | null,
  say: Say,
): Promise<void> {
  const file = client.protocol2CodeConverter.asUri(uri);
  const failed = vscode.l10n.t('{0} was not applied.', table.name);
  const reason = await readOnlyReason(file);
  if (reason !== '') return say(failed, [reason]);
  const document = await vscode.workspace.openTextDocument(file);
  const { version } = document;
  const params: MatrixApplyParams = { uri, content: table.content };
  const result = await client.sendRequest<MatrixApplyResult>(MATRIX_APPLY, params);
  const edits = (await client.protocol2CodeConverter.asWorkspaceEdit(result.edit)).entries().flatMap(([, own]) => own);
  const problems = [...result.problems, ...result.notDone].map(({ at, reason }) =>
    at === '' ? reason : `${at}: ${reason}`,
  );
  const count = result.summary.set + result.summary.added;
  if (problems.length > 0) {
    say(failed, [...problems, ...result.notes]);
    if (edits.length === 0 || !(await agrees(table.name, problems.length, count))) return;
  }
  const label = vscode.l10n.t('Apply {0}: {1} statements', table.name, count);
  if (edits.length === 0) return say(vscode.l10n.t('{0} changes nothing.', table.name), result.notes);
  if (document.isClosed || document.version !== version) {
    return say(failed, [vscode.l10n.t('The file has changed meanwhile. Try again.')]);
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  const files = [{ uri: document.uri, places: placesOf(document, edits) }];
  const isDone = await (history === null ? vscode.workspace.applyEdit(edit) : history.apply(label, edit, files));
  if (!isDone) return say(failed, [vscode.l10n.t('The file has changed meanwhile. Try again.')]);
  say(label, [...problems, ...result.notes]);
}

async function agrees(name: string, problems: number, count: number): Promise<boolean> {
  const rest = vscode.l10n.t('Write the Rest');
  const message = vscode.l10n.t('{0}: {1} cells do not fit. They are listed in the matrix.', name, problems);
  const detail = vscode.l10n.t('Statements that can be written: {0}.', count);
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, rest)) === rest;
}

/** Showing files, and the places of cells in them. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixPlace } from '../../../server/src/lsp/protocol';

/** Opens a file and selects a place. Uses the editor that shows the file, else one beside the panel. @param panel its column */
export async function showPlace(
  { uri, range, selection }: MatrixPlace,
  client: BaseLanguageClient,
  panel: vscode.ViewColumn | undefined,
): Promise<void> {
  const { protocol2CodeConverter: convert } = client;
  const document = await vscode.workspace.openTextDocument(convert.asUri(uri));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri, panel),
    selection: convert.asRange(selection),
  });
  editor.revealRange(convert.asRange(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens a file, which may have no text that an editor can show. @param panel column of the panel */
export async function showFile(
  uri: string,
  client: BaseLanguageClient,
  panel: vscode.ViewColumn | undefined,
): Promise<void> {
  const file = client.protocol2CodeConverter.asUri(uri);
  await vscode.commands.executeCommand('vscode.open', file, { viewColumn: columnOf(file, panel) });
}

function columnOf(uri: vscode.Uri, panel: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const key = uri.toString();
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
  if (shown?.viewColumn !== undefined) return shown.viewColumn;
  const open = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key),
  );
  if (open !== undefined) return open.viewColumn;
  return panel === undefined || panel === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}

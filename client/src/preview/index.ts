/** The matrix in VS Code: panels, and the commands and lenses that open them. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID } from '../../../server/src/lsp/protocol';
import { activeVpcEditor } from '../commands/context';
import { lensSelector, matrixLens } from './lens';
import type { PanelContext } from './panel';
import { MatrixPanels } from './panels';
import { HEAD, subjectOf, WORKSPACE } from './subject';

/** Registers everything. */
export function registerMatrix(client: BaseLanguageClient, context: PanelContext): vscode.Disposable {
  const panels = new MatrixPanels(client, context);
  const openFiles = async (...args: readonly unknown[]): Promise<void> => {
    const uris = chosen(args);
    if (uris.length > 0) await panels.open(subjectOf(uris));
  };
  const compareWithHead = async (...args: readonly unknown[]): Promise<void> => {
    const uris = chosen(args);
    if (uris.length > 0) await panels.open(subjectOf(uris, HEAD));
  };
  const compareFiles = async (...args: readonly unknown[]): Promise<void> => {
    const [older, newer] = chosen(args).sort((a, b) => (a.path < b.path ? -1 : 1));
    if (older === undefined || newer === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select two VPC files in the explorer first.'));
    } else await panels.open(subjectOf([newer], older.toString()));
  };
  return vscode.Disposable.from(
    panels,
    vscode.commands.registerCommand('vpc.openMatrix', openFiles),
    vscode.commands.registerCommand('vpc.openWorkspaceMatrix', () => panels.open(WORKSPACE)),
    vscode.commands.registerCommand('vpc.compareWithHead', compareWithHead),
    vscode.commands.registerCommand('vpc.compareFiles', compareFiles),
    vscode.languages.registerCodeLensProvider(lensSelector, matrixLens),
  );
}

/** What a menu hands over: the file that was clicked, and all that are selected with it; else the file of the active editor. */
function chosen([clicked, selected]: readonly unknown[]): vscode.Uri[] {
  const several = Array.isArray(selected) ? selected.filter((one) => one instanceof vscode.Uri) : [];
  if (several.length > 0) return several;
  if (clicked instanceof vscode.Uri) return [clicked];
  const editor = activeVpcEditor(LANGUAGE_ID);
  return editor === undefined ? [] : [editor.document.uri];
}

/** The matrix in VS Code: panels, and the commands that open them. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID, type Position } from '../../../server/src/lsp/protocol/index';
import { activeVpcEditor } from '../commands/context';
import { showStatus } from '../common/notify';
import { EDITOR_TYPE, type PanelContext } from './panel';
import { MatrixPanels } from './panels';
import type { Subject } from '../../webview/messages';
import { HEAD, subjectOf, WORKSPACE } from '../page/subject';

/** The command of the server's code lenses; see `matrixCommand` of the protocol. */
export const OPEN_MATRIX_AT = 'vpc.openMatrixAt';

/** What is registered. */
export interface RegisteredMatrix extends vscode.Disposable {
  /** Shows the matrix of files. @param column where a new panel is shown */
  open(subject: Subject, column: vscode.ViewColumn | undefined): Promise<void>;
}

/** Registers the panels and commands of the matrix. */
export function registerMatrix(client: BaseLanguageClient, context: PanelContext): RegisteredMatrix {
  const panels = new MatrixPanels(client, context);
  const openFiles = async (...args: readonly unknown[]): Promise<void> => {
    const uris = chosenFiles(args);
    if (uris.length > 0) await panels.open(subjectOf(uris));
  };
  const compareWithHead = async (...args: readonly unknown[]): Promise<void> => {
    const uris = chosenFiles(args);
    if (uris.length > 0) await panels.open(subjectOf(uris, HEAD));
  };
  const compareFiles = async (...args: readonly unknown[]): Promise<void> => {
    const [older, newer] = chosenFiles(args).sort((a, b) => (a.path < b.path ? -1 : 1));
    if (older === undefined || newer === undefined) {
      showStatus(vscode.l10n.t('Select two VPC files in the explorer first.'));
    } else await panels.open(subjectOf([newer], older.toString()));
  };
  const openAt = async (uri: string, position?: Position): Promise<void> => {
    const { protocol2CodeConverter: convert } = await context.running();
    const subject = subjectOf([convert.asUri(uri)]);
    const at = position === undefined ? null : convert.asPosition(position);
    const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const editor = editors.find((shown) => shown?.document.uri.toString() === subject.uris[0]);
    if (at === null || editor === undefined) return panels.open(subject);
    // The matrix shows the cell at the cursor.
    editor.selection = new vscode.Selection(at, at);
    return panels.open(subject, editor);
  };
  const registered = vscode.Disposable.from(
    panels,
    vscode.commands.registerCommand('vpc.openMatrix', openFiles),
    // Of VS Code: what "Reopen Editor With…" does when an editor is chosen.
    vscode.commands.registerCommand('vpc.editAsMatrix', () =>
      vscode.commands.executeCommand('reopenActiveEditorWith', EDITOR_TYPE),
    ),
    vscode.commands.registerCommand('vpc.openWorkspaceMatrix', () => panels.open(WORKSPACE)),
    vscode.commands.registerCommand('vpc.compareWithHead', compareWithHead),
    vscode.commands.registerCommand('vpc.compareFiles', compareFiles),
    vscode.commands.registerCommand(OPEN_MATRIX_AT, openAt),
  );
  return {
    open: (subject, column) => panels.open(subject, undefined, column),
    dispose: () => void registered.dispose(),
  };
}

/** The files of a command: those selected in a menu, the one that was clicked, or that of the active editor. */
function chosenFiles([clicked, selected]: readonly unknown[]): vscode.Uri[] {
  const several = Array.isArray(selected) ? selected.filter((one) => one instanceof vscode.Uri) : [];
  if (several.length > 0) return several;
  if (clicked instanceof vscode.Uri) return [clicked];
  const editor = activeVpcEditor(LANGUAGE_ID);
  return editor === undefined ? [] : [editor.document.uri];
}

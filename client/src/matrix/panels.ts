/** All matrix panels: opened by commands, buttons and lenses, restored after a restart, and as the editors of files. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { MATRIX_CHANGED, type MatrixChangedParams } from '../../../server/src/lsp/protocol/index';
import { hasSubject, type Subject } from '../../webview/messages';
import { EDITOR_TYPE, MatrixPanel, VIEW_TYPE, type PanelContext } from './panel';
import { registerPageCommands } from './pageCommands';
import { webviewOptions } from '../page/webview';
import { isSameSubject, subjectOf, titleOf, WORKSPACE } from '../page/subject';

/** How long the cursor has to rest before its cell is requested. */
const CURSOR_MS = 50;

export class MatrixPanels implements vscode.Disposable, vscode.WebviewPanelSerializer, vscode.CustomTextEditorProvider {
  private readonly panels = new Set<MatrixPanel>();
  private readonly disposables: vscode.Disposable[];
  private cursor: ReturnType<typeof setTimeout> | undefined;

  constructor(
    client: BaseLanguageClient,
    private readonly context: PanelContext,
  ) {
    this.disposables = [
      client.onRequest(MATRIX_CHANGED, async (params: MatrixChangedParams) => {
        const panel = [...this.panels].find(({ id }) => id === params.id);
        await panel?.change(params);
        return null;
      }),
      // A restarted server does not know the panels.
      client.onDidChangeState(({ oldState, newState }) => {
        if (newState === State.Running && oldState === State.Starting) this.reload();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('vpc.matrix.stateDate')) for (const panel of this.panels) panel.postStateDate();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const panel of this.panels) panel.showBehind(uris);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const panel of this.panels) void panel.renamed(files);
      }),
      vscode.commands.registerCommand('vpc.applyTable', () =>
        [...this.panels].find(({ isActive }) => isActive)?.chooseTable(),
      ),
      registerPageCommands((action) => [...this.panels].find(({ isActive }) => isActive)?.act(action)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      vscode.window.registerCustomEditorProvider(EDITOR_TYPE, this, { supportsMultipleEditorsPerDocument: true }),
    ];
  }

  /**
   * Shows a matrix beside the editor, in its panel or in a new one.
   * @param editor whose cursor says which cell is shown; default: the matrix stays where it is
   * @param column where a new panel is shown; default: beside, without the focus
   */
  async open(subject: Subject, editor?: vscode.TextEditor, column?: vscode.ViewColumn): Promise<void> {
    const shown = [...this.panels].find((panel) => isSameSubject(panel.subject, subject));
    if (shown !== undefined) {
      shown.reveal();
      if (editor !== undefined) await shown.showCursor(editor);
      if (subject.compareWith !== shown.subject.compareWith && subject.compareWith !== '') await shown.show(subject);
      return;
    }
    const place = { viewColumn: column ?? vscode.ViewColumn.Beside, preserveFocus: column === undefined };
    const panel = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      titleOf(subject),
      place,
      webviewOptions(this.context.extensionUri),
    );
    const added = this.add(panel, subject);
    if (editor !== undefined) await added.showCursor(editor);
  }

  /** Restores a panel after VS Code was restarted. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.add(panel, hasSubject(state) ? state.subject : WORKSPACE);
    return Promise.resolve();
  }

  /**
   * Shows the matrix of one document as its editor. The document is the truth: undo, redo, save and the mark of unsaved changes are
   * those of VS Code.
   */
  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    this.add(panel, subjectOf([document.uri]), true);
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.cursor);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private add(panel: vscode.WebviewPanel, subject: Subject, isEditor = false): MatrixPanel {
    const added = new MatrixPanel(panel, subject, this.context, (closed) => this.panels.delete(closed), isEditor);
    this.panels.add(added);
    return added;
  }

  private reload(): void {
    for (const panel of this.panels) void panel.reload();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    clearTimeout(this.cursor);
    this.cursor = setTimeout(() => {
      for (const panel of this.panels) void panel.follow(editor);
    }, CURSOR_MS);
  }
}

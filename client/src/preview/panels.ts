/** All panels with matrices: opened by commands, buttons and lenses, and again after a restart. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { MATRIX_CHANGED, type MatrixChangedParams } from '../../../server/src/lsp/protocol';
import { isKept, type Subject } from '../../webview/messages';
import { MatrixPanel, VIEW_TYPE, webviewOptions, type PanelContext } from './panel';
import { isSameSubject, titleOf, WORKSPACE } from './subject';

/** The cursor has to rest so long before its cell is asked for. */
const CURSOR_MS = 50;

export class MatrixPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
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
      // A server that was started again knows nothing of the panels.
      client.onDidChangeState(({ oldState, newState }) => {
        if (newState === State.Running && oldState === State.Starting) this.reload();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
    ];
  }

  /** Shows a matrix beside the editor: in the panel that shows it already, or in a new one. */
  async open(subject: Subject): Promise<void> {
    const shown = [...this.panels].find((panel) => isSameSubject(panel.subject, subject));
    if (shown !== undefined) {
      shown.reveal();
      if (subject.compareWith !== shown.subject.compareWith && subject.compareWith !== '') await shown.show(subject);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, titleOf(subject), place, webviewOptions(this.context));
    this.add(panel, subject);
  }

  /** VS Code has a panel from before it was restarted. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.add(panel, isKept(state) ? state.subject : WORKSPACE);
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.cursor);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private add(panel: vscode.WebviewPanel, subject: Subject): void {
    this.panels.add(new MatrixPanel(panel, subject, this.context, (closed) => this.panels.delete(closed)));
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

/** The plan in VS Code: its panels, and the commands that open them. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { PLAN_CHANGED, type PlanChangedParams } from '../../../server/src/lsp/protocol/index';
import { hasSubject, type Subject } from '../../webview/messages';
import { folderSubject, isSameSubject, WORKSPACE } from '../page/subject';
import { webviewOptions } from '../page/webview';
import { askLists, knownLists } from './lists';
import { PLAN_VIEW_TYPE, PlanPanel, planTitle, type PlanPanelContext } from './panel';

/** All plan panels: opened by commands and buttons, restored after a restart. */
export class PlanPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly panels = new Set<PlanPanel>();
  private readonly disposables: vscode.Disposable;

  constructor(
    client: BaseLanguageClient,
    private readonly context: PlanPanelContext,
  ) {
    this.disposables = vscode.Disposable.from(
      client.onRequest(PLAN_CHANGED, async (params: PlanChangedParams) => {
        await [...this.panels].find(({ id }) => id === params.id)?.change(params);
        return null;
      }),
      // A restarted server does not know the panels.
      client.onDidChangeState(({ oldState, newState }) => {
        if (newState === State.Running && oldState === State.Starting) this.reload();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('vpc.plan')) this.reload();
      }),
      vscode.commands.registerCommand('vpc.showPlan', (folder?: unknown) =>
        this.open(folder instanceof vscode.Uri ? folderSubject(folder) : WORKSPACE),
      ),
      vscode.commands.registerCommand('vpc.trackPlan', () =>
        [...this.panels].find(({ isActive }) => isActive)?.track(),
      ),
      vscode.window.registerWebviewPanelSerializer(PLAN_VIEW_TYPE, this),
    );
  }

  /** Shows a plan, in its panel or in a new one. Asks for the lists if none are known. @returns whether it is shown */
  async open(subject: Subject, column = vscode.ViewColumn.Active): Promise<boolean> {
    const shown = [...this.panels].find((panel) => isSameSubject(panel.subject, subject));
    if (shown !== undefined) {
      shown.reveal();
      return true;
    }
    const { state, extensionUri } = this.context;
    if (knownLists(state) === undefined && (await askLists(state)) === undefined) return false;
    const options = webviewOptions(extensionUri);
    this.add(vscode.window.createWebviewPanel(PLAN_VIEW_TYPE, planTitle(subject), column, options), subject);
    return true;
  }

  /** Restores a panel after VS Code was restarted. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.add(panel, hasSubject(state) ? state.subject : WORKSPACE);
    return Promise.resolve();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private add(panel: vscode.WebviewPanel, subject: Subject): void {
    this.panels.add(new PlanPanel(panel, subject, this.context, (closed) => this.panels.delete(closed)));
  }

  private reload(): void {
    for (const panel of this.panels) void panel.reload();
  }
}

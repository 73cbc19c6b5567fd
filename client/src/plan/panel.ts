/** A panel with a plan: connects its page with the language server. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { bytesOf } from '../../../server/src/lsp/protocol/base64';
import {
  PLAN_CLOSE,
  PLAN_DETAILS,
  PLAN_EXPORT,
  PLAN_OPEN,
  type PlanChangedParams,
  type PlanCloseParams,
  type PlanDetails,
  type PlanDetailsParams,
  type PlanExportParams,
  type PlanExportResult,
  type PlanOpenParams,
  type PlanOpenResult,
  type PlanSnapshot,
} from '../../../server/src/lsp/protocol/index';
import type { Subject, ToPanel } from '../../webview/messages';
import { showStatus } from '../common/notify';
import { pageTexts } from '../page/html';
import { Page, type PageContext } from '../page/page';
import { askSeparator, offerToOpen, saveFile } from '../page/saveExport';
import { showFile, showPlace } from '../page/showPlace';
import { scopeOf } from '../page/subject';
import { nameOf } from '../common/openFile';
import { askLists, knownLists } from './lists';
import { askSince, sinceOf } from './since';
import { trackPlan } from './track';

/** The type of the panels, which VS Code stores to restore them. */
export const PLAN_VIEW_TYPE = 'vpc.plan';

/** What the extension provides to a panel. */
export interface PlanPanelContext extends PageContext {
  readonly running: () => Promise<BaseLanguageClient>;
  /** What is remembered for the workspace. */
  readonly state: vscode.Memento;
  /** Shows the matrix of files. */
  readonly showMatrix: (subject: Subject, column: vscode.ViewColumn | undefined) => Promise<void>;
}

/** Answers that are kept, so that the places in them can be opened: more than are unfolded at once. */
const MAX_ANSWERS = 500;

let opened = 0;

export class PlanPanel {
  readonly id = `plan-${++opened}`;
  private loads = 0;
  private snapshot: PlanSnapshot | null = null;
  private readonly answers = new Map<number, PlanDetails>();
  private readonly page: Page;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    public subject: Subject,
    private readonly context: PlanPanelContext,
    closed: (panel: PlanPanel) => void,
  ) {
    panel.title = planTitle(subject);
    this.page = new Page(panel, context, {
      handle: (message) => this.handle(message),
      closed: () => {
        closed(this);
        this.close();
      },
      failed: (reason) => vscode.l10n.t('The plan failed: {0}', reason),
    });
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  /** Opens the plan at the server again. Errors are shown to the user. */
  reload(): Promise<void> {
    return this.page.reportErrors(this.load());
  }

  /** Sends a change from the server to the page. Resolves when the page has drawn it or is closed. */
  change({ snapshot }: PlanChangedParams): Promise<void> {
    this.snapshot = snapshot;
    return this.page.draw({ type: 'plan', snapshot, subject: this.subject });
  }

  /** Tracks the plan. Errors are shown to the user. */
  track(): Promise<void> {
    return this.page.reportErrors(this.trackIn());
  }

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.page.drawn();
    const lists = knownLists(this.context.state);
    if (lists === undefined) return this.notice(vscode.l10n.t('Choose the list of assets first: the button "Lists…".'));
    const client = await this.context.running();
    const { code2ProtocolConverter: convert } = client;
    const since = sinceOf(this.subject.compareWith, client);
    const params: PlanOpenParams = {
      id: this.id,
      scope: scopeOf(this.subject, client),
      assets: convert.asUri(lists.assets),
      ...(lists.installed && { installed: convert.asUri(lists.installed) }),
      ...(since && { since }),
    };
    const snapshot = await client.sendRequest<PlanOpenResult>(PLAN_OPEN, params);
    if (snapshot === null || load !== this.loads) return;
    this.notice('');
    this.snapshot = snapshot;
    this.page.post({ type: 'plan', snapshot, subject: this.subject });
  }

  private close(): void {
    this.loads++;
    const params: PlanCloseParams = { id: this.id };
    void this.page.reportErrors(this.context.running().then((client) => client.sendNotification(PLAN_CLOSE, params)));
  }

  private async handle(message: ToPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.page.post({
          type: 'start',
          view: 'plan',
          texts: pageTexts((text) => vscode.l10n.t(text)),
          subject: this.subject,
          isEditor: false,
        });
        return this.load();
      case 'drawn':
        return this.page.drawn();
      case 'planDetails':
        return this.details(message);
      case 'openPlanPlace': {
        const place = this.answers.get(message.question)?.lines[message.line]?.place;
        if (place !== undefined) await showPlace(place, await this.context.running(), this.panel.viewColumn);
        return;
      }
      case 'openFile':
        return this.openFile(message.uri);
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        showStatus(message.label);
        return;
      case 'planExport':
        return this.export(message.format);
      case 'chooseLists':
        if ((await askLists(this.context.state)) !== undefined) await this.load();
        return;
      case 'since':
        return this.compareWith(await askSince(this.folder));
      case 'stopSince':
        return this.compareWith('');
      case 'track':
        return this.trackIn();
      case 'showMatrix':
        await this.context.showMatrix({ ...this.subject, compareWith: '' }, this.panel.viewColumn);
        this.panel.dispose();
    }
  }

  private async compareWith(compareWith: string | undefined): Promise<void> {
    if (compareWith === undefined) return;
    this.subject = { ...this.subject, compareWith };
    await this.load();
  }

  private async details({ question, revision, decision }: Extract<ToPanel, { type: 'planDetails' }>): Promise<void> {
    const client = await this.context.running();
    const params: PlanDetailsParams = { id: this.id, revision, decision };
    const details = await client.sendRequest<PlanDetails | null>(PLAN_DETAILS, params);
    if (details !== null) {
      this.answers.set(question, details);
      const [oldest] = this.answers.keys();
      if (this.answers.size > MAX_ANSWERS && oldest !== undefined) this.answers.delete(oldest);
    }
    this.page.post({ type: 'planDetails', question, details });
  }

  /** Opens the file of a note. The page shows untrusted texts, so that it cannot open any other file. */
  private async openFile(uri: string): Promise<void> {
    const { notes = [], listProblems = [], since = null } = this.snapshot ?? {};
    if (![...notes, ...listProblems, ...(since?.notes ?? [])].some((note) => note.uri === uri)) return;
    await showFile(uri, await this.context.running(), this.panel.viewColumn);
  }

  private async export(wanted: string): Promise<void> {
    const format = this.snapshot?.formats.find(({ id }) => id === wanted);
    if (format === undefined) return;
    const title = vscode.l10n.t('Export the Plan');
    const separator = format.hasSeparator ? await askSeparator(title) : undefined;
    if (format.hasSeparator && separator === undefined) return;
    const client = await this.context.running();
    const params: PlanExportParams = { id: this.id, format: format.id, ...(separator && { separator }) };
    const where = { location: vscode.ProgressLocation.Window, title };
    const result = await vscode.window.withProgress(where, () =>
      client.sendRequest<PlanExportResult | null>(PLAN_EXPORT, params),
    );
    if (result === null) return this.say(vscode.l10n.t('There is no plan to export.'), []);
    if (result.notes.length > 0) this.say(vscode.l10n.t('Export the Plan'), result.notes);
    const filters = { [format.name]: [format.ending] };
    const file = await saveFile(bytesOf(result.bytes), result.fileName, { title, filters }, this.folder);
    if (file === undefined) return;
    const message = vscode.l10n.t('The plan was written to {0}.', vscode.workspace.asRelativePath(file));
    await offerToOpen(file, format.ending, message);
  }

  private async trackIn(): Promise<void> {
    const say = (text: string, lines: readonly string[]): void => this.say(text, lines);
    await trackPlan(this.id, this.folder, await this.context.running(), say);
  }

  /** The folder whose files are shown; `undefined`: those of the workspace. */
  private get folder(): vscode.Uri | undefined {
    return this.subject.folder === undefined ? undefined : vscode.Uri.parse(this.subject.folder);
  }

  private say(text: string, lines: readonly string[]): void {
    this.page.post({ type: 'told', text, lines });
  }

  private notice(text: string): void {
    this.page.post({ type: 'notice', text });
  }
}

/** The title of a panel. */
export function planTitle({ uris, folder }: Subject): string {
  if (folder !== undefined) return vscode.l10n.t('Plan: {0}', nameOf(vscode.Uri.parse(folder)));
  return uris.length === 0 ? vscode.l10n.t('Plan: Workspace') : vscode.l10n.t('Plan: {0} Files', uris.length);
}

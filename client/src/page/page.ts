/** The page of a panel: what the matrix and the plan have in common. */
import * as vscode from 'vscode';
import { isToPanel, type ToPage, type ToPanel } from '../../webview/messages';
import { messageOf, showFailure } from '../common/notify';
import { webviewHtml, webviewOptions } from './webview';

/** What the extension provides to a page. */
export interface PageContext {
  readonly output: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
}

/** What a panel does for its page. */
export interface PageOwner {
  /** Does what the page asks for. Errors are shown to the user. */
  handle(message: ToPanel): Promise<void>;
  /** The panel was closed. */
  closed(): void;
  /** A sentence for the user. @param reason the message of an error */
  failed(reason: string): string;
}

export class Page {
  /** Ends the server's request for a change, which has been drawn. */
  private acknowledge: (() => void) | undefined;

  /** Shows the page in a panel. */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly context: PageContext,
    private readonly owner: PageOwner,
  ) {
    const { extensionUri } = context;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.webview.options = webviewOptions(extensionUri);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isToPanel(message)) void this.reportErrors(owner.handle(message));
    });
    panel.onDidDispose(() => {
      this.drawn();
      owner.closed();
    });
    panel.webview.html = webviewHtml(panel.webview, extensionUri);
  }

  post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  /** Posts a change. Resolves when the page has drawn it, is closed or gets something else to draw. */
  async draw(change: ToPage): Promise<void> {
    this.drawn();
    const drawn = new Promise<void>((done) => (this.acknowledge = done));
    this.post(change);
    await drawn;
  }

  /** The page has drawn the last change, or never will. */
  drawn(): void {
    this.acknowledge?.();
    this.acknowledge = undefined;
  }

  /** Shows the message of an error to the user and logs the error. */
  async reportErrors(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const { output } = this.context;
      output.error(error instanceof Error ? error : String(error));
      showFailure(this.owner.failed(messageOf(error)), output);
    }
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { openPage, type GuardedPage } from './browser';
import { outFolder, root, testEnvironment } from './environment';
import { VsCodeServer } from './vscodeServer';
import { copyWorkspace, type TestWorkspace } from './workspace';

const WAIT_MS = 30_000;
const HOVER_MS = 1_000;
/** The box at the top opens at once, if it opens. */
const BOX_MS = 5_000;
const MOST_TRIES = 5;

/** What is used of the page's globals; the types of the DOM are not loaded here. */
interface PageGlobals {
  getComputedStyle(element: unknown): { readonly color: string };
}

/** What is different from the usual. */
export interface WorkbenchOptions {
  /** Of the workspace, besides the usual ones. */
  readonly files?: Readonly<Record<string, string>>;
  /** Of the user. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Done to the folder of the workspace before it is opened. */
  readonly prepare?: (folder: string) => void;
}

/** VS Code as a person sees it. Everything waits for what it looks for. */
export class Workbench {
  private constructor(
    readonly server: VsCodeServer,
    private readonly guarded: GuardedPage,
    readonly workspace: TestWorkspace,
  ) {}

  /** Starts VS Code with the packed extension installed and opens a file of the test workspace. */
  static async open(file: string, { files = {}, settings = {}, prepare }: WorkbenchOptions = {}): Promise<Workbench> {
    const workspace = copyWorkspace(files);
    prepare?.(workspace.folder);
    const server = await VsCodeServer.start({ vsix: [testEnvironment().vsix], settings });
    return this.openOn(server, file, workspace);
  }

  /** The same in restricted mode. @param files of the workspace, besides the usual ones */
  static async openRestricted(file: string, files: Readonly<Record<string, string>>): Promise<Workbench> {
    const server = await VsCodeServer.start({ vsix: [testEnvironment().vsix], restricted: true });
    return this.openOn(server, file, copyWorkspace(files));
  }

  /** Starts VS Code with the extension's browser half, in a web worker, and opens a file of the test workspace. */
  static async openWeb(file: string): Promise<Workbench> {
    return this.openOn(await VsCodeServer.start(), file, copyWorkspace(), addWebExtension);
  }

  private static async openOn(
    server: VsCodeServer,
    file: string,
    workspace: TestWorkspace,
    prepare?: (page: Page, authority: string) => Promise<void>,
  ): Promise<Workbench> {
    const { folder } = workspace;
    const guarded = await openPage(server.authority);
    const { page } = guarded;
    page.setDefaultTimeout(WAIT_MS);
    const workbench = new Workbench(server, guarded, workspace);
    try {
      await prepare?.(page, server.authority);
      await page.goto(server.url({ folder, file: join(folder, file) }));
      await workbench.line('').first().waitFor();
    } catch (error) {
      await workbench.screenshot('did-not-open');
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  /** Ends everything that was started. */
  async close(): Promise<void> {
    await this.guarded.browser.close();
    await this.server.stop();
    this.workspace.remove();
  }

  get page(): Page {
    return this.guarded.page;
  }

  /** Hosts other than VS Code's own server that something in the page asked for. */
  get refusedHosts(): string[] {
    return [...this.guarded.refused];
  }

  /** A line of the active editor that holds the text. */
  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text });
  }

  /** The coloured piece of a line with this text, and at most brackets and quotes around it, which share its colour in some themes. */
  token(text: string): Locator {
    const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s');
    const piece = new RegExp(`^[<>/"'\\s]*${literal}[<>/"'\\s]*$`);
    return this.page.locator('.editor-instance .view-line span[class^="mtk"]', { hasText: piece });
  }

  /** The colour of such a piece, as CSS. */
  async colourOf(text: string): Promise<string> {
    for (;;) {
      const piece = this.token(text).first();
      const colour = await piece.evaluate(
        (element) => (globalThis as unknown as PageGlobals).getComputedStyle(element).color,
      );
      // An element has no colour once its line is drawn anew.
      if (colour) return colour;
    }
  }

  /** Runs a command by its title, through the command palette. */
  async run(title: string): Promise<void> {
    await this.typeIntoBox('F1', `>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Opens the box at the top by a key and types into it; again where what VS Code does meanwhile closes it, as granting trust does. */
  private async typeIntoBox(key: string, text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input[type=text]');
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press(key);
      try {
        await box.fill(text, { timeout: BOX_MS });
        return;
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until a command asks a question: by the text or the placeholder of its box. */
  async question(text: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget
      .filter({ hasText: text })
      .or(widget.filter({ has: this.page.locator(`input[placeholder*="${text}"]`) }))
      .first()
      .waitFor();
  }

  /** Answers the question of a command by typing. */
  async answer(question: string, text: string): Promise<void> {
    await this.question(question);
    const box = this.page.locator('.quick-input-widget input[type=text]');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Chooses a row of the list that a command shows. */
  async choose(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.typeIntoBox('Control+p', name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.tab(name).waitFor();
  }

  /** The tab of an editor. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab.active', { hasText: name });
  }

  /** Puts the cursor at the end of a piece of text in the editor. */
  async clickAfter(text: string): Promise<void> {
    await this.token(text).first().click();
    await this.page.keyboard.press('End');
  }

  /** The page of a webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
  }

  /** The rows of the Problems view. */
  problems(text: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  /** What the status bar says of the schema in use, once it says this. */
  async schemaInUse(text: string): Promise<string> {
    const status = this.page.locator('.hover-language-status', { hasText: text });
    for (const end = Date.now() + WAIT_MS; Date.now() < end && !(await status.isVisible());) {
      // What the pointer shows is drawn when it comes: what has changed since is seen when it comes again.
      await this.line('').first().hover();
      await this.page.locator('#status\\.languageStatus').hover();
      await status.waitFor({ timeout: HOVER_MS }).catch(() => undefined);
    }
    return status.innerText();
  }

  /** What is said in a toast in the corner; a slow machine may see it only where toasts go, in the notification centre. */
  async said(text: string): Promise<string> {
    const toast = this.page.locator('.notification-toast', { hasText: text });
    try {
      await toast.waitFor({ timeout: 10_000 });
      return await toast.innerText();
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      await this.run('Notifications: Show Notifications');
      const kept = this.notifications(text).first();
      await kept.waitFor();
      return kept.innerText();
    }
  }

  /** What was noted in the notification centre or shown as a toast. */
  notifications(text: string): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  /** Takes a picture for people to look at: out/screenshots/EDITION/NAME.png. */
  async screenshot(name: string): Promise<void> {
    const folder = join(outFolder, 'screenshots', testEnvironment().edition);
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

// As a site that embeds VS Code for the web does it: the settings of the page name an extension, which lies on a web
// server. Here the page's requests for it are answered from the checkout.
async function addWebExtension(page: Page, authority: string): Promise<void> {
  const path = '/extension-under-test';
  const extensions = JSON.stringify([{ scheme: 'http', authority, path }]).replaceAll('"', '&quot;');
  await page.context().route(`**${path}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(path.length);
    return route.fulfill({ path: join(root, file) });
  });
  await page.route(/\/\?folder=/, async (route) => {
    const response = await route.fetch();
    const start = 'data-settings="{';
    const html = await response.text();
    const body = html.replaceAll(start, `${start}&quot;additionalBuiltinExtensions&quot;:${extensions},`);
    await route.fulfill({ response, body });
  });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openPage, type GuardedPage } from './browser';
import { outFolder, testEnvironment } from './environment';
import { VsCodeServer } from './vscodeServer';
import { copyWorkspace, type TestWorkspace } from './workspace';

const WAIT_MS = 30_000;

/** VS Code as a person sees it, with the packed extension installed. Everything waits for what it looks for. */
export class Workbench {
  private constructor(
    private readonly server: VsCodeServer,
    private readonly guarded: GuardedPage,
    readonly workspace: TestWorkspace,
  ) {}

  /** Starts VS Code, installs the extension and opens a file of the test workspace. */
  static async open(file: string): Promise<Workbench> {
    const workspace = copyWorkspace();
    const server = await VsCodeServer.start({ vsix: [testEnvironment().vsix] });
    const guarded = await openPage(server.authority);
    guarded.page.setDefaultTimeout(WAIT_MS);
    const workbench = new Workbench(server, guarded, workspace);
    await guarded.page.goto(server.url({ folder: workspace.folder, file: join(workspace.folder, file) }));
    await workbench.line('').first().waitFor();
    return workbench;
  }

  /** Ends everything that `open` started. */
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

  /** The coloured piece of a line with exactly this text. */
  token(text: string): Locator {
    return this.page.locator('.editor-instance .view-line span[class^="mtk"]').getByText(text, { exact: true });
  }

  /** The colour of such a piece, as CSS. */
  colourOf(text: string): Promise<string> {
    // As text: it runs in the page, and the types of the DOM are not loaded here.
    return this.token(text).first().evaluate<string, never>('(token) => getComputedStyle(token).color');
  }

  /** Runs a command by its title, through the command palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const box = this.page.locator('.quick-input-widget input[type=text]');
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const box = this.page.locator('.quick-input-widget input[type=text]');
    await box.waitFor();
    await box.fill(name);
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

  /** The rows of the Problems view. */
  problems(text: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
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

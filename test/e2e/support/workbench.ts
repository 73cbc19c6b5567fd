import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { openPage, type GuardedPage } from './browser';
import { outFolder, testEnvironment } from './environment';
import { VsCodeServer } from './vscodeServer';
import { addWebExtensions, packedFiles, virtualFiles, type ExtensionFiles } from './webExtensions';
import { copyWorkspace, type TestWorkspace } from './workspace';

/** Limit for conditions that must become true. Generous, because it only ends tests that hang and machines are busy. */
const WAIT_MS = 180_000;
const POLL_MS = 50;
/** A hover is repeated after this time. */
const HOVER_MS = 5_000;
/** A search without result is repeated after this time, then after twice, three times as long. */
const SEARCH_MS = 2_000;
/** Opening the quick input is repeated after this time. */
const BOX_MS = 10_000;
const MAX_TRIES = 12;

/** The globals of the page that are used here; the types of the DOM are not loaded. */
interface PageGlobals {
  getComputedStyle(element: unknown): { readonly color: string };
  readonly navigator: { readonly clipboard: { writeText(text: string): Promise<void> } };
}

/** Differences from the default workbench. */
export interface WorkbenchOptions {
  /** Additional files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Other packed extensions that are installed, too. */
  readonly extensions?: readonly string[];
  /** Called with the folder of the workspace before it is opened. */
  readonly prepare?: (folder: string) => void;
}

/** What is different in a browser. */
interface WebOptions {
  /** In a web worker, besides those that are installed. */
  readonly extensions?: readonly ExtensionFiles[];
  /** Of the workspace: a path, or a uri of a file system in the browser. */
  readonly folder?: string;
}

/** VS Code as a user sees it. All methods wait for the elements that they need. */
export class Workbench {
  private constructor(
    readonly server: VsCodeServer,
    private readonly guarded: GuardedPage,
    readonly workspace: TestWorkspace,
  ) {}

  /** Starts VS Code with the packed extension installed and opens a file of the test workspace. */
  static async open(
    file: string,
    { files = {}, settings = {}, extensions = [], prepare }: WorkbenchOptions = {},
  ): Promise<Workbench> {
    const workspace = copyWorkspace(files);
    prepare?.(workspace.folder);
    const server = await VsCodeServer.start({ vsix: [testEnvironment().vsix, ...extensions], settings });
    return this.openOn(server, file, workspace);
  }

  /** Like {@link open}, in restricted mode. @param files additional files of the workspace */
  static async openRestricted(file: string, files: Readonly<Record<string, string>>): Promise<Workbench> {
    const server = await VsCodeServer.start({ vsix: [testEnvironment().vsix], restricted: true });
    return this.openOn(server, file, copyWorkspace(files));
  }

  /** Starts VS Code with the packed extension in a web worker, and opens a file of the test workspace. */
  static async openWeb(file: string): Promise<Workbench> {
    const extensions = [packedFiles(testEnvironment().vsix)];
    return this.openOn(await VsCodeServer.start(), file, copyWorkspace(), { extensions });
  }

  /**
   * Like {@link openWeb}, with a workspace in a file system that cannot be searched.
   * @param folder of the workspace, as `plant:/name`, or `archive:/name` which is read-only
   * @param files path in the folder -> text
   */
  static async openVirtual(folder: string, file: string, files: Readonly<Record<string, string>>): Promise<Workbench> {
    const { pathname } = new URL(folder);
    const placed = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${pathname}/${path}`, text]));
    const extensions = [packedFiles(testEnvironment().vsix), await virtualFiles(placed)];
    return this.openOn(await VsCodeServer.start(), file, copyWorkspace(), { extensions, folder });
  }

  private static async openOn(
    server: VsCodeServer,
    file: string,
    workspace: TestWorkspace,
    { extensions = [], folder = workspace.folder }: WebOptions = {},
  ): Promise<Workbench> {
    const guarded = await openPage(server.authority);
    const { page } = guarded;
    page.setDefaultTimeout(WAIT_MS);
    const workbench = new Workbench(server, guarded, workspace);
    try {
      if (extensions.length > 0) await addWebExtensions(page, server.authority, extensions);
      await page.goto(server.url({ folder, file: `${folder}/${file}` }));
      await workbench.line('').first().waitFor();
    } catch (error) {
      await workbench.screenshot('did-not-open');
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  /** Stops browser and server and deletes the workspace. */
  async close(): Promise<void> {
    await this.guarded.browser.close();
    await this.server.stop();
    this.workspace.remove();
  }

  get page(): Page {
    return this.guarded.page;
  }

  /** Hosts other than VS Code's own server that the page requested. */
  get refusedHosts(): string[] {
    return [...this.guarded.refused];
  }

  /** A line of the active editor that contains the text. */
  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text });
  }

  /** The coloured token with this text, possibly with brackets and quotes around it, which have its colour in some themes. */
  token(text: string): Locator {
    const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s');
    const piece = new RegExp(`^[<>/"'\\s]*${literal}[<>/"'\\s]*$`);
    return this.page.locator('.editor-instance .view-line span[class^="mtk"]', { hasText: piece });
  }

  /** The colour of a token, as CSS. */
  async colourOf(text: string): Promise<string> {
    for (;;) {
      const piece = this.token(text).first();
      const colour = await piece.evaluate(
        (element) => (globalThis as unknown as PageGlobals).getComputedStyle(element).color,
      );
      // The element has no colour after its line was drawn again.
      if (colour) return colour;
    }
  }

  /** Runs a command by its title, through the command palette. */
  async run(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Clicks a row of the quick input. It is opened again where the row is not found, or is closed under the click. */
  private async pick(key: string, text: string, row: string): Promise<void> {
    const wanted = this.page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first();
    for (let tries = 1; ; tries++) {
      await this.typeIntoBox(key, text);
      try {
        await wanted.click({ timeout: tries * SEARCH_MS });
        return;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || tries === MAX_TRIES) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until VS Code knows a command: the palette lists those that it knows when it opens, and extensions come later. */
  async knows(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await this.until(`the command "${title}"`, async () => {
      await this.typeIntoBox('F1', `>${title}`);
      const isListed = await row.waitFor({ timeout: SEARCH_MS }).then(
        () => true,
        () => false,
      );
      await this.page.keyboard.press('Escape');
      return isListed;
    });
  }

  /** Opens the quick input by a key and types into it; repeats if VS Code closes it meanwhile, for example after trust is granted. */
  private async typeIntoBox(key: string, text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input[type=text]');
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press(key);
      try {
        await box.fill(text, { timeout: BOX_MS });
        return;
      } catch (error) {
        if (tries === MAX_TRIES) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until a command asks a question, identified by the text or the placeholder of its box. */
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

  /** Chooses an item of the context menu that is shown. VS Code ignores a click right after it has opened the menu. */
  async chooseInMenu(text: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: text }).first();
    await item.waitFor();
    await this.until('the menu to be closed', async () => {
      await item.click({ timeout: SEARCH_MS }).catch(() => undefined);
      return !(await item.isVisible());
    });
  }

  /** Opens a file of the workspace by its name. The search is repeated, because a file that was just written may not be found at first. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+p', name, name);
    await this.tab(name).waitFor();
  }

  /**
   * Writes a file of the workspace and opens it in the only editor. Tests start with this: it closes what earlier tests have
   * opened, without saving.
   * @param shown a part of the text; waits until the editor shows it
   */
  async openAlone(name: string, text: string, shown: string): Promise<void> {
    await this.closeEditors();
    writeFileSync(join(this.workspace.folder, name), text);
    await this.openFile(name);
    await this.line(shown).first().waitFor();
  }

  /** Closes all editors without saving. */
  async closeEditors(): Promise<void> {
    await this.page.keyboard.press('Escape');
    const tabs = this.page.locator('.tabs-container .tab');
    for (let left = await tabs.count(); left > 0; left = await tabs.count()) {
      await this.run('View: Revert and Close Editor');
      await this.until('an editor to be closed', async () => (await tabs.count()) < left);
    }
  }

  /**
   * Waits until `get` returns a truthy value. An error of `get` counts as "not yet": a file may be missing while it is replaced.
   * Rejects after the limit with `what` in the message, and the last error as its cause.
   */
  async until<T>(what: string, get: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
    let cause: unknown;
    for (const end = Date.now() + WAIT_MS; Date.now() < end;) {
      try {
        const value = await get();
        if (value) return value;
      } catch (error) {
        cause = error;
      }
      await new Promise((next) => setTimeout(next, POLL_MS));
    }
    throw new Error(`waited in vain for ${what}`, { cause });
  }

  /** Opens the Problems view. */
  async showProblems(): Promise<void> {
    await this.run('Problems: Focus on Problems View');
  }

  /** The hover over a part of the text, once it contains a text. */
  async hovered(piece: Locator, text: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text });
    for (const end = Date.now() + WAIT_MS; Date.now() < end && !(await hover.isVisible());) {
      // A late answer is shown at the next hover.
      await this.page.locator('#status\\.editor\\.mode').hover();
      await piece.hover();
      await hover.waitFor({ timeout: HOVER_MS }).catch(() => undefined);
    }
    return hover.innerText();
  }

  /** The tab of an editor. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab.active', { hasText: name });
  }

  /** Puts the cursor at the end of a part of the text in the editor. */
  async clickAfter(text: string): Promise<void> {
    await this.token(text).first().click();
    await this.page.keyboard.press('End');
  }

  /** The page of the visible webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
  }

  /** The rows of the Problems view. */
  problems(text: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  /** The status item of the schema in use, once it contains a text. */
  async schemaInUse(text: string): Promise<string> {
    const status = this.page.locator('.hover-language-status', { hasText: text });
    for (const end = Date.now() + WAIT_MS; Date.now() < end && !(await status.isVisible());) {
      // The hover is not updated while it is shown: hover again.
      await this.line('').first().hover();
      await this.page.locator('#status\\.languageStatus').hover();
      await status.waitFor({ timeout: HOVER_MS }).catch(() => undefined);
    }
    return status.innerText();
  }

  /** A notification with a text, as a toast or, on a slow machine, in the notification centre. */
  async notification(text: string): Promise<string> {
    const toast = this.page.locator('.notification-toast', { hasText: text });
    try {
      await toast.waitFor({ timeout: 10_000 });
      return await toast.innerText();
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      await this.run('Notifications: Show Notifications');
      const listed = this.notifications(text).first();
      await listed.waitFor();
      return listed.innerText();
    }
  }

  /** All notifications, in the notification centre or as toasts. */
  notifications(text: string): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  /** Puts a text on the clipboard, as another program does. */
  async copied(text: string): Promise<void> {
    await this.page.evaluate(
      (copy) => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(copy),
      text,
    );
  }

  /** Takes a screenshot for people to look at: out/screenshots/EDITION/NAME.png. */
  async screenshot(name: string): Promise<void> {
    const folder = join(outFolder, 'screenshots', testEnvironment().edition);
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

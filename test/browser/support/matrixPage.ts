/** The matrix page in a real browser, with a simulated VS Code around it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml } from '../../../client/src/page/html';
import { isToPanel, type Subject, type ToPage, type ToPanel } from '../../../client/webview/messages';
import { TEXTS, type Texts } from '../../../client/webview/texts';
import type { MatrixDetails, MatrixSnapshot } from '../../../server/src/lsp/protocol/index';
import themes from './themes.json';

export type Theme = keyof typeof themes;
export const THEMES = Object.keys(themes) as Theme[];

const ORIGIN = 'http://matrix.test';
const DIST = join(__dirname, '../../../dist/webview');
export const SUBJECT: Subject = { uris: ['file:///a.xml'], compareWith: '' };

declare global {
  interface Window {
    /** The messages that the page has posted. */
    posted: unknown[];
    /** Set by hostile content that manages to run. */
    pwned?: boolean;
  }
}

let running: Promise<Browser> | undefined;

/** Closes the browser that all pages of a run share. */
export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
}

export class MatrixPage {
  private constructor(
    readonly page: Page,
    /** Errors in the console, including violations of the content security policy. */
    readonly consoleErrors: readonly string[],
  ) {}

  static async open({
    theme = 'dark',
    width = 1400,
    height = 900,
    forcedColors = false,
  }: PageOptions = {}): Promise<MatrixPage> {
    const executablePath = process.env.CHROMIUM;
    if (executablePath === undefined) throw new Error('CHROMIUM is not set: run "npm test -- browser"');
    running ??= chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--no-first-run', '--disable-background-networking'],
    });
    const context = await (
      await running
    ).newContext({
      viewport: { width, height },
      forcedColors: forcedColors ? 'active' : 'none',
      colorScheme: theme.includes('light') ? 'light' : 'dark',
    });
    const page = await context.newPage();
    // Generous, because it only ends tests that hang and machines are busy.
    page.setDefaultTimeout(180_000);
    const consoleErrors: string[] = [];
    page.on('pageerror', (error) => consoleErrors.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
    await context.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html() });
      if (!path.startsWith('/dist/')) return route.fulfill({ status: 204 });
      return route.fulfill({ path: join(DIST, path.slice('/dist/'.length)) });
    });
    // The compiler of the tests adds calls of this helper to functions, which are evaluated in the page.
    await page.addInitScript('globalThis.__name = (target) => target;');
    await page.addInitScript(simulateVsCode, themes[theme]);
    const opened = new MatrixPage(page, consoleErrors);
    await opened.load();
    return opened;
  }

  /** Loads the page, as VS Code does when it is shown again. Its saved state remains. */
  async load(
    subject: Subject = SUBJECT,
    isEditor = false,
    view: 'matrix' | 'plan' = 'matrix',
    texts: Texts = TEXTS,
  ): Promise<void> {
    await this.page.goto(ORIGIN);
    await this.posted('ready');
    await this.send({ type: 'start', view, texts, subject, isEditor });
  }

  /** Sends a snapshot and waits until it is drawn. */
  async show(snapshot: MatrixSnapshot, compared = '', subject: Subject = SUBJECT): Promise<void> {
    await this.send({ type: 'snapshot', snapshot, compared, subject });
  }

  /** Sends a message as the panel does. */
  async send(message: ToPage): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
    await this.settled();
  }

  /** Waits until changes of the page are drawn. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** Waits until events are handled and drawn: the grid is notified of its size in the frame after it is shown. */
  private async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))),
    );
  }

  /** Waits for a message to the panel and returns the last one of its type; removes all messages so far from the list. */
  async posted<Type extends ToPanel['type']>(type: Type): Promise<Extract<ToPanel, { type: Type }>> {
    const isThere = (wanted: string): boolean => window.posted.some((one) => (one as { type: string }).type === wanted);
    await this.page.waitForFunction(isThere, type);
    const all = await this.page.evaluate(() => window.posted.splice(0));
    const message = all.filter((one) => (one as ToPanel).type === type).at(-1);
    if (!isToPanel(message)) throw new Error(`not a message of the page: ${JSON.stringify(message)}`);
    return message as Extract<ToPanel, { type: Type }>;
  }

  /**
   * Answers requests for details until the page shows `text`. The page drops the answer to any request but its last, and requests
   * from before the last action of the test can arrive late.
   * @returns the request whose answer is shown
   */
  async answerDetails(details: MatrixDetails, text: string): Promise<Extract<ToPanel, { type: 'details' }>> {
    const shown = this.page.locator('.details', { hasText: text });
    for (;;) {
      const request = await this.posted('details');
      await this.send({ type: 'details', question: request.question, details });
      if (await shown.isVisible()) return request;
    }
  }

  /**
   * Types a word in the grid, a second after what was typed before. The clock of the page is stopped, so that the test does not
   * depend on the speed of the machine.
   */
  async typeWord(word: string): Promise<void> {
    await this.page.evaluate(() => {
      const now = performance.now() + 1_000;
      performance.now = () => now;
    });
    await this.page.keyboard.type(word);
  }

  /** The label of the cell that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  }

  /** Line and column of the focused cell, counted from 1 as by screen readers. */
  focusedAt(): Promise<[number, number]> {
    return this.page.evaluate(() => {
      const cell = document.activeElement!;
      return [Number(cell.parentElement!.getAttribute('aria-rowindex')), Number(cell.getAttribute('aria-colindex'))];
    });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Focuses the active cell of the grid. */
  async focusGrid(): Promise<void> {
    await this.page.locator('.grid [tabindex="0"]').focus();
  }

  /** A cell by line and column, counted from 1 as by screen readers. */
  cell(line: number, column: number) {
    return this.page.locator(`[role=row][aria-rowindex="${line}"] > [aria-colindex="${column}"]`);
  }

  /** The identifiers of the patches that are drawn, from top to bottom. */
  async patches(): Promise<string[]> {
    await this.settled();
    return this.page.locator('.head.patch .id').allInnerTexts();
  }

  /** Milliseconds from the arrival of a snapshot to the first frame with cells. */
  paintTime(snapshot: MatrixSnapshot): Promise<number> {
    const message: ToPage = { type: 'snapshot', snapshot, compared: '', subject: SUBJECT };
    return this.page.evaluate(
      (data) =>
        new Promise<number>((done) => {
          const sent = performance.now();
          const channel = new MessageChannel();
          window.postMessage(data, '*');
          const look = (): void => {
            if (document.querySelector('.cell') === null) return void requestAnimationFrame(look);
            // The message arrives after the frame was painted.
            channel.port1.onmessage = () => done(performance.now() - sent);
            requestAnimationFrame(() => channel.port2.postMessage(null));
          };
          requestAnimationFrame(look);
        }),
      message,
    );
  }

  /** Milliseconds between frames while scrolling. @param step pixels per frame */
  frameTimes(direction: 'left' | 'top', frames: number, step: number): Promise<number[]> {
    return this.page.evaluate(
      ([to, count, pixels]) =>
        new Promise<number[]>((done) => {
          const viewport = document.querySelector('.viewport')!;
          const times: number[] = [];
          let last = 0;
          const next = (now: number): void => {
            if (last > 0) times.push(now - last);
            last = now;
            if (times.length === count) return done(times);
            viewport.scrollBy({ [to]: pixels, behavior: 'instant' });
            requestAnimationFrame(next);
          };
          requestAnimationFrame(next);
        }),
      [direction, frames, step] as const,
    );
  }

  /** Bytes of the JavaScript heap after a garbage collection, with typed arrays and DOM objects. */
  async heapBytes(): Promise<number> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize + backingStorageSize + embedderHeapUsedSize;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

function html(): string {
  return pageHtml({ script: '/dist/main.js', style: '/dist/main.css', source: ORIGIN, nonce: 'test', language: 'en' });
}

// Runs in the page before its script: sets the theme and provides `acquireVsCodeApi`.
function simulateVsCode({ className, variables }: { className: string; variables: Record<string, string> }): void {
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = className;
  });
  window.posted = [];
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => window.posted.push(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
}

/** The style sheet of the page, for tests of the variables that it uses. */
export function styleSheet(): string {
  return readFileSync(join(DIST, 'main.css'), 'utf8');
}

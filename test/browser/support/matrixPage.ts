/** The matrix page alone in a real browser: what VS Code does around it is played by the test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml } from '../../../client/src/preview/html';
import { isToPanel, type Subject, type ToPage, type ToPanel } from '../../../client/webview/messages';
import { TEXTS } from '../../../client/webview/texts';
import type { MatrixSnapshot } from '../../../server/src/lsp/protocol';
import themes from './themes.json';

export type Theme = keyof typeof themes;
export const THEMES = Object.keys(themes) as Theme[];

const ORIGIN = 'http://matrix.test';
const DIST = join(__dirname, '../../../dist/webview');
export const SUBJECT: Subject = { uris: ['file:///a.xml'], compareWith: '' };

declare global {
  interface Window {
    /** What the page said. */
    posted: unknown[];
    /** Set by whatever hostile content should manage to run. */
    pwned?: boolean;
  }
}

let running: Promise<Browser> | undefined;

/** Ends the browser that all pages of a run share. */
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
    /** What the browser complained about: errors, and breaches of the content security policy. */
    readonly complaints: readonly string[],
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
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await context.route('**/*', (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html() });
      if (!path.startsWith('/dist/')) return route.fulfill({ status: 204 });
      return route.fulfill({ path: join(DIST, path.slice('/dist/'.length)) });
    });
    // What the compiler of the tests calls in functions, which are sent into the page as text.
    await page.addInitScript('globalThis.__name = (made) => made;');
    await page.addInitScript(playVsCode, themes[theme]);
    const opened = new MatrixPage(page, complaints);
    await opened.load();
    return opened;
  }

  /** Loads the page, as VS Code does when it is shown again; what the page keeps stays. */
  async load(subject: Subject = SUBJECT): Promise<void> {
    await this.page.goto(ORIGIN);
    await this.posted('ready');
    await this.send({ type: 'start', texts: TEXTS, subject });
  }

  /** Shows a matrix and waits until its first cells are there. */
  async show(snapshot: MatrixSnapshot, compared = '', subject: Subject = SUBJECT): Promise<void> {
    await this.send({ type: 'snapshot', snapshot, compared, subject });
  }

  /** Sends a message as the panel does. */
  async send(message: ToPage): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
    await this.settled();
  }

  /** Waits until what has happened is handled and drawn: the grid hears of its size in the frame after it is shown. */
  private async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))),
    );
  }

  /** Waits for a message to the panel; takes it and those before it off the list. */
  async posted<Type extends ToPanel['type']>(type: Type): Promise<Extract<ToPanel, { type: Type }>> {
    const isThere = (wanted: string): boolean => window.posted.some((one) => (one as { type: string }).type === wanted);
    await this.page.waitForFunction(isThere, type);
    const all = await this.page.evaluate(() => window.posted.splice(0));
    const message = all.filter((one) => (one as ToPanel).type === type).at(-1);
    if (!isToPanel(message)) throw new Error(`not a message of the page: ${JSON.stringify(message)}`);
    return message as Extract<ToPanel, { type: Type }>;
  }

  /** The label of the cell that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  }

  /** Line and column of the cell that has the focus, as screen readers count. */
  focusedAt(): Promise<[number, number]> {
    return this.page.evaluate(() => {
      const cell = document.activeElement!;
      return [Number(cell.parentElement!.getAttribute('aria-rowindex')), Number(cell.getAttribute('aria-colindex'))];
    });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Gives the active cell of the grid the focus. */
  async focusGrid(): Promise<void> {
    await this.page.locator('.grid [tabindex="0"]').focus();
  }

  /** A cell by its lines and columns, as screen readers count. */
  cell(line: number, column: number) {
    return this.page.locator(`[role=row][aria-rowindex="${line}"] > [aria-colindex="${column}"]`);
  }

  /** The identifiers of the patches that are drawn, from top to bottom. */
  async patches(): Promise<string[]> {
    await this.settled();
    return this.page.locator('.head.patch .id').allInnerTexts();
  }

  /** Milliseconds from a snapshot's arrival to the first frame with cells. */
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
            // The frame after it has been painted.
            channel.port1.onmessage = () => done(performance.now() - sent);
            requestAnimationFrame(() => channel.port2.postMessage(null));
          };
          requestAnimationFrame(look);
        }),
      message,
    );
  }

  /** Milliseconds between frames while it scrolls by so many pixels each frame. */
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

  /** Bytes of JavaScript's heap after a collection, with arrays of numbers and what belongs to elements. */
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

// Runs in the page before its script: theme, and what `acquireVsCodeApi` gives.
function playVsCode({ className, variables }: { className: string; variables: Record<string, string> }): void {
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

/** The page's style sheet, for tests that ask which variables it uses. */
export function styleSheet(): string {
  return readFileSync(join(DIST, 'main.css'), 'utf8');
}

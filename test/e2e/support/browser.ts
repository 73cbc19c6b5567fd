import { chromium, type Browser, type Page } from 'playwright-core';
import { testEnvironment } from './environment';

/** Without these, Chromium contacts hosts of its vendor at each start. */
const OFFLINE = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A document that a test has modified has no address: without this it cannot connect to its own server.
  '--disable-features=LocalNetworkAccessChecks',
];

/** A browser page that can connect to the test's own server only. */
export interface GuardedPage {
  readonly browser: Browser;
  readonly page: Page;
  /** Hosts that the page requested and was denied. */
  readonly refused: ReadonlySet<string>;
}

/** Starts Chromium with one page. @param authority the only host:port that the page can connect to */
export async function openPage(authority: string): Promise<GuardedPage> {
  const { chromium: executablePath } = testEnvironment();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...OFFLINE] });
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const refused = new Set<string>();
  await context.route(
    (url) => url.host !== authority && /^https?:$/.test(url.protocol),
    (route) => {
      refused.add(new URL(route.request().url()).host);
      return route.abort();
    },
  );
  return { browser, page: await context.newPage(), refused };
}

import { chromium, type Browser, type Page } from 'playwright-core';
import { testEnvironment } from './environment';

/** Without these Chromium looks up its maker's hosts at each start. */
const OFFLINE = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A document that a test has put its hands on has no address: it may not talk to its own server without this.
  '--disable-features=LocalNetworkAccessChecks',
];

/** A browser page that may talk to the test's own server only. */
export interface GuardedPage {
  readonly browser: Browser;
  readonly page: Page;
  /** Hosts that the page asked for and was refused. */
  readonly refused: ReadonlySet<string>;
}

/** Opens a Chromium with one page. @param authority the only host:port that the page may reach */
export async function openPage(authority: string): Promise<GuardedPage> {
  const { chromium: executablePath } = testEnvironment();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...OFFLINE] });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
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

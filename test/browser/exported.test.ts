/** The HTML page that `vpc matrix` and the panel write, in a browser. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { writePublication } from '../../server/src/domain/publicationText';
import { matrixHtml } from '../../server/src/matrix/export/html';
import { buildMatrix, type Matrix } from '../../server/src/matrix/matrix';
import { sourceOf } from '../../server/src/matrix/sources';
import { viewOf } from '../../server/src/matrix/view';
import { publicationOf } from '../../server/src/domain/model';
import { parse } from '../../server/src/xml/parser';
import { runToCompletion } from '../../server/src/xml/task';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '"><img src=x onerror="pwned=1"><script>pwned=1</script>';

const STATES = REFERENCE_VOCABULARY.profile.states.map(({ value }) => value);

/** With a product in each state, a contradiction, an unknown state, and texts that contain markup. */
function matrixOf(shift: number, older: Matrix | null = null): Matrix {
  const product = (state: string, index: number) => ({
    'product-id': `Product ${index >> 1}`,
    'product-version': `${index % 2}.0`,
    platform: 'Windows Server 2022',
    state,
    reboot: index % 2 === 0 ? 'true' : 'false',
    comment: HOSTILE,
  });
  const patches = Array.from({ length: 30 }, (_, row) => ({
    'patch-id': `KB${row + (row === 29 ? shift : 0)}`,
    title: HOSTILE,
    severity: ['Critical', 'Important', 'Low'][row % 3]!,
    released: '2026-02-10T08:00:00Z',
    product: [
      ...STATES.map((_, index) => product(STATES[(index + row + shift) % STATES.length]!, index)),
      product('Approved', 0),
      product('Reviewed', 40),
    ],
  }));
  const publication = {
    supplier: HOSTILE,
    published: '2026-03-04T00:00:00Z',
    'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: patches }],
  };
  const tree = parse(writePublication(publication, REFERENCE_VOCABULARY));
  const source = sourceOf(publicationOf(tree, REFERENCE_VOCABULARY), 'a.xml');
  return runToCompletion(buildMatrix(REFERENCE_VOCABULARY, [source], { older }));
}

describe('the exported page', () => {
  let browser: Browser;
  before(async () => {
    const executablePath = process.env.CHROMIUM;
    if (executablePath === undefined) throw new Error('CHROMIUM is not set: run "npm test -- browser"');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  after(() => browser.close());

  const open = async (options: Parameters<Browser['newPage']>[0], run: (page: Page) => Promise<void>) => {
    // The policy of the page would also block the scripts of the test.
    const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1400, height: 900 }, ...options });
    await page.setContent([...matrixHtml(viewOf(matrixOf(1, matrixOf(0))))].join(''));
    await run(page);
    await page.close();
  };

  const SCENES = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'forced colours': { forcedColors: 'active' },
    'a phone': { viewport: { width: 400, height: 800 } },
  } as const;
  for (const [name, options] of Object.entries(SCENES)) {
    it(`has no axe violations: ${name}`, () =>
      open(options, async (page) => {
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() =>
          (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
        );
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 150)}\n${failureSummary}`),
        );
        assert.deepEqual(found.slice(0, 5), []);
      }));
  }

  it('shows scripts in files as text and does not run them', () =>
    open({}, async (page) => {
      assert.equal(await page.evaluate(() => 'pwned' in window), false);
      assert.equal(await page.locator('img, script').count(), 0);
      assert.equal(await page.locator('h1').textContent(), `Patch compatibility: ${HOSTILE}`);
    }));

  it('has its table on the first screen', () =>
    open({}, async (page) => {
      const { y } = (await page.locator('tbody tr').first().boundingBox())!;
      assert.ok(y < 500, String(y));
      const order = await page.evaluate(() =>
        [...document.querySelectorAll('table, .sources')].map(({ className }) => className),
      );
      assert.equal(order.at(-1), 'sources');
    }));

  it('is filtered by state and severity without a script', () =>
    open({ javaScriptEnabled: false }, async (page) => {
      const rows = page.locator('.scroll tbody tr:not(.vendor)');
      const shown = () => rows.filter({ visible: true }).count();
      const all = await rows.count();
      assert.equal(await shown(), all);
      await page.locator('.severities').getByLabel('Low').uncheck();
      const withoutLow = await shown();
      assert.ok(withoutLow > 0 && withoutLow < all, `${withoutLow} of ${all}`);
      await page.locator('.severities').getByLabel('Low').check();
      await page.getByRole('radio', { name: /^Contradictions: / }).check();
      assert.equal(await shown(), await page.locator('.scroll tr[data-has~=conflict]').count());
      await page.getByRole('radio', { name: 'All patches' }).check();
      assert.equal(await shown(), all);
    }));

  it('is printed in parts with repeated heads', () =>
    open({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.scroll').isVisible(), false);
      const sheets = page.locator('.sheet');
      assert.ok((await sheets.count()) > 1);
      for (const sheet of await sheets.all()) {
        assert.ok(await sheet.locator('thead').isVisible());
        assert.ok((await sheet.locator('tbody th.patch').first().boundingBox())!.width > 0);
      }
      await page.emulateMedia({ media: 'screen' });
      assert.equal(await sheets.first().isVisible(), false);
    }));

  it('keeps its headings visible while it is scrolled', () =>
    open({}, async (page) => {
      const place = (selector: string) => page.locator(selector).first().boundingBox();
      const before = [await place('thead th.product'), await place('tbody th.patch')] as const;
      await page.evaluate(() => document.querySelector('.scroll')!.scrollTo(300, 400));
      assert.equal((await place('thead th.product'))!.y, before[0]!.y);
      assert.equal((await place('tbody tr:nth-child(9) th.patch'))!.x, before[1]!.x);
    }));
});

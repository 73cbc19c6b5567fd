/** The HTML report that `vpc plan` writes, in a browser. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { planHtml } from '../../server/src/matrix/plan/export/html/report';
import { planOf, shownPlan } from '../support/plans';
import { FIRST } from '../support/vocabularies';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '"><img src=x onerror="pwned=1"><script>pwned=1';
const STATES = ['Approved', 'In Test', 'Not Approved', 'Not Applicable', 'Available', 'Released'];

/** With all decisions, two suppliers, three zones, and texts that contain markup. */
function report(): string {
  const patches = Array.from({ length: 12 }, (_, index) => {
    const severity = ['Critical', 'Important', 'Low'][index % 3]!;
    const date = `2026-02-${String((index % 27) + 1).padStart(2, '0')}`;
    const restriction = index % 5 === 0 ? `  restriction ${HOSTILE}` : '';
    return `  KB${index}  Historian 5  ${STATES[index % STATES.length]!}  ${date}  severity ${severity}${restriction}`;
  });
  const beta = ['Beta.xml  Beta  published 2026-04-01', '  KB100  Gateway 1  Approved', '  KB101  Gateway 1  In Test'];
  const more = ['  KB40  Historian 5  Approved', '  KB41  Historian 5  Approved  supersedes KB40'];
  const contradiction = ['a.xml  Alpha  id B  published 2026-03-20', '  KB0  Historian 5  Not Approved  2026-02-01'];
  const bad = ['bad.xml  Gamma  published 2026-03-20  cut off', '  KB1  Panel 1  Approved'];
  const lists = [
    ...Array.from({ length: 4 }, (_, index) => `asset  PC${index}  Historian 5  of Alpha  in Cell ${index % 2}`),
    ...['asset  GW1  Gateway 1  of Beta', 'asset  GW2  Gateway 1  of Beta  in Cell 0', 'asset  P1  Panel 1  of Gamma'],
    `asset  ${HOSTILE}  Unknown 3`,
    ...['installed  PC1  KB2  2026-02-20', 'installed  PC1  KB6  2026-02-20', 'installed  GW2  KB100'],
  ];
  const alpha = ['Alpha.xml  Alpha  id A  published 2026-03-20', ...patches, ...more];
  const now = planOf([...alpha, ...contradiction, ...beta, ...bad], lists, FIRST, { Critical: 30, Important: 60 });
  return [...planHtml(shownPlan(now, planOf(beta, lists, FIRST)))].join('');
}

describe('the report of a plan', () => {
  let browser: Browser;
  let html: string;
  before(async () => {
    const executablePath = process.env.CHROMIUM;
    if (executablePath === undefined) throw new Error('CHROMIUM is not set: run "npm test -- browser"');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    html = report();
  });
  after(() => browser.close());

  const open = async (options: Parameters<Browser['newPage']>[0], run: (page: Page) => Promise<void>) => {
    // The policy of the page would also block the scripts of the test.
    const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1400, height: 900 }, ...options });
    await page.setContent(html);
    await run(page);
    await page.close();
  };

  const SCENES = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    'forced colours': { forcedColors: 'active' },
    'a small window': { viewport: { width: 700, height: 900 } },
    'a phone, dark': { viewport: { width: 400, height: 800 }, colorScheme: 'dark' },
  } as const;
  for (const [name, options] of Object.entries(SCENES)) {
    it(`has no axe violations, and fits: ${name}`, () =>
      open(options, async (page) => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        // Everything is in sight and unfolded, so that everything is checked.
        await page.getByRole('radio', { name: /^All: / }).check();
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          for (const zone of document.querySelectorAll<HTMLElement>('.zone')) zone.style.contentVisibility = 'visible';
        });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() =>
          (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
        );
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 150)}\n${node.failureSummary}`),
        );
        assert.deepEqual(found.slice(0, 5), []);
      }));
  }

  it('shows scripts in files as text and does not run them', () =>
    open({}, async (page) => {
      assert.equal(await page.evaluate(() => 'pwned' in window), false);
      assert.equal(await page.locator('img, script').count(), 0);
      assert.ok((await page.getByText(HOSTILE).count()) > 1);
    }));

  const decisions = (page: Page) =>
    page
      .locator('tr[data-d] td:nth-child(2)')
      .filter({ visible: true })
      .evaluateAll((cells) => [...new Set(cells.map((cell) => cell.childNodes[1]!.textContent!.trim()))]);

  it('shows at first what there is to do, and the doubts of assets', () =>
    open({ javaScriptEnabled: false }, async (page) => {
      const shown = await page.locator('tr[data-d]').filter({ visible: true }).all();
      const kinds = new Set(await Promise.all(shown.map((row) => row.getAttribute('data-d'))));
      // Installed though not approved, with a restriction, to be installed.
      assert.deepEqual([...kinds].sort(), ['0', '5', '7']);
      assert.ok(await page.getByText('A file could not be read or understood').last().isVisible());
      assert.equal(await page.locator('tbody[data-d]', { hasText: 'Gateway 1' }).filter({ visible: true }).count(), 1);
    }));

  it('is filtered by decision, supplier and due date without a script', () =>
    open({ javaScriptEnabled: false }, async (page) => {
      const rows = page.locator('tr[data-d]').filter({ visible: true });
      await page.getByRole('radio', { name: /^All: / }).check();
      const all = await rows.count();
      assert.equal(all, await page.locator('tr[data-d]').count());
      await page.getByRole('radio', { name: /Wait: / }).check();
      assert.equal(await rows.count(), await page.locator('tr[data-d="3"]').count());
      await page.getByRole('radio', { name: 'Beta' }).check();
      assert.equal(await rows.count(), 2);
      assert.match((await rows.first().textContent())!, /KB101/);
      await page.getByRole('radio', { name: 'All suppliers' }).check();
      await page.getByLabel(/^Only overdue: /).check();
      const late = await rows.count();
      assert.equal(late, await page.locator('tr[data-d="3"] .late').count());
      assert.ok(late > 0);
    }));

  it('shows all decisions of the asset that a link leads to', () =>
    open({}, async (page) => {
      const asset = page.locator('tbody', { has: page.locator('.asset', { hasText: 'PC1' }) }).first();
      const rows = asset.locator('tr[data-d]');
      const before = await rows.filter({ visible: true }).count();
      await asset.locator('.asset a').click();
      const all = await rows.count();
      assert.ok(before < all);
      assert.equal(await rows.filter({ visible: true }).count(), all);
      assert.deepEqual((await decisions(page)).includes('Superseded'), true);
    }));

  it('is used with keys: filters, links and folded statements', () =>
    open({}, async (page) => {
      await page.getByRole('radio', { name: /^To do: / }).focus();
      await page.keyboard.press('ArrowRight');
      assert.ok(await page.getByRole('radio', { name: /^All: / }).isChecked());
      const summary = page.locator('tr[data-d] summary').first();
      await summary.focus();
      await page.keyboard.press('Enter');
      assert.ok(await page.locator('tr[data-d] details li').first().isVisible());
    }));

  it('is printed with a page for each zone, repeated heads, and without controls', () =>
    open({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const style = (selector: string, name: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name);
      assert.equal(await style('.zone + .zone', 'break-before'), 'page');
      assert.equal(await style('.plan thead', 'display'), 'table-header-group');
      assert.equal(await style('.running', 'display'), 'table-row');
      assert.equal(await page.locator('nav').isVisible(), false);
      assert.equal(await page.locator('input').filter({ visible: true }).count(), 0);
      // The filters that are chosen are printed.
      assert.deepEqual(await page.locator('.show label').filter({ visible: true }).allTextContents(), [
        (await page.locator('.show label').first().textContent())!,
        'All suppliers',
      ]);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      // A4, landscape, in points.
      assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 84[12][.\d]* 59[45][.\d]*\]/);
    }));
});

/** The pages that `vpc publish` writes, in a browser. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser } from 'playwright-core';
import { publicationOf } from '../../server/src/domain/model';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { compare, regressionsOf } from '../../server/src/matrix/compare/compare';
import { changesHtml } from '../../server/src/matrix/export/changesHtml';
import { indexPage } from '../../server/src/matrix/export/indexPage';
import { buildMatrix } from '../../server/src/matrix/matrix';
import { sourceOf, type MatrixSource } from '../../server/src/matrix/sources';
import { summarise } from '../../server/src/matrix/summary';
import { viewOf } from '../../server/src/matrix/view';
import { parse } from '../../server/src/xml/parser';
import { runToCompletion } from '../../server/src/xml/task';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const SAMPLES = join(__dirname, '../../samples');
const LONG = 'Northwind-Process-Systems_VPC_2026-03-04.changes.html';

function sample(name: string, change = (text: string) => text): MatrixSource {
  const tree = parse(change(readFileSync(join(SAMPLES, name), 'utf8')));
  return sourceOf(publicationOf(tree, REFERENCE_VOCABULARY), name);
}

const JANUARY = sample('Northwind-Process-Systems_VPC_2026-01-30.xml');
/** With regressions. */
const MARCH = sample('Northwind-Process-Systems_VPC_2026-03-04.xml', (text) =>
  text.replaceAll('>Approved<', '>Not Approved<'),
);

function changes(): string {
  const comparison = compare([JANUARY], [MARCH], REFERENCE_VOCABULARY);
  const shown = { comparison, regressions: regressionsOf(comparison), notes: comparison.notes };
  const links = [{ text: 'All editions', href: './index.html' }];
  return changesHtml(shown, { states: REFERENCE_VOCABULARY.profile.states, links });
}

function index(): string {
  const editions = [JANUARY, MARCH].map((given) => {
    const { supplier, published, documentId, version, name } = given.source;
    return {
      ...{ name, supplier, published, documentId, documentVersion: version, description: 'Patch compatibility' },
      files: ['XML', 'HTML', 'CSV', 'Markdown'].map((text) => ({ text, name: LONG })),
      changes: given === MARCH ? [{ text: 'HTML', name: LONG }] : [],
      ...{ isFirst: given === JANUARY, sha256: '0123456789abcdef'.repeat(4) },
      summary: runToCompletion(summarise(viewOf(runToCompletion(buildMatrix(REFERENCE_VOCABULARY, [given]))))),
    };
  });
  return indexPage(editions, 'SHA256SUMS');
}

describe('the published pages', () => {
  let browser: Browser;
  before(async () => {
    const executablePath = process.env.CHROMIUM;
    if (executablePath === undefined) throw new Error('CHROMIUM is not set: run "npm test -- browser"');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  after(() => browser.close());

  for (const [name, html] of [
    ['index', index()],
    ['changes', changes()],
  ] as const) {
    for (const width of [1400, 400]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`${name}: is accessible and fits ${width} px, ${colorScheme}`, async () => {
          // The page's own policy keeps out axe, too.
          const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
          const page = await context.newPage();
          await page.setContent(html);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          assert.equal(await page.locator('h1').count(), 1);
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() =>
            (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
          );
          assert.deepEqual(
            violations.map(({ id }) => id),
            [],
          );
          await context.close();
        });
      }
    }
  }

  it('changes: shows regressions before everything else', async () => {
    const page = await browser.newPage();
    await page.setContent(changes());
    assert.equal(await page.locator('h2').first().textContent(), 'Regressions');
    assert.match((await page.locator('.numbers .critical').textContent())!, /^\d+ regressions$/);
  });
});

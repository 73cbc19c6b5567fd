/** How the matrix page looks: compact columns and their heads. Screenshots for people are left in out/screenshots/matrix. */
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DOUBTFUL } from './support/doubtful';
import { generatedMatrix } from './support/generated';
import { closeBrowser, MatrixPage, THEMES, type PageOptions } from './support/matrixPage';
import { PRODUCTS, WIDE } from './support/wide';

const FOLDER = join(__dirname, '../../out/screenshots/matrix');
const TODAY = new Date('2026-12-01T12:00:00Z');

/** Opens the page on a certain day, because it shows the age of patches. */
async function open(options: PageOptions = {}): Promise<MatrixPage> {
  const page = await MatrixPage.open(options);
  await page.page.clock.setFixedTime(TODAY);
  return page;
}

const isCompact = async ({ page }: MatrixPage): Promise<boolean> =>
  (await page.getByRole('button', { name: 'Compact' }).getAttribute('aria-pressed')) === 'true';

/** For each column, what is to be read above it, from the bands down; and the texts that are cut. */
function headTexts(): { readonly texts: string[]; readonly cut: string[] } {
  const texts: string[] = [];
  const cut: string[] = [];
  for (const head of document.querySelectorAll<HTMLElement>('.head.column')) {
    const middle = head.getBoundingClientRect().left + head.clientWidth / 2;
    const above = [...document.querySelectorAll<HTMLElement>('.head.supplier, .head.product')].filter((band) => {
      const { left, right } = band.getBoundingClientRect();
      return left <= middle && middle < right;
    });
    const spans = [...above, head].map((element) => [
      ...element.querySelectorAll<HTMLElement>('.label, .version, .platform'),
    ]);
    texts.push(
      spans
        .map((some) =>
          some
            .map(({ innerText }) => innerText)
            .join(' ')
            .trim(),
        )
        .join(' | '),
    );
    for (const span of spans.flat())
      if (span.scrollWidth > span.clientWidth + 1 || span.scrollHeight > span.clientHeight + 1)
        cut.push(span.innerText);
  }
  return { texts, cut: [...new Set(cut)] };
}

describe('the look of the matrix page', () => {
  let page: MatrixPage;
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  it('tells 30 columns apart in a window of 1400 pixels, nothing of their heads cut', async () => {
    page = await open();
    await page.show(WIDE);
    assert.ok(await isCompact(page));
    const { texts, cut } = await page.page.evaluate(headTexts);
    assert.equal(new Set(texts).size, PRODUCTS.length);
    assert.deepEqual(cut, []);
    const last = (await page.page.locator('.head.column').last().boundingBox())!;
    assert.ok(last.x + last.width <= 1400);
    assert.equal(last.width, 28);
    assert.ok(texts.includes('Borealis Process Automation | Windows Server | 2019'), texts.join('\n'));
    assert.ok(texts.includes('Borealis Process Automation | Historian Windows Server | 7.2 2016'), texts.join('\n'));
  });

  it('has the whole name of a column and a group in labels and tooltips', async () => {
    page = await open();
    await page.show(WIDE);
    const head = page.page.locator('.head.column', { hasText: 'Engineering' }).first();
    const name = 'Cascade: Engineering Station 9';
    assert.equal(await head.getAttribute('aria-label'), name);
    await head.hover();
    assert.equal((await head.getAttribute('title'))?.split('\n')[0], name);
    const band = page.page.locator('.head.product[aria-label="Engineering Station"]');
    assert.equal(await band.innerText(), '', 'two narrow columns have no room for it');
    await band.hover();
    assert.equal(await band.getAttribute('title'), 'Engineering Station');
  });

  it('has cells with symbols only, which are labelled in full', async () => {
    page = await open();
    await page.show(WIDE);
    const cell = page.page.locator('.cell.good').first();
    assert.match(await cell.innerText(), /^[✓★]$/);
    assert.match((await cell.getAttribute('aria-label')) ?? '', /, (Approved|Released), 2026-02-\d\d/);
    assert.equal((await cell.boundingBox())!.height, 26);
  });

  it('shows of a patch the whole identifier, severity and age, and cuts the title', async () => {
    page = await open({ width: 700 });
    await page.show(WIDE);
    const head = page.page.locator('.head.patch').first();
    const isCut = (name: string): Promise<boolean> =>
      head.locator(name).evaluate((element) => element.scrollWidth > element.clientWidth);
    assert.equal(await isCut('.id'), false);
    assert.equal(await isCut('.title'), true);
    assert.equal(await head.locator('.age').innerText(), '40 d');
    assert.match(
      (await head.getAttribute('aria-label')) ?? '',
      /, Cumulative update 98 .*, \w+, 2026-10-22, 40 days old$/,
    );
    assert.ok(await head.locator('.severity').evaluate((element) => element.classList.contains('badge')));
  });

  it('is compact where the columns have no room, and full where they have', async () => {
    page = await open();
    await page.show(generatedMatrix(20, 8));
    assert.equal(await isCompact(page), false);
    await page.page.setViewportSize({ width: 900, height: 700 });
    await page.page.locator('.viewport.compact').waitFor();
    assert.ok(await isCompact(page));
    await page.page.setViewportSize({ width: 1400, height: 900 });
    await page.page.locator('.viewport:not(.compact)').waitFor();
    await page.show(generatedMatrix(20, 9));
    assert.ok(await isCompact(page), 'nine columns have no room');
  });

  it('is compact or full by hand, keeps the active cell, and restores the choice', async () => {
    page = await open();
    await page.show(generatedMatrix(20, 8));
    await page.page.locator('.cell').nth(9).click();
    const active = await page.focused();
    const button = page.page.getByRole('button', { name: 'Compact' });
    await button.click();
    assert.ok(await isCompact(page));
    assert.equal(await page.page.locator('.current').getAttribute('aria-label'), active);
    await page.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"density":"compact"'));
    await page.load();
    await page.show(generatedMatrix(20, 8));
    assert.ok(await isCompact(page));
    await page.page.getByRole('button', { name: 'Compact' }).click();
    assert.equal(await isCompact(page), false);
    await page.page.setViewportSize({ width: 900, height: 700 });
    await page.page.locator('.viewport.compact').waitFor();
  });

  it('has widths of its own for compact columns', async () => {
    page = await open();
    await page.show(WIDE);
    const width = async (): Promise<number> => (await page.page.locator('.head.column').nth(3).boundingBox())!.width;
    await page.page.locator('.head.column').nth(3).click();
    await page.press('Shift+ArrowRight');
    assert.equal(await width(), 28 + 12);
    await page.page.getByRole('button', { name: 'Compact' }).click();
    assert.equal(await width(), 138);
    await page.page.getByRole('button', { name: 'Compact' }).click();
    assert.equal(await width(), 28 + 12);
  });

  it('finds what is in the heads of compact columns', async () => {
    page = await open();
    await page.show(WIDE);
    await page.page.getByLabel('Find', { exact: true }).fill('engineering');
    assert.equal(await page.page.locator('.head.hit').count(), 3, 'the product and its two columns');
  });

  it('shows the worst state of rows and columns, and says in tooltips how many cells have which', async () => {
    page = await open();
    await page.show(DOUBTFUL);
    const row = page.page.locator('.head.patch[aria-label^="KB2,"]');
    assert.equal(await row.locator('.worst').innerText(), '▼◐');
    await row.hover();
    assert.match((await row.getAttribute('title')) ?? '', /\nWorst: In Test, withdrawn · 2 Approved, /);
    const column = page.page.locator('.head.column').nth(1);
    assert.match((await column.getAttribute('aria-description')) ?? '', /^Worst: Not Approved · 2 Not Approved, /);
    assert.match(
      await column.evaluate((head) => getComputedStyle(head, '::after').backgroundImage),
      /^linear-gradient/,
    );
    assert.equal(await page.page.locator('.head.group .worst').first().innerText(), '');
  });

  it('has a legend of all symbols', async () => {
    page = await open();
    await page.show(DOUBTFUL);
    const legend = page.page.locator('.legend');
    await page.page.locator('summary', { hasText: 'Legend' }).focus();
    await page.press('Enter');
    const symbols = await legend.locator('.symbol').allInnerTexts();
    assert.equal(new Set(symbols).size, symbols.length, 'symbols differ in shape');
    await legend.getByText('Not Approved').waitFor();
    await legend.getByText('with a restriction').waitFor();
    await page.press('Escape');
    assert.equal(await legend.isVisible(), false);
  });

  it('has details without height beside a heading, and contradicting statements side by side', async () => {
    page = await open();
    await page.show(DOUBTFUL);
    const details = page.page.locator('.details');
    assert.ok((await details.boundingBox())!.height <= 1);
    await page.page.locator('.cell.conflict').click();
    await page.answerDetails({ parts: [] }, 'Not Approved / Approved');
    assert.equal(await details.locator('.headline strong').innerText(), 'Not Approved / Approved');
    const sides = details.locator('.sides li');
    assert.deepEqual(await sides.locator('strong').allInnerTexts(), ['Not Approved', 'Approved']);
    const [one, other] = [(await sides.first().boundingBox())!, (await sides.last().boundingBox())!];
    assert.ok(one.y === other.y && one.x < other.x);
    await page.page.locator('.head.group').first().click();
    await page.page.waitForFunction(() => document.querySelector('.details')!.clientHeight <= 1);
  });

  for (const theme of THEMES)
    for (const width of [1400, 700])
      it(`can be looked at: ${theme}, ${width} pixels wide`, async () => {
        mkdirSync(FOLDER, { recursive: true });
        page = await open({ theme, width });
        for (const [name, snapshot] of Object.entries({ wide: WIDE, doubts: DOUBTFUL })) {
          await page.show(snapshot);
          await page.page.locator('.cell').nth(2).click();
          await page.drawn();
          await page.page.screenshot({ path: join(FOLDER, `${name}-${theme}-${width}.png`) });
          assert.ok((await page.page.locator('.cell').count()) > 0);
        }
      });
});

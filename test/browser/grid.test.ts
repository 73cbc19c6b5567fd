import { strict as assert } from 'node:assert';
import { generatedMatrix } from './support/generated';
import { closeBrowser, MatrixPage } from './support/matrixPage';

const MAX_NODES = 2_500;

describe('the grid of the matrix page', () => {
  let page: MatrixPage;

  before(async () => {
    page = await MatrixPage.open();
    await page.show(generatedMatrix(5_000, 500));
    // Compact because 500 columns do not fit; the tests of look.test.ts are about that.
    await page.page.getByRole('button', { name: 'Compact' }).click();
  });

  after(() => closeBrowser());

  const nodes = (): Promise<number> => page.page.locator('.grid *').count();

  it('announces its size, and draws only its visible part', async () => {
    const grid = page.page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), String(2 + 4 + 5_000));
    assert.equal(await grid.getAttribute('aria-colcount'), '501');
    assert.match((await grid.getAttribute('aria-label')) ?? '', /Northwind/);
    assert.ok((await nodes()) <= MAX_NODES, String(await nodes()));
  });

  it('draws no more elements after scrolling anywhere', async () => {
    for (const [left, top] of [
      [30_000, 100_000],
      [1e9, 1e9],
      [12_345, 0],
      [0, 54_321],
      [0, 0],
    ]) {
      await page.page
        .locator('.viewport')
        .evaluate((element, to) => element.scrollTo(to.left!, to.top!), { left, top });
      await page.drawn();
      assert.ok((await nodes()) <= MAX_NODES, String(await nodes()));
      const cell = await page.page.evaluate(() => {
        const { left, top, width, height } = document.querySelector('.viewport')!.getBoundingClientRect();
        return document.elementFromPoint(left + width - 60, top + height - 40)?.getAttribute('role');
      });
      assert.equal(cell, 'gridcell', `what is at the end of the screen at ${left}, ${top}`);
    }
  });

  it('draws a limited number of elements on a very large screen', async () => {
    await page.page.setViewportSize({ width: 3840, height: 2160 });
    await page.page.waitForFunction(() => document.querySelectorAll('.grid [role=row]').length > 40);
    const cells = await page.page.locator('.grid [role=gridcell]').count();
    assert.ok(cells < 1_800, String(cells));
    await page.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('keeps its headings visible on both axes', async () => {
    await page.page.locator('.viewport').evaluate((element) => element.scrollTo(5_000, 9_000));
    await page.page.waitForFunction(() => document.querySelector('.head.column')!.textContent !== '');
    const box = async (selector: string) => (await page.page.locator(selector).first().boundingBox())!;
    const viewport = await box('.viewport');
    assert.equal((await box('.head.corner')).x, viewport.x);
    assert.equal((await box('.head.corner')).y, viewport.y);
    assert.equal((await box('.head.column')).y, viewport.y + 26);
    assert.equal((await box('.head.patch')).x, viewport.x);
    await page.page.locator('.viewport').evaluate((element) => element.scrollTo(0, 0));
  });

  it('is one tab stop, and labels cells with patch, product, state and date', async () => {
    assert.equal(await page.page.locator('.grid [tabindex="0"]').count(), 1);
    await page.focusGrid();
    await page.press('Control+Home', 'ArrowDown', 'ArrowRight');
    assert.deepEqual(await page.focusedAt(), [4, 2]);
    await page.press('End', 'Control+Home', 'ArrowDown');
    const label = await page.page.locator('[role=gridcell].good').first().getAttribute('aria-label');
    assert.match(label ?? '', /^[A-Z]+-?\d[\d-]*, [\w ]+ \d\.2.*, (Approved|Released), \d{4}-\d\d-\d\d/);
  });

  it('is navigated by keys, and never loses the focus', async () => {
    const to = async (keys: readonly string[], place: [number, number]): Promise<void> => {
      await page.press(...keys);
      assert.deepEqual(await page.focusedAt(), place, keys.join(' '));
    };
    await page.focusGrid();
    await to(['Control+Home'], [3, 1]);
    await to(['ArrowDown', 'ArrowRight', 'ArrowRight'], [4, 3]);
    await to(['End'], [4, 501]);
    await to(['Home'], [4, 1]);
    await to(['Control+End'], [5_006, 501]);
    await to(['ArrowRight', 'ArrowDown'], [5_006, 501]);
    await to(['Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp'], [1, 2]);
    await to(['ArrowRight'], [1, 6]);
    await to(['ArrowLeft', 'ArrowLeft'], [1, 1]);
    await to(['ArrowDown'], [3, 1]);
    await to(['ArrowUp', 'ArrowRight', 'ArrowDown'], [2, 2]);
    await to(['ArrowLeft'], [1, 1]);
    await page.press('Control+Home', 'ArrowDown', 'ArrowRight', 'PageDown', 'PageDown');
    const [line] = await page.focusedAt();
    assert.ok(line > 20);
    await to(['PageUp', 'PageUp'], [4, 2]);
    await page.press('Alt+PageDown', 'Alt+PageDown');
    const [, column] = await page.focusedAt();
    assert.ok(column > 10);
    await page.page.locator('.viewport').evaluate((element) => element.scrollTo(40_000, 150_000));
    await page.drawn();
    assert.deepEqual(await page.focusedAt(), [4, column], 'scrolled out of sight it keeps the focus');
    await to(['ArrowRight'], [4, column + 1]);
    const scrolled = await page.page.locator('.viewport').evaluate((element) => element.scrollTop);
    assert.ok(scrolled < 500, 'and the keys bring it back');
  });

  it('jumps to the patch whose identifier is typed', async () => {
    await page.focusGrid();
    await page.press('Control+Home');
    await page.typeWord('oracle');
    assert.match(await page.focused(), /^ORACLE-/);
    await page.typeWord('500');
    assert.match(await page.focused(), /^KB500/);
  });

  it('highlights the line and the column of the active cell', async () => {
    await page.focusGrid();
    await page.press('Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight');
    assert.equal(await page.page.locator('.line.active').getAttribute('aria-rowindex'), '4');
    const mark = (await page.page.locator('.column-mark.active').boundingBox())!;
    const cell = (await page.cell(4, 3).boundingBox())!;
    assert.deepEqual([mark.x, mark.width], [cell.x, cell.width]);
  });

  it('expands and collapses a group', async () => {
    await page.focusGrid();
    await page.press('Control+Home', 'Enter');
    const head = page.cell(3, 1);
    assert.equal(await head.getAttribute('aria-expanded'), 'false');
    assert.match(await page.focused(), /^Adobe \([\d,]+\)$/);
    assert.match(await page.cell(4, 1).innerText(), /^Microsoft \(/);
    await page.press('Enter');
    assert.equal(await head.getAttribute('aria-expanded'), 'true');
    assert.doesNotMatch(await page.cell(4, 1).innerText(), /^Microsoft/);
  });

  it('changes widths by key and by pointer, and resets them', async () => {
    const width = async (): Promise<number> => (await page.cell(2, 3).boundingBox())!.width;
    await page.focusGrid();
    await page.press('Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Control+ArrowUp', 'ArrowDown');
    await page.cell(2, 3).click({ position: { x: 10, y: 10 } });
    await page.press('Shift+ArrowRight', 'Shift+ArrowRight');
    assert.equal(await width(), 138 + 24);
    const handle = (await page.cell(2, 3).locator('.handle').boundingBox())!;
    await page.page.mouse.move(handle.x + 3, handle.y + 10);
    await page.page.mouse.down();
    await page.page.mouse.move(handle.x + 53, handle.y + 10, { steps: 4 });
    await page.page.mouse.up();
    assert.equal(await width(), 138 + 24 + 50);
    await page.cell(2, 3).locator('.handle').dblclick();
    assert.equal(await width(), 138);
    const corner = async (): Promise<number> => (await page.page.locator('.head.corner').boundingBox())!.width;
    await page.focusGrid();
    await page.page.locator('.head.corner').click();
    await page.press('Shift+ArrowLeft');
    assert.equal(await corner(), 238);
  });

  it('causes no errors in the console', () => assert.deepEqual(page.consoleErrors, []));
});

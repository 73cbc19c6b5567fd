/** Hiding, pinning and moving the columns of the matrix page. */
import { strict as assert } from 'node:assert';
import { DOUBTFUL } from './support/doubtful';
import { generatedMatrix } from './support/generated';
import { closeBrowser, MatrixPage } from './support/matrixPage';

const ALPHA_7 = 'Alpha: Batch 7';
const ALPHA_8 = 'Alpha: Batch 8';
const BETA_7 = 'Beta: Batch 7';
const VALVE = 'Beta: Valve 1';

describe('the columns of the matrix page', () => {
  let page: MatrixPage;

  beforeEach(async () => {
    page = await MatrixPage.open();
    await page.show(DOUBTFUL);
  });
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  const columns = (): Promise<string[]> =>
    page.page.locator('.head.column').evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-label')!));
  const head = (name: string) => page.page.locator(`.head.column[aria-label="${name}"]`);
  const choose = async (name: string, item: string): Promise<void> => {
    await head(name).click({ button: 'right' });
    await page.page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  it('are hidden by their menu, and shown again', async () => {
    await choose(ALPHA_8, 'Hide');
    assert.deepEqual(await columns(), [ALPHA_7, BETA_7, VALVE]);
    await page.page.getByText('Products: 3 of 4').waitFor();
    await page.page.locator('.head.supplier', { hasText: 'Beta' }).click({ button: 'right' });
    await page.page.getByRole('menuitem', { name: 'Hide' }).click();
    assert.deepEqual(await columns(), [ALPHA_7]);
    await page.page.getByRole('button', { name: 'Print' }).click();
    assert.equal((await page.posted('print')).selection.columns.length, 1);
    await page.page.getByRole('button', { name: 'Show Hidden Products (3)' }).click();
    assert.deepEqual(await columns(), [ALPHA_7, ALPHA_8, BETA_7, VALVE]);
  });

  it('are moved by keys with the focus, and back to the order of the suppliers', async () => {
    await head(VALVE).click();
    await page.press('Alt+ArrowLeft', 'Alt+ArrowLeft');
    assert.deepEqual(await columns(), [ALPHA_7, VALVE, ALPHA_8, BETA_7]);
    assert.equal(await page.focused(), VALVE);
    await page.press('Alt+ArrowRight');
    assert.deepEqual(await columns(), [ALPHA_7, ALPHA_8, VALVE, BETA_7]);
    await choose(VALVE, "Suppliers' Order");
    assert.deepEqual(await columns(), [ALPHA_7, ALPHA_8, BETA_7, VALVE]);
  });

  it('have a menu for keys, which gives the focus back', async () => {
    await head(BETA_7).click();
    await page.press('Shift+F10');
    const menu = page.page.getByRole('menu', { name: 'Columns' });
    assert.deepEqual(await menu.getByRole('menuitem').allInnerTexts(), ['Pin', 'Hide', 'Move Left', 'Move Right']);
    await page.press('ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual(await columns(), [ALPHA_7, BETA_7, ALPHA_8, VALVE]);
    assert.equal(await page.focused(), BETA_7);
    await page.press('Shift+F10', 'Escape');
    assert.equal(await menu.isVisible(), false);
    assert.equal(await page.focused(), BETA_7);
  });

  it('are dropped if they have no cell of the kind that is asked for', async () => {
    await page.page.getByRole('button', { name: /In Test: 1/ }).click();
    assert.deepEqual(await columns(), [ALPHA_7]);
    await page.page.getByRole('button', { name: /In Test: 1/ }).click();
    assert.equal((await columns()).length, 4);
  });

  it('stay in sight when they are pinned, and are restored', async () => {
    const many = generatedMatrix(40, 60);
    await page.show(many);
    await page.page.getByRole('button', { name: 'Compact' }).click();
    const name = 'Batch Manager 8.2 (Windows Server 2022)';
    await choose(name, 'Pin');
    const places = async (): Promise<number[]> => {
      await page.drawn();
      const pinned = page.page.locator('.pinned');
      return pinned.evaluateAll((all) => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().left)))]);
    };
    assert.equal((await columns())[0], name);
    const before = await places();
    assert.equal(before.length, 1, 'band, head and cells are above each other');
    await page.page.locator('.viewport').evaluate((element) => element.scrollTo(3_000, 100));
    assert.deepEqual(await places(), before);
    const hit = await page.page.evaluate((left) => {
      const { top } = document.querySelector('.viewport')!.getBoundingClientRect();
      return [90, 300].map((down) => document.elementFromPoint(left + 20, top + down)?.closest('.pinned') !== null);
    }, before[0]!);
    assert.deepEqual(hit, [true, true], 'nothing lies over its head and its cells');
    await page.cell(4, 2).click();
    await page.press('End', 'ArrowLeft', 'Home', 'ArrowRight', 'ArrowRight');
    const active = (await page.page.locator('.current').boundingBox())!;
    assert.ok(active.x >= before[0]! + 138, 'the next cell is not below the pinned one');
    await page.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"pinned":["'));
    await page.load();
    await page.show(many);
    assert.ok((await head(name).getAttribute('class'))!.includes('pinned'));
    await choose(name, 'Unpin');
    assert.equal(await page.page.locator('.pinned').count(), 0);
    await page.page.locator('.viewport').evaluate((element) => element.scrollTo(0, 0));
    await page.drawn();
    assert.equal((await columns())[2], name);
  });
});

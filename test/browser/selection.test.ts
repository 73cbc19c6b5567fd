import { strict as assert } from 'node:assert';
import { closeBrowser, MatrixPage } from './support/matrixPage';
import { columnsOf, content, matrix, row } from './support/small';

/** Four products and two vendors with two patches each: lines 3 and 6 are vendors, 4, 5, 7 and 8 patches; columns 2 to 5. */
const GRID = matrix({
  columns: columnsOf('Batch 7', 'Batch 8', 'Historian 1', 'Historian 2'),
  contents: [content('approved', 'Approved', '2026-02-02T08:00:00Z'), content('in-test', 'In Test')],
  rows: [
    row('Adobe', 'A1', 'Low', '2026-01-02', [1, 2, 2, 0]),
    row('Adobe', 'A2', 'Low', '2026-01-01', [1, 2, 2, 0]),
    row('Microsoft', 'KB1', 'Low', '2026-01-02', [2, 2, 2, 2]),
    row('Microsoft', 'KB2', 'Low', '2026-01-01', [1, 1, 1, 1]),
  ],
});

describe('the selection in the matrix page', () => {
  let page: MatrixPage;

  beforeEach(async () => {
    page = await MatrixPage.open();
    await page.show(GRID);
  });
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  /** Line and column of each selected cell, counted from 1. */
  const selected = (): Promise<string> =>
    page.page.locator('.grid [aria-selected=true]').evaluateAll((cells) =>
      cells
        .map((cell) => `${cell.parentElement!.ariaRowIndex}:${cell.ariaColIndex}`)
        .sort()
        .join(' '),
    );
  const counts = async (): Promise<string> => {
    await page.drawn();
    return page.page.locator('.selection-line').innerText();
  };
  const from = async (line: number, column: number): Promise<void> => page.cell(line, column).click();

  it('is extended by keys while the active cell stays', async () => {
    await from(4, 2);
    assert.equal(await selected(), '4:2');
    assert.equal(await counts(), '');
    await page.press('Shift+ArrowRight', 'Shift+ArrowDown');
    assert.equal(await selected(), '4:2 4:3 5:2 5:3');
    assert.deepEqual(await page.focusedAt(), [4, 2]);
    assert.equal(await counts(), '4 cells: 2 In Test, 2 Approved');
    await page.press('Shift+End');
    assert.equal(await counts(), '8 cells: 4 In Test, 2 Approved, 2 No statement');
    await page.press('Shift+Home', 'Shift+PageDown');
    assert.equal(await selected(), '4:2 5:2 7:2 8:2');
    await page.press('ArrowRight');
    assert.equal(await selected(), '4:3');
  });

  it('takes columns, lines and everything by keys', async () => {
    await from(5, 3);
    await page.press('Control+ ');
    assert.equal(await selected(), '4:3 5:3 7:3 8:3');
    await from(5, 3);
    await page.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ ');
    assert.equal(await selected(), '5:2 5:3 5:4 5:5 7:2 7:3 7:4 7:5');
    await page.press('Control+a');
    assert.equal(await counts(), '16 cells: 8 In Test, 6 Approved, 2 No statement');
    await from(4, 1);
    await page.press('ArrowDown', 'Shift+ ');
    assert.equal(await selected(), '5:2 5:3 5:4 5:5');
  });

  it('is extended and added to by clicks', async () => {
    await from(4, 2);
    await page.cell(5, 3).click({ modifiers: ['Shift'] });
    assert.equal(await selected(), '4:2 4:3 5:2 5:3');
    assert.deepEqual(await page.focusedAt(), [4, 2]);
    await page.cell(8, 5).click({ modifiers: ['Control'] });
    assert.equal(await selected(), '4:2 4:3 5:2 5:3 8:5');
    assert.deepEqual(await page.focusedAt(), [8, 5]);
    await page.press('Shift+ArrowLeft');
    assert.equal(await selected(), '4:2 4:3 5:2 5:3 8:4 8:5');
    assert.equal(await page.page.locator('.selected-area').count(), 2);
  });

  it('is extended by dragging', async () => {
    const [start, end] = [(await page.cell(4, 2).boundingBox())!, (await page.cell(5, 4).boundingBox())!];
    await page.page.mouse.move(start.x + 20, start.y + 10);
    await page.page.mouse.down();
    await page.page.mouse.move(end.x + 20, end.y + 10, { steps: 5 });
    await page.page.mouse.up();
    await page.page.mouse.move(end.x + 20, end.y + 200);
    assert.equal(await selected(), '4:2 4:3 4:4 5:2 5:3 5:4');
    const area = (await page.page.locator('.selected-area').boundingBox())!;
    assert.deepEqual([area.x, area.y], [start.x, start.y]);
    assert.deepEqual([area.width, area.height], [end.x + end.width - start.x, end.y + end.height - start.y]);
  });

  it('takes all below or beside a heading that is clicked', async () => {
    await page.cell(1, 2).click();
    assert.equal(await counts(), '8 cells: 4 In Test, 4 Approved');
    await page.cell(2, 4).click({ position: { x: 10, y: 10 } });
    assert.equal(await selected(), '4:4 5:4 7:4 8:4');
    await page.cell(2, 5).click({ position: { x: 10, y: 10 }, modifiers: ['Shift'] });
    assert.equal(await selected(), '4:4 4:5 5:4 5:5 7:4 7:5 8:4 8:5');
    await page.cell(7, 1).click();
    assert.equal(await selected(), '7:2 7:3 7:4 7:5');
    await page.cell(3, 1).click({ position: { x: 80, y: 10 } });
    assert.equal(await selected(), '4:2 4:3 4:4 4:5 5:2 5:3 5:4 5:5');
    await page.page.locator('.head.corner').click();
    assert.equal(await counts(), '16 cells: 8 In Test, 6 Approved, 2 No statement');
  });

  it('leaves a group as it is unless its arrow is clicked', async () => {
    const group = page.cell(3, 1);
    await group.click({ position: { x: 80, y: 10 } });
    assert.equal(await group.getAttribute('aria-expanded'), 'true');
    await group.click({ position: { x: 14, y: 10 } });
    assert.equal(await group.getAttribute('aria-expanded'), 'false');
    assert.equal(await selected(), '');
    await group.dblclick({ position: { x: 80, y: 10 } });
    assert.equal(await group.getAttribute('aria-expanded'), 'true');
  });

  it('keeps its cells when they are sorted, changed and filtered', async () => {
    await from(4, 2);
    await page.press('Shift+ArrowDown', 'Shift+ArrowDown');
    assert.equal(await selected(), '4:2 5:2');
    await page.press('Shift+ArrowDown');
    assert.equal(await selected(), '4:2 5:2 7:2');
    await page.page.getByLabel('Sort by').selectOption({ label: 'Oldest first' });
    assert.equal(await selected(), '4:2 5:2 8:2');
    await page.send({
      type: 'delta',
      delta: {
        revision: 1,
        contents: [],
        rows: [row('Adobe', 'A0', 'Low', '2025-01-01', [1])],
        removed: [],
        summary: GRID.summary,
      },
    });
    assert.equal(await selected(), '5:2 6:2 9:2');
    await page.page.getByRole('button', { name: 'Filters' }).click();
    await page.page.locator('.filters').getByLabel('Microsoft', { exact: true }).click();
    assert.equal(await selected(), '5:2');
  });

  it('is announced, and the grid says that several cells can be selected', async () => {
    const grid = page.page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-multiselectable'), 'true');
    assert.equal(await page.page.locator('.selection-line[role=status]').count(), 1);
    assert.equal(await page.page.locator('.grid [tabindex="0"]').count(), 1);
    await page.page.getByRole('button', { name: 'More Columns' }).click();
    assert.equal(await page.page.locator('.cell.info[aria-selected]').count(), 0);
  });
});

import { strict as assert } from 'node:assert';
import type { ToPanel } from '../../client/webview/messages';
import { closeBrowser, MatrixPage, SUBJECT } from './support/matrixPage';
import { content, row, WRITABLE as GRID } from './support/small';

describe('writing in the matrix page', () => {
  let page: MatrixPage;

  beforeEach(async () => {
    page = await MatrixPage.open();
    await page.send({ type: 'writable', reason: '' });
    await page.show(GRID);
  });
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  const entry = () => page.page.locator('.entry');
  const options = async (): Promise<string[]> =>
    (await page.page.locator('.entry [role=option]').allInnerTexts()).map((text) => text.slice(1));
  /** The changes of the last message, one text each. */
  const written = async (): Promise<{
    label: string;
    cells: string[];
    message: Extract<ToPanel, { type: 'write' }>;
  }> => {
    const message = await page.posted('write');
    const cells = message.changes.map(
      ({ row, column, change: { state, comment, remove } }) =>
        `${row} ${column}: ${remove ? 'removed' : [state, comment].filter(Boolean).join(', ')}`,
    );
    return { label: message.label, cells, message };
  };
  const today = (): Promise<string> =>
    page.page.evaluate(() => {
      const now = new Date();
      return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    });

  it('takes a typed state for the whole selection, with the date of today', async () => {
    await page.cell(4, 2).click();
    await page.press('Shift+ArrowDown', 'Shift+ArrowRight', 'r');
    assert.deepEqual(await options(), ['Released']);
    assert.equal(await page.page.locator('.entry [role=combobox]').getAttribute('aria-label'), 'State of 4 cells');
    await page.press('Enter');
    const { label, cells, message } = await written();
    assert.equal(label, 'Set 4 cells to Released');
    assert.deepEqual(cells, [
      'Adobe/A1 Batch 7: Released',
      'Adobe/A1 Batch 8: Released',
      'Adobe/A2 Batch 7: Released',
      'Adobe/A2 Batch 8: Released',
    ]);
    assert.ok(message.changes.every(({ change }) => change.date === dayOfTest));
    assert.deepEqual(await page.focusedAt(), [4, 2]);
    assert.equal(await page.page.locator('.cell.pending').count(), 4);
  });

  let dayOfTest = '';
  beforeEach(async () => (dayOfTest = await today()));

  it('sets one cell with three keys', async () => {
    await page.cell(7, 2).click();
    await page.press('a', 'p', 'Enter');
    assert.deepEqual((await written()).cells, ['Microsoft/KB1 Batch 7: Approved']);
  });

  it('lists the own state first, then those that can follow, then the others', async () => {
    await page.cell(7, 2).click();
    await page.press('Enter');
    assert.deepEqual(await options(), [
      'In Test',
      'Not Approved',
      'Not Applicable',
      'Approved',
      'Available',
      'Released',
    ]);
    assert.equal(await page.page.locator('.entry li.unlikely').innerText(), '○Available');
    await page.press('Escape');
    assert.ok(!(await entry().isVisible()));
    assert.deepEqual(await page.focusedAt(), [7, 2]);
    await page.press('F2', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual((await written()).cells, ['Microsoft/KB1 Batch 7: Approved']);
  });

  it('asks once for the reason of a refusal', async () => {
    await page.cell(7, 2).click();
    await page.press('Shift+ArrowRight', 'n', 'Enter');
    await page.page.keyboard.type('Trends stop');
    await page.press('Enter');
    const { cells } = await written();
    assert.deepEqual(cells, [
      'Microsoft/KB1 Batch 7: Not Approved, Trends stop',
      'Microsoft/KB1 Batch 8: Not Approved, Trends stop',
    ]);
    await page.press('n', 'Enter', 'Enter');
    assert.equal((await written()).cells[0], 'Microsoft/KB1 Batch 7: Not Approved', 'a reason can be left out');
  });

  it('moves on with the tab key', async () => {
    await page.cell(7, 2).click();
    await page.press('r', 'Tab');
    assert.deepEqual((await written()).cells, ['Microsoft/KB1 Batch 7: Released']);
    assert.deepEqual(await page.focusedAt(), [7, 3]);
    await page.press('r', 'Shift+Tab');
    assert.deepEqual((await written()).cells, ['Microsoft/KB1 Batch 8: Released']);
    assert.deepEqual(await page.focusedAt(), [7, 2]);
  });

  it('writes another date, or keeps the date', async () => {
    await page.cell(7, 2).click();
    await page.press('Enter');
    await page.page.locator('.entry').getByLabel('Date').fill('2026-03-04');
    await page.press('Enter');
    assert.equal((await written()).message.changes[0]!.change.date, '2026-03-04');
    await page.press('Enter');
    await page.page.locator('.entry').getByLabel('Date').fill('');
    await page.page.locator('.entry li', { hasText: 'Released' }).click();
    assert.equal((await written()).message.changes[0]!.change.date, 'keep');
  });

  it('says that no state begins so, and writes nothing', async () => {
    await page.cell(7, 2).click();
    await page.press('x', 'Enter');
    await page.page.getByText('No state begins so.').waitFor();
    assert.deepEqual(
      await page.page.evaluate(() => window.posted.filter((one) => (one as ToPanel).type === 'write')),
      [],
    );
  });

  it('clears, removes and fills', async () => {
    await page.cell(4, 2).click();
    await page.press('Shift+ArrowDown', 'Shift+End', 'Delete');
    assert.equal((await written()).label, 'Set 6 cells to Available');
    await page.press('Shift+Delete');
    const removed = await written();
    assert.equal(removed.label, 'Remove statements: 4');
    assert.equal(removed.cells[3], 'Adobe/A2 Batch 8: removed');
    await page.press('Control+d');
    assert.deepEqual((await written()).cells, ['Adobe/A2 Batch 7: approved', 'Adobe/A2 Batch 8: in-test']);
    await page.press('Control+r');
    assert.equal((await written()).label, 'Fill cells: 4');
  });

  it('shows what was not done until it is closed, and what is pending until the change arrives', async () => {
    await page.cell(7, 2).click();
    await page.press('Shift+ArrowRight', 'r', 'Enter');
    const { message } = await written();
    const notDone = [{ row: 'Microsoft/KB1', column: 'Batch 8', reason: 'The file does not list it.' }];
    await page.send({ type: 'written', write: message.write, isChanged: true, notDone });
    await page.page.getByRole('heading', { name: 'Not written: 1' }).waitFor();
    await page.page.getByText('KB1, Batch 8: The file does not list it.').waitFor();
    assert.equal(await page.page.locator('.cell.pending').count(), 1);
    const contents = [content('released', 'Released', '2026-03-04')];
    const rows = [row('Microsoft', 'KB1', 'Low', '2026-01-02', [3, 2, 2])];
    await page.send({ type: 'delta', delta: { revision: 1, contents, rows, removed: [], summary: GRID.summary } });
    assert.equal(await page.page.locator('.cell.pending').count(), 0);
    await page.page.getByRole('button', { name: 'Close' }).click();
    assert.ok(!(await page.page.locator('.results').isVisible()));
    assert.deepEqual(await page.focusedAt(), [7, 2]);
  });

  it('says why it cannot write, and marks cells that it can write', async () => {
    assert.equal(await page.cell(7, 2).getAttribute('aria-readonly'), 'false');
    await page.send({ type: 'writable', reason: 'a.xml is read-only.' });
    assert.equal(await page.cell(7, 2).getAttribute('aria-readonly'), null);
    await page.cell(7, 2).click();
    for (const key of ['a', 'Enter', 'Delete', 'Control+d']) {
      await page.press(key);
      await page.page.getByRole('heading', { name: 'a.xml is read-only.' }).waitFor();
      assert.ok(!(await entry().isVisible()));
      await page.page.getByRole('button', { name: 'Close' }).click();
    }
    assert.deepEqual(
      await page.page.evaluate(() => window.posted.filter((one) => (one as ToPanel).type === 'write')),
      [],
    );
  });

  it('loses no key before it knows whether it can write', async () => {
    await page.close();
    page = await MatrixPage.open();
    await page.show(GRID);
    assert.equal(await page.cell(7, 2).getAttribute('aria-readonly'), null);
    await page.cell(7, 2).click();
    await page.press('r', 'Enter');
    assert.equal((await written()).cells.length, 1);
  });

  it('writes nothing that filters hide', async () => {
    await page.page.getByRole('button', { name: 'Filters' }).click();
    await page.page.locator('.filters').getByLabel('Microsoft', { exact: true }).click();
    await page.page.locator('.head.corner').click();
    await page.press('ArrowDown', 'ArrowRight', 'Control+a', 'Delete');
    assert.deepEqual(
      [...new Set((await written()).cells.map((cell) => cell.split(' ')[0]))],
      ['Microsoft/KB1', 'Microsoft/KB2'],
    );
  });

  /** What the page puts on the clipboard, or does with a text from it: the browser of the tests has none of its own. */
  const clip = (type: 'copy' | 'cut' | 'paste', text = ''): Promise<{ plain: string; html: string }> =>
    page.page.evaluate(
      ([type, text]) => {
        const clipboardData = new DataTransfer();
        if (type === 'paste') clipboardData.setData('text/plain', text);
        document.activeElement!.dispatchEvent(
          new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }),
        );
        return { plain: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') };
      },
      [type, text] as const,
    );

  it('copies as tab-separated values and as a coloured table, and cuts', async () => {
    await page.cell(5, 2).click();
    await page.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+End');
    const { plain, html } = await clip('copy');
    assert.equal(
      plain,
      'In Test 2026-01-05\tIn Test 2026-01-05\t\nIn Test 2026-01-05\tIn Test 2026-01-05\tIn Test 2026-01-05',
    );
    assert.match(
      html,
      /^<table><tr><td style="background-color:rgb\(\d+, \d+, \d+\);color:rgb\(\d+, \d+, \d+\)">In Test/,
    );
    await page.cell(4, 2).click();
    assert.equal((await clip('cut')).plain, 'Approved 2026-02-02');
    assert.deepEqual((await written()).cells, ['Adobe/A1 Batch 7: removed']);
    await page.cell(4, 1).click({ position: { x: 20, y: 10 } });
    await page.press('ArrowUp', 'ArrowDown');
    assert.match((await clip('copy')).plain, /^A1, Low/, 'a heading as its label');
  });

  it('pastes a block at the active cell, and one value into the selection', async () => {
    await page.cell(5, 2).click();
    await clip('paste', 'Released\tApproved 2026-02-03\n\tNot Approved\n');
    assert.deepEqual((await written()).cells, [
      'Adobe/A2 Batch 7: Released',
      'Adobe/A2 Batch 8: Approved',
      'Microsoft/KB1 Batch 8: Not Approved',
    ]);
    await page.press('Shift+ArrowRight');
    await clip('paste', 'Released');
    assert.equal((await written()).label, 'Paste cells: 2');
  });

  it('lists what does not fit before anything is written', async () => {
    await page.cell(8, 3).click();
    await clip('paste', 'Released\tMaybe\tApproved');
    await page.page.getByText('KB2, Historian 1: "Maybe" is not a state.').waitFor();
    await page.page.getByText('Beyond the last patch or product: 1').waitFor();
    assert.deepEqual(
      await page.page.evaluate(() => window.posted.filter((one) => (one as ToPanel).type === 'write')),
      [],
    );
    await page.press('Enter');
    assert.deepEqual((await written()).cells, ['Microsoft/KB2 Batch 8: Released']);
    assert.ok(!(await page.page.locator('.results').isVisible()));
    assert.deepEqual(await page.focusedAt(), [8, 3]);
  });

  it('says that a heading takes no text, and takes the keys when VS Code gives it the focus', async () => {
    await page.press('Control+Home');
    await clip('paste', 'Released\tApproved');
    await page.page.getByText('Nothing was pasted. Choose the cell of a patch').waitFor();
    await page.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    assert.match(await page.focused(), /^Adobe/);
  });

  it('opens the details on Alt+Enter', async () => {
    await page.send({ type: 'writable', reason: 'a.xml is read-only.' });
    await page.cell(7, 2).click();
    await page.press('Alt+Enter');
    assert.equal(await page.page.evaluate(() => document.activeElement?.className), 'parts');
  });

  /** The undo, redo and save messages so far. */
  const forwarded = (): Promise<string[]> =>
    page.page.evaluate(() =>
      (window.posted as ToPanel[])
        .map(({ type }) => type)
        .filter((type) => type === 'undo' || type === 'redo' || type === 'save'),
    );

  it('sends the keys of undo, redo and save to the panel, unless a text field has its own', async () => {
    await page.cell(7, 2).click();
    await page.press('Control+z', 'Control+y', 'Control+Shift+z', 'Control+s');
    assert.deepEqual(await forwarded(), ['undo', 'redo', 'redo', 'save']);
    await page.page.getByLabel('Find', { exact: true }).focus();
    await page.press('Control+z', 'Control+y', 'Control+s');
    assert.deepEqual((await forwarded()).slice(4), ['save']);
    await page.send({ type: 'told', text: 'Not possible: Undone: x', lines: ['a.xml was changed.'] });
    await page.page.getByText('a.xml was changed.').waitFor();
    await page.send({ type: 'told', text: 'Undone: x', lines: [] });
    assert.ok(!(await page.page.locator('.results').isVisible()));
    assert.equal(await page.page.locator('p.unseen[aria-live]').textContent(), 'Undone: x');
  });

  it('leaves undo, redo and save to VS Code as the editor of a file', async () => {
    await page.load(SUBJECT, true);
    await page.show(GRID);
    await page.cell(7, 2).click();
    await page.press('Control+z', 'Control+y', 'Control+s');
    assert.deepEqual(await forwarded(), []);
  });
});

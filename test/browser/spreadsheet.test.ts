import { strict as assert } from 'node:assert';
import type { PageAction, ToPanel } from '../../client/webview/messages';
import { closeBrowser, MatrixPage } from './support/matrixPage';
import { row, WRITABLE } from './support/small';

/** What hands expect of a table, beside typing: the fill handle, the context menu, and the commands of both. */
describe('the matrix page as a spreadsheet', () => {
  let page: MatrixPage;

  beforeEach(async () => {
    page = await MatrixPage.open();
    await page.send({ type: 'writable', reason: '' });
    await page.show(WRITABLE);
  });
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  const handle = () => page.page.locator('.fill-handle');
  const target = () => page.page.locator('.fill-target');
  const hasWritten = (): Promise<boolean> =>
    page.page.evaluate(() => window.posted.some((one) => (one as ToPanel).type === 'write'));
  const written = async (): Promise<string[]> =>
    (await page.posted('write')).changes.map(
      ({ row, column, change: { state, remove } }) => `${row} ${column}: ${remove ? 'removed' : state}`,
    );
  const selected = (): Promise<number> => page.page.locator('.cell[aria-selected=true]').count();

  /** Presses the button on the fill handle and moves the pointer to a cell. */
  async function drag(line: number, column: number): Promise<void> {
    await handle().hover();
    await page.page.mouse.down();
    const { x, y, width, height } = (await page.cell(line, column).boundingBox())!;
    await page.page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  }

  describe('with its fill handle', () => {
    it('repeats the selected lines below, over the headings of groups', async () => {
      await page.cell(4, 2).click();
      await page.press('Shift+ArrowDown');
      await drag(8, 2);
      assert.ok(await target().isVisible());
      await page.page.mouse.up();
      assert.deepEqual(await written(), ['Microsoft/KB1 Batch 7: approved', 'Microsoft/KB2 Batch 7: in-test']);
      assert.equal(await selected(), 4);
      assert.ok(!(await target().isVisible()));
    });

    it('repeats the selected columns to the right', async () => {
      await page.cell(4, 2).click();
      await drag(4, 3);
      await page.page.mouse.up();
      assert.deepEqual(await written(), ['Adobe/A1 Batch 8: approved']);
      assert.deepEqual(await page.focusedAt(), [4, 2]);
    });

    it('writes nothing after Escape, or where the selection already is', async () => {
      await page.cell(7, 3).click();
      await drag(8, 3);
      await page.press('Escape');
      assert.ok(!(await target().isVisible()));
      await page.page.mouse.up();
      await drag(4, 2);
      await page.page.mouse.up();
      assert.ok(!(await hasWritten()));
      assert.deepEqual(await page.focusedAt(), [7, 3]);
    });

    it('is not there for a matrix that cannot be written, or without a selection', async () => {
      await page.cell(7, 3).click();
      assert.ok(await handle().isVisible());
      await page.send({ type: 'writable', reason: 'a.xml is read-only.' });
      assert.ok(!(await handle().isVisible()));
      await page.send({ type: 'writable', reason: '' });
      assert.ok(await handle().isVisible());
      await page.press('Control+Home');
      assert.ok(!(await handle().isVisible()));
    });
  });

  describe('with the context menu of VS Code', () => {
    /** Opens the menu at a cell; gives the context that VS Code reads. */
    async function menuAt(line: number, column: number): Promise<string | undefined> {
      await page.cell(line, column).click({ button: 'right' });
      return context();
    }
    const context = async (): Promise<string | undefined> =>
      (
        JSON.parse((await page.page.locator('.viewport').getAttribute('data-vscode-context'))!) as Record<
          string,
          string
        >
      ).webviewSection;

    it('selects the cell under the pointer, unless it is selected', async () => {
      await page.cell(4, 2).click();
      await page.press('Shift+ArrowDown', 'Shift+ArrowRight');
      assert.equal(await menuAt(5, 3), 'cells');
      assert.equal(await selected(), 4);
      await menuAt(7, 4);
      assert.equal(await selected(), 1);
      assert.deepEqual(await page.focusedAt(), [7, 4]);
    });

    it('selects all cells of a heading', async () => {
      assert.equal(await menuAt(7, 1), 'cells');
      assert.equal(await selected(), 3);
      await menuAt(2, 3);
      assert.equal(await selected(), 4);
    });

    it('opens at the active cell by the keys of the system', async () => {
      await page.cell(5, 3).click();
      await page.press('Shift+F10');
      assert.equal(await context(), 'cells');
      assert.equal(await selected(), 1);
    });
  });

  it('does what commands ask for, with the selection', async () => {
    const act = (action: PageAction): Promise<void> => page.send({ type: 'act', action });
    await page.cell(4, 2).click();
    await page.press('Shift+ArrowDown');
    await page.page.getByLabel('Find', { exact: true }).focus();
    await act('fillDown');
    assert.deepEqual(await written(), ['Adobe/A2 Batch 7: approved']);
    await act('clear');
    assert.equal((await written()).length, 2);
    await act('removeStatements');
    assert.deepEqual(await written(), ['Adobe/A1 Batch 7: removed', 'Adobe/A2 Batch 7: removed']);
    await act('openSource');
    const { row, column } = await page.posted('open');
    assert.deepEqual([row, column], ['Adobe/A1', 'Batch 7']);
    await act('setState');
    assert.ok(await page.page.locator('.entry').isVisible());
    await page.press('Escape');
    assert.deepEqual(await page.focusedAt(), [4, 2]);
    await page.press('Shift+ArrowRight');
    await act('fillRight');
    assert.equal((await written()).length, 2);
  });

  describe('with dates', () => {
    const dates = async (): Promise<unknown[]> => (await page.posted('write')).changes.map(({ change }) => change.date);
    const field = () => page.page.locator('.entry').getByLabel('Date');
    const button = (name: string) => page.page.locator('.entry').getByRole('button', { name });

    it('offers today and the release of each patch', async () => {
      await page.cell(4, 2).click();
      await page.press('Shift+ArrowDown', 'r');
      await button('Release Date').click();
      assert.equal(await field().inputValue(), '');
      await page.press('Enter');
      assert.deepEqual(await dates(), ['2026-01-02', '2026-01-01']);
      await page.cell(4, 2).click();
      await page.press('r');
      await button('Release Date').press('Enter');
      assert.equal(await field().inputValue(), '2026-01-02');
      await button('Today').click();
      await page.press('Enter');
      assert.match(String((await dates())[0]), /^20[2-9]\d-\d\d-\d\d$/);
    });

    it('keeps the dates, writes the time, or asks, as the setting says', async () => {
      await page.cell(4, 2).click();
      await page.send({ type: 'stateDate', stateDate: 'keep' });
      await page.press('r', 'Enter');
      assert.deepEqual(await dates(), ['keep']);
      await page.press('Delete');
      assert.deepEqual(await dates(), ['keep']);
      await page.send({ type: 'stateDate', stateDate: 'now' });
      await page.press('r', 'Enter');
      assert.match(String((await dates())[0]), /T\d\d:\d\d:\d\dZ$/);
      await page.send({ type: 'stateDate', stateDate: 'ask' });
      await page.press('r', 'Enter');
      assert.ok(await field().evaluate((input) => input === document.activeElement));
      await field().fill('2026-01-20');
      await page.press('Enter');
      const { asksDate, changes } = await page.posted('write');
      assert.deepEqual([asksDate, changes[0]!.change.date], [undefined, '2026-01-20']);
      await page.press('Delete');
      assert.equal((await page.posted('write')).asksDate, true);
    });

    it('asks for the reason of a refusal, then for the date', async () => {
      await page.send({ type: 'stateDate', stateDate: 'ask' });
      await page.cell(7, 2).click();
      await page.press('n', 'Enter');
      await page.page.keyboard.type('It stops');
      await page.press('Enter', 'Enter');
      const [written] = (await page.posted('write')).changes;
      assert.equal(written!.change.comment, 'It stops');
      assert.match(written!.change.date!, /^20/);
    });
  });

  describe('with its details', () => {
    const form = () => page.page.getByRole('form', { name: 'Edit the selected cells' });
    const field = (label: string) => form().getByLabel(label);

    it('edits what differs from what the cell has', async () => {
      await page.cell(4, 2).click();
      await page.press('Alt+Enter');
      await form().getByText('Edit A1, Batch 7').waitFor();
      assert.ok(await field('Date').evaluate((input) => input === document.activeElement));
      assert.equal(await field('Date').inputValue(), '2026-02-02');
      await field('Restart').selectOption('yes');
      await field('Restriction').fill('Only servers');
      await page.press('Control+Enter');
      const { label, changes } = await page.posted('write');
      assert.equal(label, 'Write details: 1');
      assert.deepEqual(changes[0]!.change, {
        patch: { id: 'A1', vendor: 'Adobe' },
        product: { id: 'Batch', version: '7', platform: '', supplier: 'Northwind' },
        reboot: true,
        restriction: 'Only servers',
      });
      assert.deepEqual(await page.focusedAt(), [4, 2]);
    });

    it('edits all selected cells that have a statement, and takes values away', async () => {
      await page.cell(4, 2).click();
      await page.press('Shift+End', 'Alt+Enter');
      await form().getByText('Edit 2 cells').waitFor();
      assert.equal(await field('Date').inputValue(), '');
      assert.equal(await field('Date').getAttribute('placeholder'), 'different ones');
      await field('Comment').fill('Tested by hand');
      await page.press('Control+Enter');
      const { changes } = await page.posted('write');
      assert.deepEqual(
        changes.map(({ column, change: { comment, date } }) => [column, comment, date]),
        [
          ['Batch 7', 'Tested by hand', undefined],
          ['Batch 8', 'Tested by hand', undefined],
        ],
      );
      await page.cell(4, 2).click();
      await page.press('Alt+Enter', 'Delete', 'Enter');
      assert.deepEqual(
        (await page.posted('write')).changes.map(({ change }) => change.date),
        [null],
      );
    });

    it('keeps what is typed while the files change and another cell is chosen, until Escape', async () => {
      await page.cell(4, 2).click();
      await page.press('Alt+Enter');
      await field('Comment').fill('It');
      const rows = [row('Adobe', 'A2', 'Low', '2026-01-01', [1, 1, 1])];
      await page.send({
        type: 'delta',
        delta: { revision: 1, contents: [], rows, removed: [], summary: WRITABLE.summary },
      });
      await page.cell(7, 3).click();
      await page.drawn();
      assert.equal(await field('Comment').inputValue(), 'It');
      await form().getByText('Edit A1, Batch 7').waitFor();
      await field('Comment').press('Escape');
      await form().getByText('Edit KB1, Batch 8').waitFor();
      assert.equal(await field('Comment').inputValue(), '');
      assert.deepEqual(await page.focusedAt(), [7, 3]);
      assert.ok(!(await hasWritten()));
    });

    it('has no fields for cells without a statement, or where nothing can be written', async () => {
      await page.cell(4, 4).click();
      await page.drawn();
      assert.ok(!(await form().isVisible()));
      await page.cell(4, 2).click();
      await form().waitFor();
      await page.send({ type: 'writable', reason: 'a.xml is read-only.' });
      assert.ok(!(await form().isVisible()));
    });
  });

  describe('with whole patches and products', () => {
    const act = (action: PageAction): Promise<void> => page.send({ type: 'act', action });

    it('sets whole lines to Not Applicable, with one reason', async () => {
      await page.cell(7, 3).click();
      await act('notApplicable');
      assert.equal(await selected(), 3);
      await page.press('Enter');
      await page.page.keyboard.type('Not installed');
      await page.press('Enter');
      const { changes } = await page.posted('write');
      assert.deepEqual(
        changes.map(({ row, change: { state, comment } }) => [row, state, comment]),
        Array.from({ length: 3 }, () => ['Microsoft/KB1', 'Not Applicable', 'Not installed']),
      );
    });

    it('removes the selected patches, or products', async () => {
      await page.cell(4, 2).click();
      await page.press('Shift+ArrowDown', 'Shift+ArrowRight');
      await act('removePatches');
      const patches = await page.posted('write');
      assert.equal(patches.label, 'Remove patches: 2');
      assert.deepEqual(
        patches.changes.map(({ row, column, change }) => [row, column, change]),
        [
          ['Adobe/A1', '', { patch: { id: 'A1', vendor: 'Adobe' }, remove: true }],
          ['Adobe/A2', '', { patch: { id: 'A2', vendor: 'Adobe' }, remove: true }],
        ],
      );
      await act('removeProducts');
      const { changes } = await page.posted('write');
      assert.deepEqual(
        changes.map(({ column, change: { product } }) => [column, product!.version]),
        [
          ['Batch 7', '7'],
          ['Batch 8', '8'],
        ],
      );
    });

    it('asks the panel for a product and a patch, with what is shown and selected', async () => {
      await page.cell(4, 2).click();
      await act('addProduct');
      const { all, shown, selected: own } = await page.posted('addProduct');
      assert.deepEqual([all, shown.length, own], [4, 4, [{ row: 'Adobe/A1', patch: { id: 'A1', vendor: 'Adobe' } }]]);
      await page.cell(7, 2).click();
      await act('addPatch');
      const { vendors, columns } = await page.posted('addPatch');
      assert.deepEqual([vendors, columns.length], [['Microsoft', 'Adobe'], 3]);
      await page.send({ type: 'writable', reason: 'a.xml is read-only.' });
      await act('addPatch');
      await page.page.getByRole('heading', { name: 'a.xml is read-only.' }).waitFor();
    });
  });

  it('marks states that cannot follow, until something else is written', async () => {
    await page.cell(4, 2).click();
    await page.press('r', 'Enter');
    const { write } = await page.posted('write');
    const warnings = [{ row: 'Adobe/A1', column: 'Batch 7', reason: 'The previous edition had "Approved".' }];
    await page.send({ type: 'written', write, isChanged: true, notDone: [], warnings });
    await page.page.getByText('A1, Batch 7: The previous edition had "Approved".').waitFor();
    assert.equal(await page.page.locator('.cell.warned').count(), 1);
    await page.press('r', 'Enter');
    const next = await page.posted('write');
    await page.send({ type: 'written', write: next.write, isChanged: true, notDone: [] });
    assert.equal(await page.page.locator('.cell.warned').count(), 0);
  });

  it('says what falls behind, and lets it follow', async () => {
    await page.send({ type: 'behind', text: 'The publication date is before: a.xml', button: 'Let the Date Follow' });
    await page.page.getByRole('button', { name: 'Let the Date Follow' }).click();
    await page.posted('follow');
    await page.send({ type: 'behind', text: '', button: '' });
    assert.ok(!(await page.page.locator('.follow').isVisible()));
  });

  it('loses neither the selection nor what is being entered when the files change', async () => {
    await page.cell(7, 2).click();
    await page.press('Shift+ArrowRight', 'r');
    const rows = [row('Microsoft', 'KB0', 'Low', '2026-01-09', [1, 1, 1])];
    await page.send({
      type: 'delta',
      delta: { revision: 1, contents: [], rows, removed: [], summary: WRITABLE.summary },
    });
    assert.equal(await selected(), 2);
    await page.press('e', 'Enter');
    assert.deepEqual(await written(), ['Microsoft/KB1 Batch 7: Released', 'Microsoft/KB1 Batch 8: Released']);
  });
});

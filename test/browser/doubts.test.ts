/** What the page shows above and in a matrix whose files are not complete, not certain, or contradict each other. */
import { strict as assert } from 'node:assert';
import { DOUBTFUL } from './support/doubtful';
import { closeBrowser, MatrixPage } from './support/matrixPage';

describe('the matrix page with doubts', () => {
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

  const notes = (): Promise<string[]> => page.page.locator('.notes .text').allInnerTexts();
  const button = (name: string | RegExp) => page.page.getByRole('button', { name });
  const filters = () => button(/^Filters/).click();
  const tick = (name: string) => page.page.locator('.filters').getByLabel(name, { exact: true }).click();
  const chips = (): Promise<string[]> =>
    page.page
      .locator('.chip')
      .allInnerTexts()
      .then((all) => all.map((text) => text.replace(/\s+/g, ' ')));

  it('shows notes, the severe ones first, and the rest on demand', async () => {
    await page.page.getByText('Read this first (4)').waitFor();
    assert.match((await notes())[0]!, /gamma\.xml: Not well-formed/);
    assert.equal((await notes()).length, 3);
    await button('Show 1 more').focus();
    await page.press('Enter');
    assert.equal((await notes()).length, 4);
    assert.equal(await button('Show fewer').getAttribute('aria-expanded'), 'true');
    await page.press('Enter');
    assert.equal((await notes()).length, 3);
    const region = page.page.locator('.notes [role=status]');
    assert.equal(await region.getAttribute('aria-live'), 'polite');
  });

  it('opens the file of a note', async () => {
    await button('Open File: alpha-2.xml').focus();
    await page.press('Enter');
    assert.deepEqual(await page.posted('openFile'), { type: 'openFile', uri: 'file:///alpha-2.xml' });
    assert.equal(await button(/^Open File/).count(), 2, 'a note about no file has no button');
  });

  it('shows the notes of a change, and none if there are none', async () => {
    const nothing = { contents: [], rows: [], removed: [], summary: DOUBTFUL.summary };
    await page.send({ type: 'delta', delta: { revision: 1, ...nothing } });
    assert.equal((await notes()).length, 3);
    await page.send({ type: 'delta', delta: { revision: 2, ...nothing, notes: DOUBTFUL.notes.slice(1, 2) } });
    assert.deepEqual(await notes(), ['No supplier speaks of "Turbine Guard 9".']);
    await page.send({ type: 'delta', delta: { revision: 3, ...nothing, notes: [] } });
    assert.ok(await page.page.locator('.notes').isHidden());
  });

  it('leaves the focus in the notes when the matrix changes', async () => {
    await button('Open File: gamma.xml').focus();
    const delta = { revision: 1, contents: [], rows: [], removed: ['Microsoft/KB4'], summary: DOUBTFUL.summary };
    await page.send({ type: 'delta', delta });
    assert.equal(await page.focused(), 'Open File: gamma.xml');
  });

  it('has the keys at once when its first patches arrive', async () => {
    await page.load();
    await page.show({ ...DOUBTFUL, rows: [] });
    await page.page.getByText('No patches').waitFor();
    await page.show(DOUBTFUL);
    assert.deepEqual(await page.focusedAt(), [1, 1]);
  });

  it('has a line of suppliers, and names them with their products', async () => {
    assert.deepEqual(await page.page.locator('.head.supplier').allInnerTexts(), ['Alpha', 'Beta']);
    assert.deepEqual(await page.page.locator('.head.product').allInnerTexts(), ['Batch', 'Batch', 'Valve']);
    const grid = page.page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), String(3 + 1 + 4));
    await page.focusGrid();
    await page.press('Control+Home', 'Control+ArrowUp', 'ArrowRight', 'ArrowRight');
    assert.deepEqual([await page.focusedAt(), await page.focused()], [[1, 4], 'Beta']);
    await page.press('ArrowDown', 'ArrowRight', 'ArrowDown');
    assert.deepEqual([await page.focusedAt(), await page.focused()], [[3, 5], 'Beta: Valve 1']);
    await page.press('Enter');
    const sorted = page.page.getByLabel('Sort by').locator('option:checked');
    assert.equal(await sorted.innerText(), 'State for Beta: Valve 1');
  });

  it('adds and removes the line of suppliers as they come and go, without losing the focus', async () => {
    await page.focusGrid();
    await page.press('Control+Home', 'Control+ArrowUp');
    const nothing = { contents: [], rows: [], removed: [], summary: DOUBTFUL.summary };
    await page.send({ type: 'delta', delta: { revision: 1, ...nothing, columns: DOUBTFUL.columns.slice(0, 2) } });
    assert.equal(await page.page.locator('.head.supplier').count(), 0);
    assert.equal(await page.page.locator('.head.column').first().getAttribute('aria-label'), 'Batch 7');
    assert.equal(await page.focused(), 'Patch');
    assert.deepEqual(await page.focusedAt(), [1, 1]);
    await page.send({ type: 'delta', delta: { revision: 2, ...nothing, columns: DOUBTFUL.columns } });
    assert.equal(await page.page.locator('.head.supplier').count(), 2);
    assert.deepEqual(await page.focusedAt(), [1, 1]);
  });

  it('counts what must not look like a result, with the filters', async () => {
    assert.deepEqual(await chips(), [
      '▼ Withdrawn: 4',
      '∅ No longer listed: 3',
      '? In doubt: 2',
      '≠ Contradiction: 1',
      '≠ Contradictory patches: 1',
      '◐ In Test: 1',
      '✕ Not Approved: 2',
      // Of several states, only that which is shown counts.
      '✓ Approved: 5',
      '» Superseded: 1',
      // What is no longer listed is not a hole, nor is a cell of a patch that nobody lists any more.
      '· No statement: 2',
    ]);
    await filters();
    await tick('Only my products');
    assert.deepEqual(await page.patches(), ['KB2', 'KB3']);
    assert.deepEqual(await chips(), ['✓ Approved: 1', '· No statement: 1']);
    await page.page.getByText('Patches: 2 of 4').waitFor();
  });

  const cases: readonly (readonly [string, string])[] = [
    ['Only withdrawn', 'KB2 KB1 KB4'],
    ['Only no longer listed', 'KB1 KB4'],
    ['Only in doubt', 'KB2 KB3'],
    ['Only contradictions', 'KB2 KB1'],
    ['Only holes', 'KB3 KB1'],
    ['Beta', 'KB2 KB3 KB1 KB4'],
  ];
  for (const [name, patches] of cases)
    it(`has a filter: ${name}`, async () => {
      await filters();
      await tick(name);
      assert.equal((await page.patches()).join(' '), patches);
      await button('Filters (1)').waitFor();
    });

  it('goes to the next hole, contradiction and untested cell with Alt, to the next change of state with Control', async () => {
    const to = async (key: string): Promise<string> => {
      await page.press(key);
      return (await page.focusedAt()).join(':');
    };
    await page.focusGrid();
    await page.press('Control+Home');
    assert.deepEqual([await to('Alt+n'), await to('Alt+n'), await to('Alt+n')], ['6:5', '7:5', '6:5']);
    assert.deepEqual([await to('Alt+c'), await to('Alt+c')], ['7:1', '5:3']);
    assert.equal(await to('Alt+u'), '5:3');
    await page.page.locator('[aria-live=polite]', { hasText: 'Nothing is untested.' }).waitFor({ state: 'attached' });
    assert.deepEqual([await to('Control+ArrowRight'), await to('Control+ArrowDown')], ['5:4', '8:4']);
  });

  it('offers only filters that match something', async () => {
    await page.show({
      ...DOUBTFUL,
      contents: DOUBTFUL.contents.map(({ statements }) => ({ statements, conflict: false })),
    });
    await filters();
    for (const name of ['Only withdrawn', 'Only no longer listed', 'Only in doubt'])
      assert.ok(await page.page.getByLabel(name).isHidden(), name);
  });

  it('says why it cannot show only my products', async () => {
    const columns = DOUBTFUL.columns.map((column) => ({ ...column, mine: false }));
    await page.show({ ...DOUBTFUL, columns });
    await filters();
    await button(/^No supplier lists your products/).waitFor();
    await page.show({ ...DOUBTFUL, columns, notes: [] });
    await button(/^No products configured/).waitFor();
  });

  it('shows what must be known about the active cell and the active patch in the details', async () => {
    const remarks = (): Promise<string[]> => page.page.locator('.remarks li').allInnerTexts();
    await page.page.locator('.cell[aria-label^="KB2, Beta: Valve 1"]').click();
    await page.answerDetails({ parts: [] }, 'Own state');
    assert.deepEqual(await remarks(), [
      'With a restriction: Only on clients',
      'Own state: Installed (own.xml, 2026-03-11)',
    ]);
    await page.page.locator('.head.patch', { hasText: 'KB1' }).click();
    await page.answerDetails({ parts: [] }, 'superseded by');
    assert.deepEqual(await remarks(), ['Superseded by KB2, KB9', 'Severity: Critical (Alpha) / Low (Beta)']);
  });

  it('has more columns on demand, which are restored and exported', async () => {
    await button('More Columns').click();
    assert.deepEqual(await page.page.locator('.head.column.info').allInnerTexts(), ['CVEs', 'Restart']);
    const cves = page.page.locator('.cell.info[aria-label^="KB2, CVEs"]');
    assert.equal(await cves.getAttribute('aria-label'), 'KB2, CVEs: CVE-2026-0001, CVE-2026-0002, CVE-2026-0003');
    assert.equal(await cves.getAttribute('data-note'), '2 more');
    await cves.click();
    assert.deepEqual(await page.focusedAt(), [5, 2]);
    await page.press('ArrowRight', 'ArrowRight');
    assert.match(await page.focused(), /^KB2, Alpha: Batch 7, In Test/);
    await page.press('ArrowLeft', 'Control+ArrowUp');
    assert.equal(await page.focused(), 'Restart');
    await page.press('Shift+ArrowRight', 'ArrowRight');
    assert.equal(await page.focused(), 'Alpha');
    await page.press('ArrowLeft');
    const width = async () => (await page.page.locator('.head.column.info').nth(1).boundingBox())!.width;
    assert.equal(await width(), 84 + 12);
    await button('Print').click();
    assert.deepEqual((await page.posted('print')).selection.fields, ['cves', 'restart']);
    await page.page.waitForFunction(() => {
      const state = JSON.parse(sessionStorage.getItem('state') ?? '{}') as { active?: { column: string } };
      return state.active?.column === 'restart';
    });
    await page.load();
    await page.show(DOUBTFUL);
    assert.equal(await button('More Columns').getAttribute('aria-pressed'), 'true');
    assert.equal(await width(), 84 + 12);
    assert.equal(await page.page.locator('.current').innerText(), 'Restart');
    await button('More Columns').click();
    assert.equal(await page.page.locator('.info').count(), 0);
  });

  it('opens the source of a patch from its fields', async () => {
    await button('More Columns').click();
    await page.page.locator('.cell.info[aria-label^="KB2, Restart"]').dblclick();
    assert.deepEqual(await page.posted('open'), { type: 'open', row: 'Microsoft/KB2', column: '' });
  });

  it('can be read in narrow columns: symbols come first', async () => {
    const cell = page.page.locator('.cell[aria-label^="KB3, Alpha: Batch 7"]');
    await page.page
      .locator('.head.column')
      .first()
      .click({ position: { x: 5, y: 30 } });
    for (let presses = 0; presses < 8; presses++) await page.press('Shift+ArrowLeft');
    assert.equal((await cell.boundingBox())!.width, 44);
    assert.equal((await cell.getAttribute('data-symbol'))!.replace('\uFE0E', ''), '✓⚠');
    assert.equal(await page.page.evaluate(() => document.querySelectorAll('.cell.limited').length), 2);
  });
});

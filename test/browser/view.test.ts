import { strict as assert } from 'node:assert';
import type { MatrixSnapshot } from '../../server/src/lsp/protocol/index';
import { columnsOf, content, matrix, row } from './support/small';
import type { ToPage } from '../../client/webview/messages';
import { closeBrowser, MatrixPage, SUBJECT } from './support/matrixPage';

const APPROVED = content('approved', 'Approved', '2026-02-01T08:00:00Z');
const REFUSED = content('not-approved', 'Not Approved', '2026-02-02T08:00:00Z', { restrictions: ['Not with Modbus'] });
const WAITING = content('available', 'Available');
const OWN_WORD = content(null, 'Maybe');
const CLASH = { ...APPROVED, statements: [...REFUSED.statements, ...APPROVED.statements], conflict: true };
const HOLE = 0;

/** Five patches of two vendors for four products. Contents: 1 approved, 2 not approved, 3 available, 4 unknown state, 5 contradiction, 0 hole. */
const SMALL: MatrixSnapshot = matrix({
  columns: columnsOf('Batch 7.1', 'Batch 8.1', 'Historian 2.0', 'Gateway 3.0').map((column, index) => ({
    ...column,
    mine: index === 2,
  })),
  contents: [APPROVED, REFUSED, WAITING, OWN_WORD, CLASH],
  rows: [
    row('Microsoft', 'KB1', 'Critical', '2026-01-10', [1, 1, 2, HOLE], ['Windows 11']),
    row('Microsoft', 'KB2', 'Low', '2026-02-10', [3, 1, 1, 1], ['Windows Server 2022']),
    row('Microsoft', 'KB10', 'Important', '2026-01-20', [1, 5, 1, 1], ['Windows 11']),
    row('Adobe', 'APSB26-01', 'Critical', '2025-12-01', [4, HOLE, HOLE, 1], ['Reader']),
    row('Adobe', 'APSB26-02', '', '', [2, 2, 2, 2], []),
  ],
});

describe('the matrix page', () => {
  let page: MatrixPage;

  beforeEach(async () => {
    page = await MatrixPage.open();
    await page.show(SMALL);
  });

  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });

  after(() => closeBrowser());

  const groups = (): Promise<string[]> => page.page.locator('.head.group .id').allInnerTexts();
  const columnNames = (): Promise<string[]> =>
    page.page.locator('.head.column').evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-label')!));
  const filters = () => page.page.getByRole('button', { name: /^Filters/ }).click();
  const tick = (name: string) => page.page.locator('.filters').getByLabel(name, { exact: true }).click();

  it('groups by vendor, the latest first', async () => {
    assert.deepEqual(await groups(), ['Adobe (2)', 'Microsoft (3)']);
    assert.deepEqual(await page.patches(), ['APSB26-01', 'APSB26-02', 'KB2', 'KB10', 'KB1']);
  });

  it('asks for a table to apply, and takes one that is dropped', async () => {
    await page.page.getByRole('button', { name: 'Apply a Table…' }).click();
    assert.deepEqual(await page.posted('applyTable'), { type: 'applyTable' });
    await page.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a;b\n'], 'results.csv'));
      const isAccepted = !window.dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
      if (!isAccepted) throw new Error('not accepted');
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    });
    assert.deepEqual(await page.posted('applyTable'), {
      type: 'applyTable',
      dropped: { name: 'results.csv', data: Buffer.from('a;b\n').toString('base64') },
    });
    await page.page.locator('summary', { hasText: 'Export' }).click();
    await page.page.getByText('Excel', { exact: true }).click();
    assert.equal((await page.posted('export')).format, 'xlsx');
  });

  it('groups by severity, month, target and not at all', async () => {
    const choose = (label: string) => page.page.getByLabel('Group by').selectOption({ label });
    await choose('Severity');
    assert.deepEqual(await groups(), ['Critical (2)', 'Important (1)', 'Low (1)', 'not stated (1)']);
    await choose('Release month');
    assert.deepEqual(await groups(), ['2026-02 (1)', '2026-01 (2)', '2025-12 (1)', 'not stated (1)']);
    await choose('Target product');
    assert.deepEqual(await groups(), ['not stated (1)', 'Reader (1)', 'Windows 11 (2)', 'Windows Server 2022 (1)']);
    await choose('No groups');
    assert.deepEqual(await page.patches(), ['KB2', 'KB10', 'KB1', 'APSB26-01', 'APSB26-02']);
  });

  it('sorts by dates, severity, identifiers, numbers of states, and the state beside a product', async () => {
    await page.page.getByLabel('Group by').selectOption({ label: 'No groups' });
    const sorted = async (label: string): Promise<string> => {
      await page.page.getByLabel('Sort by').selectOption({ label });
      return (await page.patches()).join(' ');
    };
    assert.equal(await sorted('Oldest first'), 'APSB26-01 KB1 KB10 KB2 APSB26-02');
    assert.equal(await sorted('Highest severity first'), 'KB1 APSB26-01 KB10 KB2 APSB26-02');
    assert.equal(await sorted('Identifier'), 'APSB26-01 APSB26-02 KB1 KB2 KB10');
    assert.equal(await sorted('Most often: Not Approved'), 'APSB26-02 KB10 KB1 KB2 APSB26-01');
    assert.equal(await sorted('Most often: No statement'), 'APSB26-01 KB1 KB2 KB10 APSB26-02');
    const head = page.page.locator('.head.column[aria-label="Batch 7.1"]');
    await head.dblclick();
    assert.equal((await page.patches()).join(' '), 'KB2 APSB26-02 KB10 KB1 APSB26-01');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    assert.equal(
      await page.page.getByLabel('Sort by').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text),
      'State for Batch 7.1',
    );
    await page.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), null);
  });

  const cases: readonly (readonly [string, () => Promise<void>, string, string?])[] = [
    ['states', () => tick('Not Approved'), 'APSB26-02 KB10 KB1'],
    ['words that are no states', () => tick('Maybe'), 'APSB26-01'],
    ['contradictions', () => tick('Contradiction'), 'KB10'],
    ['holes', () => tick('Only holes'), 'APSB26-01 KB1'],
    ['severity', () => tick('Critical'), 'APSB26-01 KB1'],
    ['vendor', () => tick('Adobe'), 'APSB26-01 APSB26-02'],
    ['target product', () => tick('Windows 11'), 'KB10 KB1'],
    ['product', () => tick('Historian'), 'APSB26-01 APSB26-02 KB2 KB10 KB1', 'Historian 2.0'],
    ['own products', () => tick('Only my products'), 'APSB26-02 KB2 KB10 KB1', 'Historian 2.0'],
    ['the first day', () => page.page.getByLabel('From', { exact: true }).fill('2026-01-20'), 'KB2 KB10'],
    ['the last day', () => page.page.getByLabel('To', { exact: true }).fill('2026-01-10'), 'APSB26-01 KB1'],
  ];
  for (const [name, choose, patches, shown] of cases)
    it(`filters by ${name}`, async () => {
      await filters();
      await choose();
      assert.equal((await page.patches()).join(' '), patches);
      if (shown !== undefined) assert.equal((await columnNames()).join(', '), shown);
      await page.page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    });

  it('counts only what is shown, and filters by a count', async () => {
    const chip = page.page.getByRole('button', { name: /^✕ Not Approved: 6|Not Approved: 6/ });
    await chip.waitFor();
    await page.page.getByText('Patches: 5 of 5').waitFor();
    await page.page.getByText('Last publication: 2026-03-04').waitFor();
    await chip.click();
    await page.page.getByText('Patches: 3 of 5').waitFor();
    assert.equal(
      await page.page
        .locator('.chip[aria-pressed=true]')
        .innerText()
        .then((text) => text.replace(/\s+/g, ' ')),
      '✕ Not Approved: 6',
    );
    assert.equal(await page.page.locator('.cell.pale').count(), 12 - 6);
    await filters();
    await tick('Historian');
    await page.page.getByRole('button', { name: /Not Approved: 2/ }).waitFor();
    await page.page.getByText('Products: 1 of 4').waitFor();
    await page.page.getByRole('button', { name: 'Clear Filters' }).click();
    await page.page.getByText('Patches: 5 of 5').waitFor();
  });

  it('goes to the oldest untested patch', async () => {
    await page.page.getByRole('button', { name: 'Oldest untested: KB2, 2026-02-10' }).click();
    assert.match(await page.focused(), /^KB2,/);
  });

  it('reports that no patch matches the filters, and offers to clear them', async () => {
    await filters();
    await tick('Adobe');
    await tick('Windows 11');
    await page.page.getByText('No patches match the filters.').waitFor();
    await page.page.locator('.empty').getByRole('button', { name: 'Clear Filters' }).click();
    assert.equal((await page.patches()).length, 5);
  });

  it('finds text in headings, states, dates and restrictions, and goes from hit to hit', async () => {
    const found = async (text: string): Promise<string> => {
      await page.press('Control+f');
      await page.page.keyboard.type(text);
      return page.page.locator('.finder .count').innerText();
    };
    assert.equal(await found('KB1'), '1 of 2');
    assert.equal(await found('modbus'), '1 of 6');
    assert.equal(await found('2026-02-02'), '1 of 6');
    assert.equal(await found('historian'), '1 of 1');
    assert.equal(await found('nothing like it'), 'No matches');
    assert.equal(await found('not approved'), '1 of 6');
    assert.equal(await page.page.locator('.hit').count(), 6);
    await page.press('Enter', 'Enter', 'Shift+Enter', 'Shift+Enter', 'Shift+Enter');
    assert.equal(await page.page.locator('.finder .count').innerText(), '6 of 6');
    assert.equal(await page.page.evaluate(() => document.activeElement?.tagName), 'INPUT', 'typing goes on');
    await page.press('Escape');
    assert.match(await page.focused(), /^KB1, Historian 2.0, Not Approved/);
    await page.press('F3');
    assert.match(await page.focused(), /^APSB26-02, Batch 7.1, Not Approved/);
  });

  it('shows changes without moving the active cell', async () => {
    await page.focusGrid();
    await page.typeWord('KB1');
    await page.press('ArrowRight');
    assert.match(await page.focused(), /^KB10, Batch 7.1, Approved/);
    await page.send({
      type: 'delta',
      delta: {
        revision: 1,
        contents: [content('in-test', 'In Test')],
        rows: [
          row('Microsoft', 'KB10', 'Important', '2026-01-20', [6, 5, 1, 1], ['Windows 11']),
          row('Acme', 'A1', 'Low', '2026-03-01', [1]),
        ],
        removed: ['Adobe/APSB26-01'],
        summary: SMALL.summary,
      },
    });
    await page.posted('drawn');
    assert.match(await page.focused(), /^KB10, Batch 7.1, In Test/);
    assert.deepEqual(await groups(), ['Acme (1)', 'Adobe (1)', 'Microsoft (3)']);
  });

  it('shows a matrix in several messages once it is complete', async () => {
    const [first, second, ...others] = SMALL.rows;
    const columns = columnsOf('Valve 1', 'Batch 8.1', 'Historian 2.0', 'Gateway 3.0');
    const answers: ToPage[] = [
      { type: 'snapshot', snapshot: { ...SMALL, columns, rows: [first!], rest: 4 }, compared: '', subject: SUBJECT },
      {
        type: 'delta',
        delta: { revision: 1, contents: [], rows: [second!], removed: [], summary: SMALL.summary, rest: 3 },
      },
    ];
    for (const answer of answers) {
      await page.send(answer);
      await page.posted('drawn');
      assert.deepEqual(await groups(), ['Adobe (2)', 'Microsoft (3)']);
      assert.match((await columnNames())[0]!, /^Batch 7.1/);
    }
    // The last part includes an edit.
    await page.send({
      type: 'delta',
      delta: { revision: 2, contents: [], rows: others, removed: [first!.key], summary: SMALL.summary },
    });
    await page.posted('drawn');
    assert.deepEqual(await groups(), ['Adobe (2)', 'Microsoft (2)']);
    assert.match((await columnNames())[0]!, /^Valve 1/);
  });

  it('leaves the focus where it is when it shows changes', async () => {
    await page.press('Control+f');
    await page.send({
      type: 'delta',
      delta: { revision: 1, contents: [], rows: [], removed: ['Adobe/APSB26-01'], summary: SMALL.summary },
    });
    assert.equal(await page.page.evaluate(() => document.activeElement?.tagName), 'INPUT');
  });

  it('requests the whole matrix if it missed a change', async () => {
    await page.send({
      type: 'delta',
      delta: { revision: 5, contents: [], rows: [], removed: [], summary: SMALL.summary },
    });
    await page.posted('again');
  });

  it('shows the changes since an older edition', async () => {
    const changed = {
      ...APPROVED,
      change: { before: [{ state: 'in-test', word: 'In Test' }], verdict: 'expected' as const },
    };
    await page.show(
      {
        ...SMALL,
        contents: [changed, REFUSED, WAITING, OWN_WORD, CLASH],
        compared: [SMALL.sources[0]!],
        rows: SMALL.rows.map((one) => ({ ...one, ...(one.id === 'KB2' && { edition: 'added' as const }) })),
      },
      'HEAD',
    );
    await page.page.getByRole('button', { name: 'Stop Comparing' }).waitFor();
    const cell = page.page.locator('.cell.changed').first();
    assert.match(await cell.innerText(), /In Test → Approved/);
    assert.match((await cell.getAttribute('aria-label')) ?? '', /Approved, before: In Test/);
    assert.match((await page.page.locator('.head.patch.added').getAttribute('aria-label')) ?? '', /^KB2,.*new$/);
    await filters();
    await tick('Only changed');
    assert.equal((await page.patches()).join(' '), 'APSB26-01 KB2 KB10 KB1');
    await page.show(SMALL);
    assert.equal((await page.patches()).length, 5, 'without the older edition all is shown again');
  });

  it('opens the source on Control+Enter, F12 and double click', async () => {
    const cell = page.page.locator('.cell[aria-label^="KB2, Historian"]');
    await cell.dblclick();
    assert.deepEqual(await page.posted('open'), {
      type: 'open',
      row: 'Microsoft/KB2',
      column: 'Historian 2.0',
    });
    await page.press('ArrowLeft', 'Control+Enter');
    assert.equal((await page.posted('open')).column, 'Batch 8.1');
    await page.press('Home', 'F12');
    assert.deepEqual(await page.posted('open'), { type: 'open', row: 'Microsoft/KB2', column: '' });
  });

  it('marks the cells at the cursor of the editor', async () => {
    await page.send({
      type: 'cursor',
      at: { row: 'Microsoft/KB2', columns: ['Batch 7.1', 'Batch 8.1'] },
      show: false,
    });
    assert.equal(await page.page.locator('.cell.marked').count(), 2);
    assert.equal(await page.page.locator('.current').count(), 1, 'the active cell is still to be seen');
    assert.match(
      (await page.page.locator('.head.patch.marked').getAttribute('aria-label')) ?? '',
      /at the editor's cursor/,
    );
    await page.send({ type: 'cursor', at: null, show: false });
    assert.equal(await page.page.locator('.marked').count(), 0);
  });

  it('makes the cell at the cursor the active one if the editor asks for it', async () => {
    const at = { row: 'Microsoft/KB2', columns: ['Batch 8.1'] };
    await page.send({ type: 'cursor', at, show: true });
    assert.match((await page.page.locator('.current').getAttribute('aria-label')) ?? '', /^KB2, Batch.*8\.1/);
    await page.send({ type: 'cursor', at: { row: 'none', columns: [] }, show: true });
    assert.match((await page.page.locator('.current').getAttribute('aria-label')) ?? '', /^KB2, Batch.*8\.1/);
  });

  it('shows the details of the active cell, with links to the web only', async () => {
    await page.page.locator('.cell[aria-label^="KB2, Historian"]').click();

    const at = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
    const fields = [
      { label: 'URL', value: 'the page', link: 'https://example.com/kb2' },
      { label: 'Other', value: 'trap', link: 'javascript:alert(1)' },
      { label: 'Command', value: 'trap', link: 'command:workbench.action.quit' },
    ];
    const place = { uri: 'file:///a.xml', range: at, selection: at };
    const parts = [
      { title: 'KB2 beside Historian', fields, place },
      { title: 'Another', note: 'older', fields: [], place },
    ];
    const { question, row: key, column } = await page.answerDetails({ parts }, 'KB2 beside Historian');
    assert.deepEqual([key, column], ['Microsoft/KB2', 'Historian 2.0']);
    await page.page.getByRole('heading', { name: 'KB2 beside Historian' }).waitFor();
    assert.deepEqual(
      await page.page.locator('.details a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
      ['https://example.com/kb2'],
    );
    await page.page.getByRole('button', { name: 'Go to Source' }).nth(1).click();
    assert.deepEqual(await page.posted('openPart'), { type: 'openPart', question, part: 1 });
  });

  it('shows an empty state as not stated', async () => {
    await page.show({ ...SMALL, contents: [content(null, ''), REFUSED, WAITING, OWN_WORD, CLASH] });
    assert.equal(await page.page.locator('.cell[aria-label^="KB1, Batch 8.1"]').innerText(), 'not stated');
    await page.page.getByRole('button', { name: /not stated: / }).waitFor();
  });

  it('shows a hole as no statement in the details', async () => {
    await page.page.locator('.cell.hole').first().click();
    await page.answerDetails({ parts: [] }, 'APSB26-01, Batch 8.1, No statement');
  });

  it('exports what is shown, in the order in which it is shown', async () => {
    await filters();
    await tick('Microsoft');
    await tick('Only my products');
    await page.page.locator('.menu summary').click();
    await page.page.getByRole('button', { name: 'CSV' }).click();
    assert.deepEqual(await page.posted('export'), {
      type: 'export',
      format: 'csv',
      selection: { rows: ['Microsoft/KB2', 'Microsoft/KB10', 'Microsoft/KB1'], columns: ['Historian 2.0'], fields: [] },
    });
    await page.page.getByRole('button', { name: 'Print' }).click();
    assert.equal((await page.posted('print')).selection.rows.length, 3);
  });

  it('takes a screenshot of the visible part', async () => {
    await page.page.locator('.menu summary').click();
    await page.page.getByRole('button', { name: /Image/ }).click();
    const { data } = await page.posted('picture');
    const bytes = Buffer.from(data, 'base64');
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    const viewport = (await page.page.locator('.viewport').boundingBox())!;
    assert.deepEqual(
      [bytes.readUInt32BE(16), bytes.readUInt32BE(20)],
      [viewport.width, viewport.height].map(Math.round),
    );
  });

  it('restores its state after it was hidden', async () => {
    await filters();
    await tick('Microsoft');
    await page.page.getByLabel('Sort by').selectOption({ label: 'Identifier' });
    await page.page.locator('.head.column[aria-label="Batch 7.1"]').click({ position: { x: 5, y: 5 } });
    await page.press('Shift+ArrowRight');
    await page.page.getByLabel('Find').fill('Approved');
    await page.page.locator('.cell[aria-label^="KB1, Batch 8.1"]').click();
    // The page saves its state a moment after the last change.
    await page.page.waitForFunction(() => {
      const state = JSON.parse(sessionStorage.getItem('state') ?? '{}') as { active?: { row: string } };
      return state.active?.row === 'Microsoft/KB1';
    });
    const look = async () => ({
      patches: await page.patches(),
      active: await page.page.locator('.current').getAttribute('aria-label'),
      width: (await page.page.locator('.head.column[aria-label="Batch 7.1"]').boundingBox())!.width,
      hits: await page.page.locator('.hit').count(),
      filters: await page.page.locator('.filters').isVisible(),
      count: await page.page.locator('.summary .facts').innerText(),
    });
    const before = await look();
    assert.equal(before.patches.length, 3);
    await page.load();
    await page.show(SMALL);
    assert.deepEqual(await look(), before);
  });

  it('drops a state of another shape', async () => {
    await page.page.evaluate(() => sessionStorage.setItem('state', '{"arrangement":{"order":"newest"}}'));
    await page.load();
    await page.show(SMALL);
    assert.equal((await page.patches()).length, 5);
  });
});

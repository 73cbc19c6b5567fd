import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Keys } from '../support/keys';
import { Workbench } from '../support/workbench';

const PATCHES = 24;
const PRODUCTS = 10;
const TESTED = '2026-02-12T09:00:00Z';
const STATUS = /<Status>[^]*?<\/StatusDate>/g;

const text = publicationText(
  FIRST,
  Array.from({ length: PATCHES }, (_, row) => ({
    'patch-id': `KB${5_000_001 + row}`,
    title: `Update ${row + 1}`,
    released: '2026-02-10T10:00:00Z',
    product: Array.from({ length: PRODUCTS }, (_, column) => ({
      'product-id': 'Batch',
      'product-version': `${column + 1}.0`,
      state: 'In Test',
      'state-date': TESTED,
    })),
  })),
);

/** What a cell of the file says: state and day, by its line and column in the matrix. */
function cellsOf(written: string): string[][] {
  const all = Array.from(written.matchAll(STATUS), ([cell]) =>
    cell.replace(/<Status>(.*)<\/Status>\s*<StatusDate>(.{10}).*<\/StatusDate>/, '$1 $2'),
  );
  return Array.from({ length: PATCHES }, (_, row) => all.slice(row * PRODUCTS, (row + 1) * PRODUCTS));
}

/** Writing in the matrix as a user does it, in the editor "Patch Matrix". */
describe('writing in the matrix in VS Code', () => {
  let workbench: Workbench;
  const today = (): string => new Date().toISOString().slice(0, 10);
  const original = cellsOf(text);
  /** Another one in each test: VS Code opens a file in the editor in which it was open before. */
  let name = 'month.vpc.xml';
  let tests = 0;

  before(async () => {
    workbench = await Workbench.open(name, { files: { [name]: text } });
    await workbench.page.keyboard.press('Control+b');
  });

  beforeEach(async () => {
    name = `month-${++tests}.vpc.xml`;
    await workbench.openAlone(name, text, 'KB5000001');
    await workbench.run('View: Reopen Editor With...');
    await workbench.choose('Patch Matrix');
    await workbench.webview().getByRole('grid').waitFor();
    await workbench.webview().getByLabel('Group by').selectOption({ label: 'No groups' });
    await workbench.webview().getByLabel('Sort by').selectOption({ label: 'Oldest first' });
    await cell(0, 0).waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  /** @param state that the cell must have; the names of cells are the same in the full and the compact view */
  function cell(row: number, column: number, state = ''): Locator {
    const name = new RegExp(`^KB${5_000_001 + row}, Batch ${column + 1}\\.0\\b.*${state}`);
    return workbench.webview().getByRole('gridcell', { name });
  }

  /** Saves, and gives the text of the file once it differs from `other`. */
  async function saved(other: string): Promise<string> {
    const path = join(workbench.workspace.folder, name);
    await workbench.page.keyboard.press('Control+s');
    return workbench.until('the file to be saved', () => {
      const now = readFileSync(path, 'utf8');
      return Promise.resolve(now !== other && now);
    });
  }

  /** Compares the file with what it was, but for these cells, which have a new state of today. */
  function assertChanged(written: string, states: ReadonlyMap<string, string>): void {
    const expected = original.map((line, row) =>
      line.map((old, column) => {
        const state = states.get(`${row} ${column}`);
        return state === undefined ? old : `${state} ${today()}`;
      }),
    );
    assert.deepEqual(cellsOf(written), expected);
    assert.deepEqual(written.split(STATUS), text.split(STATUS));
  }

  /** Takes back the last action, and compares the file with what it was, to the byte. */
  async function assertUndone(written: string): Promise<void> {
    await workbench.page.keyboard.press('Control+z');
    await cell(0, 0, 'In Test').waitFor();
    assert.equal(await saved(written), text);
  }

  it('sets one cell with three keys, and takes it back as one step', async () => {
    await cell(0, 0).click();
    const keys = new Keys(workbench);
    await keys.press('a', 'p', 'Enter');
    await cell(0, 0, 'Approved').waitFor();
    assert.equal(keys.count, 3);
    const written = await saved(text);
    assertChanged(written, new Map([['0 0', 'Approved']]));
    await workbench.screenshot('writing-1-cell');
    await assertUndone(written);
  });

  it('fills a column of 24 with six keys or fewer', async () => {
    await cell(0, 0).click();
    const keys = new Keys(workbench);
    await keys.press('Control+Space', 'a', 'p', 'Enter');
    // Of those that fit into the window.
    await cell(9, 0, 'Approved').waitFor();
    assert.ok(keys.count <= 6);
    const written = await saved(text);
    assertChanged(written, new Map(Array.from({ length: PATCHES }, (_, row) => [`${row} 0`, 'Approved'])));
    await workbench.screenshot('writing-2-column');
    await assertUndone(written);
  });

  it('pastes 20 mixed cells with four keys or fewer', async () => {
    const states = ['Approved', 'Not Applicable', 'Available', 'Freigegeben'];
    const block = Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: 4 }, (_, column) => states[(row + column) % 4]!),
    );
    const tsv = block.map((line) => line.join('\t')).join('\r\n');
    await workbench.copied(tsv);
    await cell(0, 0).click();
    const keys = new Keys(workbench);
    await keys.press('Control+v');
    await cell(4, 1, 'Not Applicable').waitFor();
    assert.ok(keys.count <= 4);
    const written = await saved(text);
    const expected = block.flatMap((line, row) =>
      line.map((state, column) => [`${row} ${column}`, state.replace('Freigegeben', 'Approved')] as const),
    );
    assertChanged(written, new Map(expected));
    await workbench.screenshot('writing-3-paste');
    await assertUndone(written);
  });
});

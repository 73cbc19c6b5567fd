import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Workbench } from '../support/workbench';

const PATCHES = ['KB5000001', 'KB5000002', 'KB5000003', 'KB5000004'];

/** A file of a supplier: all patches with two versions of one product. */
function file(supplier: string, product: string): string {
  const patches = PATCHES.map((id, row) => ({
    'patch-id': id,
    title: `Update ${row + 1}`,
    released: `2026-02-1${row}T10:00:00Z`,
    product: ['1.0', '2.0'].map((version) => ({
      'product-id': product,
      'product-version': version,
      state: 'In Test',
      'state-date': '2026-02-14T09:00:00Z',
    })),
  }));
  return publicationText(FIRST, patches, { supplier });
}

const FILES: Readonly<Record<string, string>> = {
  'batch.vpc.xml': file('Northwind', 'Batch'),
  'drive.vpc.xml': file('Southwind', 'Drive'),
};
const NAMES = Object.keys(FILES);

/** Spreadsheet habits in the panel of two files. The tests of `writing.test.ts` write in the editor of one. */
describe('the matrix of two files as a spreadsheet in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(NAMES[0]!, {
      files: FILES,
      prepare: (folder) => {
        for (const name of readdirSync(folder))
          if (!NAMES.includes(name)) rmSync(join(folder, name), { recursive: true });
      },
    });
    await workbench.page.keyboard.press('Control+b');
  });

  beforeEach(async () => {
    await workbench.closeEditors();
    for (const name of NAMES) writeFileSync(path(name), FILES[name]!);
    await workbench.run('Open the Matrix of All VPC Files in the Workspace');
    await workbench.webview().getByRole('grid').waitFor();
    await workbench.webview().getByLabel('Group by').selectOption({ label: 'No groups' });
    await workbench.webview().getByLabel('Sort by').selectOption({ label: 'Oldest first' });
    await cell(3, 'Drive 2.0').filter({ hasText: 'In Test' }).waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    // Files without unsaved changes can be closed by every version of VS Code.
    await workbench.page.keyboard.press('Control+s');
    await workbench.until(
      'the files to be saved',
      async () => (await workbench.page.locator('.tab.dirty').count()) === 0,
    );
  });

  after(() => workbench?.close());

  const path = (name: string): string => join(workbench.workspace.folder, name);
  const onDisk = (): string[] => NAMES.map((name) => readFileSync(path(name), 'utf8'));
  const original = NAMES.map((name) => FILES[name]!);

  /** The cell of a patch, by its place, and a product with its version. */
  function cell(row: number, product: string): Locator {
    const name = new RegExp(`^${PATCHES[row]}, \\w+: ${product.replace('.', '\\.')}\\b`);
    return workbench.webview().getByRole('gridcell', { name });
  }
  const shows = (row: number, product: string, text: string): Promise<void> =>
    cell(row, product).filter({ hasText: text }).waitFor();

  /** The states of the files on disk, one text for each, once they differ from the original ones. */
  async function savedStates(): Promise<string[]> {
    await workbench.page.keyboard.press('Control+s');
    const texts = await workbench.until('the files to be saved', () =>
      Promise.resolve(onDisk().every((text, index) => text !== original[index]) && onDisk()),
    );
    return texts.map((text) => Array.from(text.matchAll(/<Status>(.*)<\/Status>/g), ([, state]) => state![0]).join(''));
  }

  it('undoes, redoes and saves one action in two files', async () => {
    await cell(0, 'Batch 2.0').click();
    const { keyboard } = workbench.page;
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('a');
    await keyboard.press('p');
    await keyboard.press('Enter');
    await shows(0, 'Batch 2.0', 'Approved');
    await shows(0, 'Drive 1.0', 'Approved');
    await keyboard.press('Control+z');
    await shows(0, 'Batch 2.0', 'In Test');
    await shows(0, 'Drive 1.0', 'In Test');
    assert.deepEqual(onDisk(), original);
    await keyboard.press('Control+y');
    await shows(0, 'Drive 1.0', 'Approved');
    assert.deepEqual(await savedStates(), ['IAIIIIII', 'AIIIIIII']);
    await workbench.screenshot('hands-1-two-files');
    await keyboard.press('Control+z');
    await shows(0, 'Drive 1.0', 'In Test');
    await keyboard.press('Control+s');
    await workbench.until('the files to be as before', () =>
      Promise.resolve(onDisk().every((text, index) => text === original[index])),
    );
  });

  it('fills by dragging the handle, and by the context menu', async () => {
    await cell(0, 'Batch 1.0').click();
    for (const key of ['r', 'Enter']) await workbench.page.keyboard.press(key);
    await shows(0, 'Batch 1.0', 'Released');
    await workbench.webview().locator('.fill-handle').hover();
    await workbench.page.mouse.down();
    await cell(2, 'Batch 1.0').hover();
    await workbench.screenshot('hands-2-dragging');
    await workbench.page.mouse.up();
    await shows(2, 'Batch 1.0', 'Released');
    await cell(2, 'Drive 2.0').click({ modifiers: ['Shift'] });
    await cell(1, 'Drive 1.0').click({ button: 'right' });
    await workbench.screenshot('hands-3-menu');
    await workbench.chooseInMenu('Fill Right');
    await shows(0, 'Drive 2.0', 'Released');
    assert.deepEqual(await savedStates(), ['RRRRRRII', 'RRRRRRII']);
  });

  it('opens the context menu by keys, and sets a state from it', async () => {
    await cell(3, 'Drive 2.0').click();
    await workbench.page.keyboard.press('Shift+F10');
    await workbench.chooseInMenu('Set State…');
    await workbench.webview().getByRole('combobox', { name: 'State of the cell' }).waitFor();
    await workbench.page.keyboard.type('Not Appl');
    for (const key of ['Enter', 'Enter']) await workbench.page.keyboard.press(key);
    await shows(3, 'Drive 2.0', 'Not Applicable');
  });

  it('edits a comment and a restart in the details', async () => {
    await cell(1, 'Batch 1.0').click();
    await workbench.page.keyboard.press('Alt+Enter');
    const form = workbench.webview().getByRole('form', { name: 'Edit the selected cells' });
    await form.getByLabel('Comment').fill('Only tested on servers');
    await form.getByLabel('Restart').selectOption('yes');
    await workbench.screenshot('hands-4-details');
    await workbench.page.keyboard.press('Control+Enter');
    await workbench.page.keyboard.press('Control+s');
    const text = await workbench.until('the file to be saved', () =>
      Promise.resolve(onDisk()[0] !== original[0] && onDisk()[0]),
    );
    assert.deepEqual(text.match(/<Comment>.*<\/Comment>/g), ['<Comment>Only tested on servers</Comment>']);
    assert.deepEqual(text.match(/<RebootRequired>.*<\/RebootRequired>/g), ['<RebootRequired>true</RebootRequired>']);
  });

  it('adds a product to the selected patches, and takes it back', async () => {
    await cell(2, 'Batch 1.0').click({ button: 'right' });
    await workbench.chooseInMenu('Add Product…');
    await workbench.question('File to write into');
    await workbench.choose('batch.vpc.xml');
    await workbench.question('Product');
    await workbench.choose('Another product…');
    await workbench.answer('Identifier of the product', 'Historian');
    await workbench.answer('Version; empty: none', '3.0');
    await workbench.answer('Platform; empty: none', '');
    await workbench.question('Patches that get a statement');
    await workbench.choose('The selected patches (1)');
    await shows(2, 'Historian 3.0', 'Available');
    await workbench.screenshot('hands-5-product');
    await cell(2, 'Historian 3.0').click();
    await workbench.page.keyboard.press('Control+z');
    await cell(2, 'Historian 3.0').waitFor({ state: 'detached' });
    assert.deepEqual(onDisk(), original);
  });

  it('lets the publication date follow a later state, as a step of its own', async () => {
    await cell(0, 'Drive 1.0').click();
    for (const key of ['r', 'Enter']) await workbench.page.keyboard.press(key);
    await shows(0, 'Drive 1.0', 'Released');
    const button = workbench.webview().getByRole('button', { name: 'Let the Date Follow' });
    await button.click();
    await button.waitFor({ state: 'hidden' });
    await workbench.page.keyboard.press('Control+s');
    const text = await workbench.until('the file to be saved', () =>
      Promise.resolve(!onDisk()[1]!.includes('<PublishedDate>2026-02-18') && onDisk()[1]),
    );
    const [, published] = /<PublishedDate>(.*?)T/.exec(text)!;
    assert.ok(text.includes(`<StatusDate>${published}`));
    await workbench.page.keyboard.press('Control+z');
    await button.waitFor();
    await shows(0, 'Drive 1.0', 'Released');
  });
});

/** A month of a supplier, by keys alone. The numbers that it prints are in docs/FEATURES.md. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { releaseDocument, vulnerability } from '../../support/cvrf';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Keys } from '../support/keys';
import { Workbench } from '../support/workbench';

const PATCHES = 100;
const PRODUCTS = 30;
/** The last edition, from which the supplier and its products are known. */
const LAST = 'Northwind_VPC_2026-01-20.xml';
const RELEASE = 'release.xml';

const KBS = Array.from({ length: PATCHES }, (_, row) => String(5_100_001 + row));
const FILES: Readonly<Record<string, string>> = {
  [RELEASE]: releaseDocument(...KBS.map((kb, row) => vulnerability(`CVE-2026-${1001 + row}`, 'Low: 1', [{ kb }]))),
  [LAST]: publicationText(
    FIRST,
    [
      {
        'patch-id': 'KB5000001',
        title: 'Update',
        released: '2026-01-13T10:00:00Z',
        product: Array.from({ length: PRODUCTS }, (_, column) => ({
          'product-id': `Batch ${String.fromCharCode(65 + (column % 26))}${Math.floor(column / 26)}`,
          'product-version': '1.0',
          platform: 'Windows Server 2022',
          state: 'Approved',
          'state-date': '2026-01-15T09:00:00Z',
        })),
      },
    ],
    { 'document-id': 'Northwind-2026', 'document-version': '1' },
  ),
};

/** What the sheet of the test results says: most are approved, some products are tested later, one cell in 40 has another result. */
function resultOf(row: number, column: number): string {
  if ((row * 7 + column * 3) % 40 === 0) return 'Not Applicable';
  return column % 10 === 9 ? 'In Test' : 'Approved';
}

/** From anywhere in the grid to the first patch and product, below the heading of its group. */
const FIRST_CELL = ['Control+Home', 'ArrowDown', 'ArrowRight'];

const results = (row: number): string[] => Array.from({ length: PRODUCTS }, (_, column) => resultOf(row, column));

describe('a month of a supplier in VS Code', () => {
  let workbench: Workbench;
  let keys: Keys;

  beforeEach(async () => {
    workbench = await Workbench.open(RELEASE, {
      files: FILES,
      prepare: (folder) => {
        for (const name of readdirSync(folder)) if (!(name in FILES)) rmSync(join(folder, name), { recursive: true });
      },
    });
    keys = new Keys(workbench);
    await workbench.line('cvrfdoc').first().waitFor();
    await workbench.knows('VPC: Import Release Documents');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.close();
  });

  const cells = () => workbench.webview().getByRole('gridcell');
  const created = (): string[] => readdirSync(workbench.workspace.folder).filter((name) => !(name in FILES));

  /** Imports the release document for all products, and opens the new file as a matrix. @returns its path */
  async function importRelease(): Promise<string> {
    await keys.press('F1');
    await workbench.page.locator('.quick-input-widget input:focus').waitFor();
    await keys.type('import rel');
    await workbench.page.locator('.quick-input-list .focused', { hasText: 'Import Release Documents' }).waitFor();
    await keys.press('Enter');
    await workbench.question('Supplier that tested its products');
    await keys.press('Enter');
    await workbench.question('Tested products');
    // The products of the last edition come first.
    await workbench.page
      .locator('.quick-input-list .focused', { hasText: `All known products (${PRODUCTS})` })
      .waitFor();
    await keys.press('Enter');
    await workbench.question('Folder for the new file');
    await keys.press('Enter');
    await workbench.line('KB5100001').first().waitFor();
    await keys.press('Control+s');
    await workbench.until('the file to be saved', () => Promise.resolve(created().length === 1));
    // VS Code opens the file in place of the new one, and then selects it in the explorer.
    await workbench.page.locator('.explorer-folders-view .selected', { hasText: created()[0]! }).waitFor();
    await keys.press('F1');
    await workbench.page.locator('.quick-input-widget input:focus').waitFor();
    await keys.type('edit as pat');
    await workbench.page.locator('.quick-input-list .focused', { hasText: 'Edit as Patch Matrix' }).waitFor();
    await keys.press('Enter');
    await cells().first().waitFor();
    return join(workbench.workspace.folder, created()[0]!);
  }

  /** Saves once all is written, and compares the file with the sheet. */
  async function assertSaved(path: string, all = KBS.flatMap((_, row) => results(row))): Promise<void> {
    for (const state of new Set(all)) {
      const count = all.filter((one) => one === state).length.toLocaleString('en');
      await workbench
        .webview()
        .locator('.chip', { hasText: `${state}: ${count}` })
        .waitFor();
    }
    await keys.press('Control+s');
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
    const states = readFileSync(path, 'utf8')
      .split('<Patch>')
      .slice(1)
      .flatMap((patch) => {
        const entries = patch.matchAll(/<VendorProduct>\s*<ID>(.*)<\/ID>[^]*?<Status>(.*)<\/Status>/g);
        // The matrix has its products by name.
        return Array.from(entries, ([, product, state]) => [product!, state!] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, state]) => state);
      });
    assert.deepEqual(states, all);
  }

  function told(title: string, begun: number): void {
    console.log(`    ${title}: ${keys.count} keys, ${Math.round((performance.now() - begun) / 1_000)} s`);
  }

  it('is imported, pasted from a sheet, and saved', async () => {
    const begun = performance.now();
    const path = await importRelease();
    await workbench.copied(KBS.map((_, row) => results(row).join('\t')).join('\r\n'));
    await keys.press(...FIRST_CELL, 'Control+v');
    await assertSaved(path);
    told('pasted', begun);
    await workbench.screenshot('month-1-pasted');
  });

  it('is imported, typed column by column, and saved', async () => {
    const begun = performance.now();
    const path = await importRelease();
    await keys.press(...FIRST_CELL);
    let at = 0;
    for (let column = 0; column < PRODUCTS; column++) {
      if (column > 0) await keys.press('ArrowRight');
      const usual = resultOf(1, column) === 'In Test' ? 'i' : 'ap';
      await keys.press('Control+Space', ...usual, 'Enter');
      // Down one column and up the next one.
      const others = KBS.map((_, row) => row).filter((row) => resultOf(row, column) === 'Not Applicable');
      for (const row of column % 2 === 0 ? others : others.reverse()) {
        // The whole column is still selected.
        if (at === row) await keys.press('ArrowDown', 'ArrowUp');
        for (; at < row; at++) await keys.press('ArrowDown');
        for (; at > row; at--) await keys.press('ArrowUp');
        // The second Enter: without a reason.
        await keys.press(...'appl', 'Enter', 'Enter');
      }
    }
    await assertSaved(path);
    told('typed', begun);
    await workbench.screenshot('month-2-typed');
  });

  it('is made from the edition before, pasted from a sheet, and saved', async () => {
    const begun = performance.now();
    await keys.press('Control+p');
    await keys.type(LAST);
    await workbench.page.locator('.quick-input-list .focused', { hasText: LAST }).waitFor();
    await keys.press('Enter');
    await workbench.line('Supplier').first().waitFor();
    await keys.press('F1');
    await workbench.page.locator('.quick-input-widget input:focus').waitFor();
    await keys.type('edition fr');
    await workbench.page.locator('.quick-input-list .focused', { hasText: 'New Edition from This File' }).waitFor();
    await keys.press('Enter');
    await workbench.page.locator('.quick-input-list .focused', { hasText: 'Release documents' }).waitFor();
    await keys.press('Enter');
    // The dialog for files is in the quick input, with the path of the folder.
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: RELEASE }).waitFor();
    await keys.type(RELEASE);
    await workbench.page.locator('.quick-input-list .focused', { hasText: RELEASE }).waitFor();
    await keys.press('Enter');
    await workbench.question('Patches of the edition');
    await workbench.screenshot('month-3-drop');
    await keys.press('Enter');
    await workbench.question('Publication date');
    await keys.press('Enter');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    await workbench.line('<Version>2</Version>').waitFor();
    await workbench.screenshot('month-4-next');
    await keys.press('Control+s');
    await workbench.until('the file to be saved', () => Promise.resolve(created().length === 1));
    const path = join(workbench.workspace.folder, created()[0]!);
    await workbench.page.locator('.explorer-folders-view .selected', { hasText: created()[0]! }).waitFor();
    await keys.press('F1');
    await workbench.page.locator('.quick-input-widget input:focus').waitFor();
    await keys.type('edit as pat');
    await workbench.page.locator('.quick-input-list .focused', { hasText: 'Edit as Patch Matrix' }).waitFor();
    await keys.press('Enter');
    await cells().first().waitFor();
    await workbench.copied(KBS.map((_, row) => results(row).join('\t')).join('\r\n'));
    // The newest patches come first.
    await keys.press(...FIRST_CELL, 'Control+v');
    const all = [...Array<string>(PRODUCTS).fill('Approved'), ...KBS.flatMap((_, row) => results(row))];
    await assertSaved(path, all);
    assert.match(readFileSync(path, 'utf8'), /<Version>2<\/Version>/);
    told('next edition, pasted', begun);
    await workbench.screenshot('month-5-next-pasted');
  });
});

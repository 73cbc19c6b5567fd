import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { validFile } from '../../../bench/generator/file';
import { REFERENCE_VOCABULARY } from '../../../server/src/domain/referenceVocabulary';
import { Workbench } from '../support/workbench';

const MB = 1024 * 1024;
const { name, text } = validFile(MB, REFERENCE_VOCABULARY);
/** The first patch of the file, with its first product and state. */
const [, patch, product, version, state] =
  /<Patch>\s*<ID>(.*?)<[^]*?<VendorProduct>\s*<ID>(.*?)<[^]*?<Version>(.*?)<[^]*?<Status>(.*?)</.exec(text)!;
const CELL = new RegExp(`^${patch}, ${product} ${version} `);

/** Commits all files of a folder to a new git repository. */
function commitAll(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '--all');
  git(
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    'commit',
    '--quiet',
    '--message',
    'The first edition',
  );
}

/** A click is repeated after this time. */
const CLICK_MS = 1_000;

/** The matrix as a user sees it. Each test opens the file and the matrix again. */
describe('the matrix in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(name, {
      files: { [name]: text },
      settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'always' },
      prepare: commitAll,
    });
    // Wide enough for editor and matrix.
    await workbench.page.keyboard.press('Control+b');
  });

  beforeEach(() => workbench.openAlone(name, text, patch!));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  const cell = (label: RegExp = CELL): Locator => workbench.webview().getByRole('gridcell', { name: label });
  const button = (label: string | RegExp): Locator => workbench.webview().getByRole('button', { name: label });
  const select = (list: string, label: string) => workbench.webview().getByLabel(list).selectOption({ label });

  /** Opens the matrix by the button above the editor. */
  async function openMatrix(): Promise<void> {
    await workbench.page.getByRole('button', { name: 'Open the Matrix' }).first().click();
    await workbench.webview().getByRole('grid').waitFor();
  }

  /** Opens the matrix with the patches in the order of the file. */
  async function openInOrder(): Promise<void> {
    await openMatrix();
    await select('Group by', 'No groups');
    await select('Sort by', 'Oldest first');
    await cell().waitFor();
  }

  /** Changes the first "Not Approved" of the file to "Approved", with the cursor before it. Whitespace around it is ignored. */
  async function approve(): Promise<void> {
    const { page } = workbench;
    await workbench.token('Not Approved').first().click();
    await page.keyboard.press('Home');
    for (let presses = 0; presses < '<Status>'.length; presses++) await page.keyboard.press('ArrowRight');
    for (let presses = 0; presses < 'Not '.length; presses++) await page.keyboard.press('Delete');
    await cell().and(workbench.webview().locator('.good')).waitFor();
  }

  /** Compares with the last commit; one cell differs. */
  async function compare(): Promise<void> {
    await button(/^Compare/).click();
    await workbench.question('Older edition to compare with');
    await workbench.screenshot('matrix-6-compare');
    await workbench.choose('The version in the last commit');
    await workbench.webview().locator('.cell.changed').waitFor();
  }

  it('opens at a patch by the lens above it', async () => {
    // Lenses that are not on the screen are in the page, too.
    const lenses = workbench.page.getByText('Open the matrix here', { exact: true }).filter({ visible: true });
    // VS Code draws lenses again while it gets to know them, and ignores clicks on those that were there before.
    await workbench.until('the matrix to be opened', async () => {
      await lenses.first().click();
      await workbench.page.waitForTimeout(CLICK_MS);
      return (await workbench.page.locator('iframe.webview:visible').count()) > 0;
    });
    await workbench.webview().locator('.current', { hasText: patch! }).waitFor();
  });

  it('opens beside the editor by the button in its title, without taking the focus', async () => {
    assert.equal(state, 'Not Approved');
    await workbench.token(patch!).first().click();
    await openMatrix();
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2);
    const before = text.slice(0, text.indexOf(`<ID>${patch}<`)).split('\n');
    const column = before.at(-1)!.length + `<ID>${patch}</ID>`.length + 1;
    await workbench.page.keyboard.press('End');
    const end = `Ln ${before.length}, Col ${column}`;
    await workbench.page.locator('#status\\.editor\\.selection', { hasText: end }).waitFor();
    await workbench.screenshot('matrix-1-opened');
  });

  it('marks the cell at the cursor of the editor', async () => {
    await openInOrder();
    await workbench.token('Not Approved').first().click();
    await cell().and(workbench.webview().locator('.marked')).waitFor();
    assert.equal(await workbench.webview().locator('.cell.marked').count(), 1);
    await workbench.screenshot('matrix-2-cursor');
  });

  it('is updated after an edit', async () => {
    await openInOrder();
    await approve();
    const { page } = workbench;
    for (let round = 0; round < 3; round++) {
      await page.keyboard.press('x');
      // Compact cells show symbols only.
      await cell().and(workbench.webview().locator('[aria-label*="xApproved"]')).waitFor();
      await page.keyboard.press('Backspace');
      await cell().and(workbench.webview().locator('.good')).waitFor();
    }
    await workbench.screenshot('matrix-3-edited');
  });

  it('shows the details of a cell with their documentation', async () => {
    await openInOrder();
    await cell().click();
    const details = workbench.webview().getByRole('region', { name: 'Details' });
    await details.getByText('StatusDate').waitFor();
    assert.match(await details.innerText(), /Not Approved/);
    await workbench.screenshot('matrix-4-details');
  });

  it('opens the line of a cell on Ctrl+Enter', async () => {
    await openInOrder();
    await cell().click();
    const current = workbench.webview().locator('.current');
    const label = async () => (await current.getAttribute('aria-label')) ?? '';
    await workbench.until('the cell that was clicked', async () => CELL.test(await label()));
    await workbench.page.keyboard.press('ArrowRight');
    const next = await workbench.until('the cell beside it', async () => {
      const now = await label();
      return !CELL.test(now) && now;
    });
    await workbench.page.keyboard.press('Control+Enter');
    const [, other, otherVersion] = /^\S+, (.*) (\S+) \(/.exec(next)!;
    const start = text.indexOf(`<Version>${otherVersion}<`, text.indexOf(`<ID>${other}<`));
    const line = text.slice(0, text.indexOf('<Status>', start)).split('\n').length;
    await workbench.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` }).waitFor();
    await workbench.screenshot('matrix-5-source');
  });

  it('compares with the last commit', async () => {
    await openInOrder();
    await approve();
    await compare();
    const changed = await workbench.webview().locator('.cell.changed').getAttribute('aria-label');
    assert.match(changed!, /\bApproved, before: Not Approved\b/);
    await button('Filters').click();
    await workbench.webview().getByLabel('Only changed').check();
    await workbench.webview().getByText('Patches: 1 of').waitFor();
    await workbench.screenshot('matrix-7-compared');
    await button('Clear Filters').click();
    await button(/^Filters/).click();
  });

  it('exports what is shown as CSV', async () => {
    await openInOrder();
    await workbench.webview().locator('.menu summary').click();
    await button('CSV').click();
    await workbench.question('Column separator');
    await workbench.choose('Semicolon');
    const box = workbench.page.locator('.quick-input-widget input[type=text]');
    await workbench.page.waitForFunction(
      (input) => (input as { value?: string }).value?.endsWith('.csv'),
      await box.elementHandle(),
    );
    const file = await box.inputValue();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('The matrix was written to');
    const csv = readFileSync(file, 'utf8');
    assert.equal(csv.codePointAt(0), 0xfeff);
    assert.match(csv, new RegExp(`;${patch};`));
  });

  it('is restored with its state after a restart', async () => {
    await openInOrder();
    await approve();
    await compare();
    await workbench.page.locator('.tab', { hasText: name }).first().click();
    await workbench.page.keyboard.press('Control+s');
    await workbench.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    // If the address has a file, VS Code opens nothing else.
    await workbench.page.evaluate(
      (url) =>
        (globalThis as unknown as { history: { replaceState(...of: unknown[]): void } }).history.replaceState(
          null,
          '',
          url,
        ),
      workbench.server.url({ folder: workbench.workspace.folder }),
    );
    await workbench.run('Developer: Reload Window');
    await workbench.webview().locator('.cell.changed').waitFor({ state: 'detached' });
    await workbench.webview().locator('.cell.changed').waitFor();
    const sorted = workbench.webview().getByLabel('Sort by').locator('option:checked');
    assert.equal(await sorted.innerText(), 'Oldest first');
    await button('Stop Comparing').click();
    await button('Compare…').waitFor();
  });

  for (const [theme, id] of [
    ['dark', 'Default Dark Modern'],
    ['light', 'Default Light Modern'],
    ['high contrast', 'Default High Contrast'],
    ['high contrast light', 'Default High Contrast Light'],
  ] as const)
    it(`uses the colours of a ${theme} theme`, async () => {
      await openMatrix();
      const folder = join(workbench.workspace.folder, '.vscode');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
      const kind = theme.includes('contrast') ? theme.replaceAll(' ', '-') : theme;
      await workbench.webview().locator(`body.vscode-${kind}`).waitFor();
      await select('Group by', 'Patch vendor');
      await cell(/^KB/).nth(4).click();
      await workbench.webview().getByText('StatusDate').waitFor();
      await workbench.screenshot(`matrix-8-${kind}`);
    });

  it('causes no requests to other hosts', async () => {
    await openMatrix();
    assert.deepEqual(workbench.refusedHosts, []);
  });
});

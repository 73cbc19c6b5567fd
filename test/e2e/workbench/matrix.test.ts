import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { validFile } from '../../../bench/generator/file';
import { REFERENCE_VOCABULARY } from '../../../server/src/vpc/bundled';
import { Workbench } from '../support/workbench';

const MB = 1024 * 1024;
const { name, text } = validFile(MB, REFERENCE_VOCABULARY);
/** Of the first patch of the file, the first product and its state. */
const [, patch, product, version, state] =
  /<Patch>\s*<ID>(.*?)<[^]*?<VendorProduct>\s*<ID>(.*?)<[^]*?<Version>(.*?)<[^]*?<Status>(.*?)</.exec(text)!;
const CELL = new RegExp(`^${patch}, ${product} ${version} `);

/** The folder as git has it: all files in one commit. */
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

/** What a person sees of the matrix. One test goes on where the one before it ended. */
describe('the matrix in VS Code', () => {
  let workbench: Workbench;

  before(async function () {
    this.timeout(120_000);
    workbench = await Workbench.open(name, {
      files: { [name]: text },
      settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'always' },
      prepare: commitAll,
    });
    // More room for both.
    await workbench.page.keyboard.press('Control+b');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  const cell = (label: RegExp = CELL): Locator => workbench.webview().getByRole('gridcell', { name: label });
  const button = (label: string | RegExp): Locator => workbench.webview().getByRole('button', { name: label });

  it('opens beside the editor by the button in its title, and leaves the focus there', async () => {
    assert.equal(state, 'Not Approved');
    await workbench.token(patch!).first().click();
    await workbench.page.getByRole('button', { name: 'Open the Matrix' }).first().click();
    await workbench.webview().getByRole('grid').waitFor();
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2);
    await workbench.page.keyboard.press('End');
    await workbench.webview().getByLabel('Group by').selectOption({ label: 'No groups' });
    await workbench.webview().getByLabel('Sort by').selectOption({ label: 'Oldest first' });
    await cell(/^KB/).first().waitFor();
    await workbench.screenshot('matrix-1-opened');
  });

  it('marks the cell that the cursor of the editor is in', async () => {
    await workbench.token('Not Approved').first().click();
    await workbench.webview().locator('.cell.marked').waitFor();
    assert.match((await workbench.webview().locator('.cell.marked').getAttribute('aria-label'))!, CELL);
    await workbench.screenshot('matrix-2-cursor');
  });

  it('follows an edit', async () => {
    const { page } = workbench;
    await page.keyboard.press('Home');
    for (let presses = 0; presses < '<Status>'.length; presses++) await page.keyboard.press('ArrowRight');
    for (let presses = 0; presses < 'Not'.length; presses++) await page.keyboard.press('Delete');
    // Blanks around a word do not count: the cell says "Approved" now. The last key makes it "pproved" and back.
    await page.keyboard.press('Delete');
    await cell().and(workbench.webview().locator('.good')).waitFor();
    // Found once: looking for names in all cells takes the page's time.
    const changing = await cell().elementHandle();
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const changed = changing.evaluate(
        (element, wanted) =>
          new Promise<number>((done) => {
            // The types of the DOM are not loaded here.
            const timer = setInterval(() => {
              if ((element as { textContent?: unknown }).textContent !== wanted) return;
              clearInterval(timer);
              done(Date.now());
            }, 1);
          }),
        round % 2 === 0 ? 'xApproved' : 'Approved',
      );
      const pressed = Date.now();
      await page.keyboard.press(round % 2 === 0 ? 'x' : 'Backspace');
      times.push((await changed) - pressed);
      // A person does not type that fast: what follows the edit elsewhere may end.
      await page.waitForTimeout(1_000);
    }
    await page.keyboard.press('Backspace');
    await cell().and(workbench.webview().locator('.good')).waitFor();
    times.sort((a, b) => a - b);
    console.log(`      from the key to the cell, 1 MB: ${times.join(', ')} ms; median ${times[2]} ms (200 wanted)`);
    await workbench.screenshot('matrix-3-edited');
  });

  it('shows all that the file says of a cell, and what it means', async () => {
    await cell().click();
    const details = workbench.webview().getByRole('region', { name: 'Details' });
    await details.getByText('StatusDate').waitFor();
    assert.match(await details.innerText(), /Approved/);
    await workbench.screenshot('matrix-4-details');
  });

  it('goes to the line of a cell by Enter', async () => {
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('Enter');
    const label = (await workbench.webview().locator('.current').getAttribute('aria-label'))!;
    const [, other, otherVersion] = /^\S+, (.*) (\S+) \(/.exec(label)!;
    const start = text.indexOf(`<Version>${otherVersion}<`, text.indexOf(`<ID>${other}<`));
    const line = text.slice(0, text.indexOf('<Status>', start)).split('\n').length;
    await workbench.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` }).waitFor();
    await workbench.screenshot('matrix-5-source');
  });

  it('compares with the last commit', async () => {
    await button(/^Compare/).click();
    await workbench.question('The older edition');
    await workbench.screenshot('matrix-6-compare');
    await workbench.choose('The version in the last commit');
    await workbench.webview().locator('.cell.changed').waitFor();
    assert.equal(await workbench.webview().locator('.cell.changed').innerText(), 'Not Approved → Approved');
    await button('Filters').click();
    await workbench.webview().getByLabel('Only changed').check();
    await workbench.webview().getByText('Patches: 1 of').waitFor();
    await workbench.screenshot('matrix-7-compared');
    await button('Clear Filters').click();
    await button(/^Filters/).click();
  });

  it('writes what is shown as CSV', async () => {
    await workbench.webview().locator('.menu summary').click();
    await button('CSV').click();
    await workbench.question('What stands between the columns');
    await workbench.choose('Semicolon');
    const box = workbench.page.locator('.quick-input-widget input[type=text]');
    await workbench.page.waitForFunction(
      (input) => (input as { value?: string }).value?.endsWith('.csv'),
      await box.elementHandle(),
    );
    const file = await box.inputValue();
    await workbench.page.keyboard.press('Enter');
    await workbench.said('The matrix was written to');
    const csv = readFileSync(file, 'utf8');
    assert.equal(csv.codePointAt(0), 0xfeff);
    assert.match(csv, new RegExp(`;${patch};`));
  });

  it('is there again after a restart, as it was', async () => {
    await workbench.page.locator('.tab', { hasText: name }).first().click();
    await workbench.page.keyboard.press('Control+s');
    await workbench.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    // Where the address names a file, VS Code opens that and nothing else.
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
    it(`takes the colours of a ${theme} theme`, async () => {
      const folder = join(workbench.workspace.folder, '.vscode');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
      const kind = theme.includes('contrast') ? theme.replaceAll(' ', '-') : theme;
      await workbench.webview().locator(`body.vscode-${kind}`).waitFor();
      await workbench.webview().getByLabel('Group by').selectOption({ label: 'Patch vendor' });
      await cell(/^KB/).nth(4).click();
      await workbench.webview().getByText('StatusDate').waitFor();
      await workbench.screenshot(`matrix-8-${kind}`);
    });

  it('asked for nothing outside', () => assert.deepEqual(workbench.refusedHosts, []));
});

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import type { Locator } from 'playwright-core';
import { validFile } from '../../../bench/generator/file';
import { bundledVocabulary } from '../../../server/src/vpc/bundled';
import { Workbench } from '../support/workbench';

const MB = 1024 * 1024;
const large = validFile(MB, bundledVocabulary());
const FIRST = 'KB5034123';

/** The folder as git has it: all files in one commit. */
function commitAll(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'The first edition');
}

/** What a person sees of the matrix. One test goes on where the one before it ended. */
describe('the matrix in VS Code', () => {
  let workbench: Workbench;

  before(async function () {
    this.timeout(120_000);
    workbench = await Workbench.open(large.name, {
      files: { [large.name]: large.text },
      settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'always' },
      prepare: commitAll,
    });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  const cells = (label: RegExp): Locator => workbench.webview().getByRole('gridcell', { name: label });

  it('opens beside the editor by the button in its title, and leaves the cursor there', async () => {
    await workbench.page.getByRole('button', { name: 'Open the Matrix' }).first().click();
    await cells(/Approved/).first().waitFor();
    await workbench.tab('Matrix').waitFor({ state: 'attached' });
    await workbench.screenshot('matrix-1-opened');
    assert.equal(await workbench.page.locator('.split-view-view .editor-group-container').count(), 2);
  });
});
void FIRST;

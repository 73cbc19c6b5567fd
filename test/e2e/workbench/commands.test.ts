import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseDocument, vulnerability } from '../../support/cvrf';
import { Workbench } from '../support/workbench';

const INVALID_FILE = 'Northwind-Controls_VPC_2026-02-11.xml';
const RELEASE = releaseDocument(vulnerability('CVE-2026-0001', 'Critical: 1', [{ kb: '5000001', products: '1' }]));

/** The commands that ask questions, answered as by a user. Each test begins without an open editor. */
describe('the commands in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(INVALID_FILE);
    await workbench.token('Not Approved').waitFor();
  });

  beforeEach(() => workbench.closeEditors());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  it('create a new file with the cursor at the first value', async () => {
    const { page } = workbench;
    await workbench.run('VPC: New VPC File');
    await workbench.question('Folder for the new file');
    await workbench.screenshot('commands-1-folder');
    await page.keyboard.press('Enter');
    await workbench.question('Supplier that tested its products');
    await workbench.screenshot('commands-2-supplier');
    await workbench.choose('Another supplier');
    await workbench.answer('Supplier that tested its products', 'Example Controls');
    await workbench.answer('Publication date', '2026-03-10');
    await workbench.question('Tested products');
    await workbench.choose('Batch Manager');
    await workbench.screenshot('commands-3-products');
    await page.keyboard.press('Enter');

    await workbench.tab('Example-Controls_VPC_2026-03-10.xml').waitFor();
    await workbench.line('<ID>Batch Manager</ID>').waitFor();
    await page.keyboard.type('Microsoft');
    await page.keyboard.press('Tab');
    await page.keyboard.type('KB5000001');
    await workbench.line('<ID>Microsoft</ID>').waitFor();
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    await workbench.screenshot('commands-4-new-file');
  });

  it('import the release document in the active editor', async () => {
    writeFileSync(join(workbench.workspace.folder, 'release.xml'), RELEASE);
    await workbench.openFile('release.xml');
    await workbench.run('VPC: Import Release Documents');
    await workbench.question('Supplier that tested its products');
    await workbench.choose('Southwind Controls');
    await workbench.question('Tested products');
    await workbench.page.keyboard.press('Enter');
    await workbench.question('Folder for the new file');
    await workbench.page.keyboard.press('Enter');
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    await workbench.notification('Imported: 1 patches');
    await workbench.screenshot('commands-5-imported');
  });

  it('say so when an import is cancelled', async () => {
    writeFileSync(join(workbench.workspace.folder, 'release.xml'), RELEASE);
    await workbench.openFile('release.xml');
    await workbench.run('VPC: Import Release Documents');
    await workbench.question('Supplier that tested its products');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.locator('.statusbar-item', { hasText: 'Nothing was created.' }).waitFor();
  });

  it('keep what is typed into a file of the same name that is not saved', async () => {
    const today = new Date();
    const two = (number: number): string => String(number).padStart(2, '0');
    const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
    const name = `Southwind-Controls_VPC_${day}.xml`;
    writeFileSync(join(workbench.workspace.folder, 'release.xml'), RELEASE);
    await workbench.openFile('release.xml');
    const importing = async (): Promise<void> => {
      await workbench.run('VPC: Import Release Documents');
      await workbench.question('Supplier that tested its products');
      await workbench.choose('Southwind Controls');
      await workbench.question('Tested products');
      await workbench.page.keyboard.press('Enter');
      await workbench.question('Folder for the new file');
      await workbench.page.keyboard.press('Enter');
    };
    await importing();
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('typed');
    await workbench.line('typed').waitFor();
    await workbench.openFile('release.xml');
    await importing();
    await workbench.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    await workbench.page.locator('.tab', { hasText: name }).click();
    await workbench.line('typed').waitFor();
  });

  it('validate all files of the workspace and show a summary', async () => {
    await workbench.run('VPC: Validate All VPC Files in the Workspace');
    assert.match(await workbench.notification('VPC files validated'), /Errors: [1-9]/);
    await workbench.showProblems();
    // A file that is not open.
    await workbench.problems('every-mistake.vpc.xml').first().waitFor();
    await workbench.screenshot('commands-6-validated');
  });

  it('show the walkthrough', async () => {
    await workbench.run('Welcome: Open Walkthrough');
    await workbench.choose('Get Started with VPC Files');
    await workbench.page.locator('.getting-started-step', { hasText: 'Create a file' }).first().waitFor();
    await workbench.screenshot('commands-7-walkthrough');
  });
});

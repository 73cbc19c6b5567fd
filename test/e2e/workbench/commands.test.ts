import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseDocument, vulnerability } from '../../support/cvrf';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Workbench } from '../support/workbench';

const INVALID_FILE = 'Northwind-Controls_VPC_2026-02-11.xml';
const RELEASE = releaseDocument(vulnerability('CVE-2026-0001', 'Critical: 1', [{ kb: '5000001', products: '1' }]));

/** An edition with one patch. */
function edition(state: string): string {
  const product = { 'product-id': 'Batch', 'product-version': '8.2', state, 'state-date': '2026-03-04T09:00:00Z' };
  const patch = { 'patch-id': 'KB5000001', title: 'Update', released: '2026-01-13T08:00:00Z', product: [product] };
  return publicationText(FIRST, [patch], { 'document-id': 'NW-1', 'document-version': '1' });
}

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
    await workbench.screenshot('commands-3-products');
    await workbench.choose('Some of the known products');
    await workbench.question('select none to enter them later');
    await workbench.choose('Batch Manager');
    await workbench.screenshot('commands-3-known-products');
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

  /** Answers what the import of the active release document asks, up to where the new file is to be. */
  const importUpToTheFolder = async (): Promise<void> => {
    await workbench.run('VPC: Import Release Documents');
    await workbench.question('Supplier that tested its products');
    await workbench.choose('Southwind Controls');
    await workbench.question('Tested products');
    await workbench.choose('Enter them later');
    await workbench.question('Folder for the new file');
  };

  it('import the release document in the active editor', async () => {
    writeFileSync(join(workbench.workspace.folder, 'release.xml'), RELEASE);
    await workbench.openFile('release.xml');
    await importUpToTheFolder();
    await workbench.page.keyboard.press('Enter');
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'Imported: 1 patches' }).waitFor();
    await workbench.screenshot('commands-5-imported');
  });

  it('lose no key that is typed while an import opens its file', async () => {
    await workbench.openAlone('release.xml', RELEASE, 'cvrfdoc');
    await importUpToTheFolder();
    await workbench.choose('Unsaved file');
    await workbench.page.keyboard.type('z'.repeat(40), { delay: 20 });
    await workbench.line('<ID>KB5000001</ID>').waitFor();
    /** How many of the keys are in the first line of the active editor. */
    const typed = async (): Promise<number> => /^z*/.exec(await workbench.line('').first().innerText())![0].length;
    await workbench.page.keyboard.press('Control+Home');
    const inNew = await typed();
    await workbench.page.locator('.tab', { hasText: 'release.xml' }).click();
    await workbench.line('cvrfdoc').first().waitFor();
    assert.equal(inNew + (await typed()), 40);
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
      await workbench.choose('Enter them later');
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

  it('publish the active file, and replace what is published only where that is confirmed', async () => {
    const { page, workspace } = workbench;
    const site = join(workspace.folder, 'site');
    const published = (name: string): string => readFileSync(join(site, name), 'utf8');
    mkdirSync(site);
    /** Opens the file, and runs the command once VS Code knows that it is a VPC file. */
    const publish = async (state: string): Promise<void> => {
      await workbench.openAlone('work.xml', edition(state), state);
      await page.locator('#status\\.editor\\.mode', { hasText: 'VPC' }).waitFor();
      await workbench.run('VPC: Publish');
    };
    await publish('Approved');
    // The dialog for folders is in the quick input, with the path of the folder.
    const box = page.locator('.quick-input-widget input[type=text]');
    await workbench.until('the dialog', async () =>
      (await box.inputValue().catch(() => '')).includes(workspace.folder),
    );
    await box.fill(`${site}/`);
    await workbench.screenshot('commands-8-publish-folder');
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Publish' }).click();
    await workbench.notification('Published: 7 files.');
    await workbench.screenshot('commands-9-published');
    const names = readdirSync(site).sort();
    assert.equal(names.length, 7, names.join());
    const xml = names.find((name) => name.endsWith('.xml'))!;
    assert.equal(published(xml), edition('Approved'));
    const lines = published('SHA256SUMS').trimEnd().split('\n');
    for (const [sum, name] of lines.map((line) => line.split('  '))) {
      assert.equal(
        createHash('sha256')
          .update(readFileSync(join(site, name!)))
          .digest('hex'),
        sum,
        name,
      );
    }

    await publish('In Test');
    // The last folder comes first.
    await workbench.question('Folder with all published editions');
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'is published with other content' });
    await dialog.waitFor();
    await workbench.screenshot('commands-10-replace');
    await page.keyboard.press('Escape');
    await page.locator('.statusbar-item', { hasText: 'Nothing was published.' }).waitFor();
    assert.equal(published(xml), edition('Approved'));
    await workbench.run('VPC: Publish');
    await workbench.question('Folder with all published editions');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await workbench.until('the new content', () => published(xml) === edition('In Test'));
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
    await workbench.page.locator('.getting-started-step', { hasText: 'Enter states in a grid' }).first().click();
    const picture = workbench.page.locator('.getting-started-media img[srcset*="grid-"]');
    const width = () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
    await workbench.until('the picture', async () => (await width()) > 0);
    await workbench.screenshot('commands-7-walkthrough-grid');
  });
});

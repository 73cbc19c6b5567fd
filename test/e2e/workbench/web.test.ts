import { strict as assert } from 'node:assert';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Workbench } from '../support/workbench';

const NAME = 'Northwind-Controls_VPC_2026-02-11.xml';

const PRODUCT = {
  'product-id': 'Batch',
  'product-version': '8.2',
  state: 'Approved',
  'state-date': '2026-02-04T09:00:00Z',
};
const PATCH = { 'patch-id': 'KB5000001', title: 'Update', released: '2026-01-13T08:00:00Z', product: [PRODUCT] };
const EDITION = publicationText(FIRST, [PATCH], { 'document-id': 'NW-1', 'document-version': '1' });

describe('a VPC file in VS Code for the web', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.openWeb(NAME);
  });

  beforeEach(async () => {
    await workbench.closeEditors();
    await workbench.openFile(NAME);
    await workbench.token('maybe').waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  it('is checked by a language server in a web worker', async () => {
    await workbench.showProblems();
    await workbench.problems('maybe').waitFor();
    await workbench.problems('Northwind-Controls_VPC_2026-02-12.xml').first().waitFor();
    await workbench.screenshot('web');
    assert.deepEqual(workbench.refusedHosts, []);
  });

  it('has a matrix, which reports that git is not available', async () => {
    await workbench.page.getByRole('button', { name: 'Open the Matrix' }).first().click();
    const matrix = workbench.webview();
    await matrix.locator('.cell').first().waitFor();
    await matrix.getByRole('button', { name: 'Compare…' }).click();
    await workbench.choose('The version in the last commit');
    await matrix.locator('.notice', { hasText: /git/i }).waitFor();
    await workbench.screenshot('web-matrix');
  });

  it('is published with checksums of the browser', async () => {
    const { page, workspace } = workbench;
    const site = join(workspace.folder, 'site');
    mkdirSync(site);
    await workbench.openAlone('work.xml', EDITION, 'KB5000001');
    await page.locator('#status\\.editor\\.mode', { hasText: 'VPC' }).waitFor();
    await workbench.run('VPC: Publish');
    const box = page.locator('.quick-input-widget input[type=text]');
    await workbench.until('the dialog', async () =>
      (await box.inputValue().catch(() => '')).includes(workspace.folder),
    );
    await box.fill(`${site}/`);
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Publish' }).click();
    await workbench.notification('Published: 7 files.');
    await workbench.screenshot('web-published');
    assert.equal(readdirSync(site).length, 7);
    assert.match(readFileSync(join(site, 'SHA256SUMS'), 'utf8'), /^(?:[0-9a-f]{64} {2}\S+\n){6}$/);
  });

  it('is checked by a restarted server', async () => {
    await workbench.showProblems();
    await workbench.problems('maybe').waitFor();
    await workbench.run('VPC: Restart the Language Server');
    await workbench.token('maybe').dblclick();
    await workbench.page.keyboard.type('perhaps');
    await workbench.problems('perhaps').waitFor();
  });
});

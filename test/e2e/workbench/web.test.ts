import { strict as assert } from 'node:assert';
import { Workbench } from '../support/workbench';

const NAME = 'Northwind-Controls_VPC_2026-02-11.xml';

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

  it('is checked by a restarted server', async () => {
    await workbench.showProblems();
    await workbench.problems('maybe').waitFor();
    await workbench.run('VPC: Restart the Language Server');
    await workbench.token('maybe').dblclick();
    await workbench.page.keyboard.type('perhaps');
    await workbench.problems('perhaps').waitFor();
  });
});

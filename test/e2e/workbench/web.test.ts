import { strict as assert } from 'node:assert';
import { Workbench } from '../support/workbench';

describe('a VPC file in VS Code for the web', () => {
  let workbench: Workbench;

  before(async function () {
    this.timeout(120_000);
    workbench = await Workbench.openWeb('Northwind-Controls_VPC_2026-02-11.xml');
  });

  after(() => workbench.close());

  it('is checked by a server that runs in a web worker', async () => {
    const scripts: string[] = [];
    workbench.page.on('worker', (worker) => scripts.push(worker.url()));
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.run('VPC: Restart the Language Server');
    await workbench.run('Problems: Focus on Problems View');
    await workbench.problems('maybe').waitFor();
    await workbench.screenshot('web');
    console.log(scripts);
    assert.deepEqual(workbench.refusedHosts, []);
  });
});

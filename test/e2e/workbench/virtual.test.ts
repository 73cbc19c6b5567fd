/** Workspaces in file systems of another extension, with the packed extension in a web worker. */
import { strict as assert } from 'node:assert';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Workbench } from '../support/workbench';

/** A file of a supplier, named by another day than that of its publication. */
function file(supplier: string, product: string): string {
  const states = { state: 'In Test', 'state-date': '2026-02-11T10:00:00Z' };
  const patch = { title: 'Update', released: '2026-02-10T10:00:00Z', product: [{ 'product-id': product, ...states }] };
  return publicationText(FIRST, [{ 'patch-id': 'KB5000001', ...patch }], { supplier });
}

const NAME = 'Northwind_VPC_2026-02-11.xml';
const CORRECTED = 'Northwind_VPC_2026-02-18.xml';
const FILES = {
  [NAME]: file('Northwind', 'Batch'),
  'plants/south/Southwind_VPC_2026-02-18.xml': file('Southwind', 'Drive'),
  'node_modules/Hidden_VPC_2026-02-18.xml': file('Hidden', 'Hidden'),
  'lists/assets.csv': 'asset,zone,supplier,product,version,platform\nServer,Z,Northwind,Batch,,\n',
};
const MATRIX = 'Open the Matrix of All VPC Files in the Workspace';

/** The dialogs of the tests are for both file systems. */
class VirtualWorkbench {
  constructor(readonly workbench: Workbench) {}

  /** Quick Open searches, too: files are opened from the explorer. */
  async openFile(name: string): Promise<void> {
    await this.workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await this.workbench.tab(name).waitFor();
    await this.workbench.line('<Supplier>Northwind').waitFor();
  }

  /** Opens a new file for the known products, whose supplier is Northwind. */
  async newFile(place: string): Promise<void> {
    await this.workbench.run('VPC: New VPC File');
    await this.workbench.question('Folder for the new file');
    await this.workbench.choose(place);
    await this.workbench.question('Supplier that tested its products');
    await this.workbench.choose('Northwind');
    await this.workbench.answer('Publication date', '2026-03-10');
    await this.workbench.question('Tested products');
    await this.workbench.choose('All known products (2)');
    await this.workbench.line('<ID>Drive</ID>').waitFor();
  }

  /** Chooses a fix of a problem in the Problems view. */
  async fix(problem: string, title: string): Promise<void> {
    const { page } = this.workbench;
    await this.workbench.showProblems();
    await this.workbench.problems(problem).first().click();
    await page.keyboard.press('Control+.');
    await this.workbench.chooseInMenu(title);
  }

  async writeCell(product: RegExp, keys: string): Promise<void> {
    await this.workbench.page.keyboard.press('Control+j');
    await this.workbench.run(MATRIX);
    await this.workbench.webview().getByLabel('Group by').selectOption({ label: 'No groups' });
    await this.workbench.webview().getByRole('gridcell', { name: product }).first().click();
    await this.workbench.page.keyboard.type(keys);
    await this.workbench.page.keyboard.press('Enter');
  }
}

for (const [scheme, title] of [
  ['plant', 'a workspace that cannot be searched, in VS Code for the web'],
  ['archive', 'a workspace that is read-only, in VS Code for the web'],
] as const) {
  describe(title, () => {
    let workbench: Workbench;
    let virtual: VirtualWorkbench;

    before(async () => {
      workbench = await Workbench.openVirtual(`${scheme}:/work`, NAME, FILES);
      virtual = new VirtualWorkbench(workbench);
      await workbench.token('In Test').waitFor();
    });

    beforeEach(() => workbench.closeEditors());

    afterEach(async function () {
      if (this.currentTest?.state === 'failed')
        await workbench.screenshot(`failed-${scheme}-${this.currentTest.title}`);
    });

    after(() => workbench?.close());

    it('has a plan from a list in its folders', async () => {
      await workbench.run('VPC: Show Plan');
      await workbench.question('List of assets');
      await workbench.choose('assets.csv');
      await workbench.question('List of installed patches');
      await workbench.choose('No such list');
      await workbench.webview().getByText('Assets: 1').waitFor();
      await workbench.screenshot(`virtual-${scheme}-plan`);
    });

    it('checks an unsaved file, shows its matrix and makes its next edition', async () => {
      await virtual.newFile('Unsaved file');
      await workbench.page.keyboard.type('Microsoft');
      await workbench.showProblems();
      await workbench.problems('Missing value').first().waitFor();
      await workbench.run('VPC: Open the Matrix');
      await workbench.webview().getByRole('gridcell', { name: /Drive/ }).first().waitFor();
      await workbench.screenshot(`virtual-${scheme}-unsaved`);
      await workbench.page.locator('.tab', { hasText: 'Untitled' }).first().click();
      await workbench.run('VPC: New Edition from This File');
      await workbench.choose('No new patches');
      await workbench.question('Patches of the edition');
      await workbench.choose('Keep all patches');
      await workbench.answer('Publication date', '2026-04-10');
      await workbench.line('<Version>2</Version>').waitFor();
    });

    if (scheme === 'plant') {
      it('has a matrix of the files in all folders, which is written and saved', async () => {
        await virtual.writeCell(/Southwind: Drive/, 'ap');
        await workbench
          .webview()
          .getByRole('gridcell', { name: /Drive.*Approved/ })
          .first()
          .waitFor();
        await workbench.screenshot('virtual-plant-matrix');
        assert.equal(
          await workbench
            .webview()
            .getByRole('gridcell', { name: /Hidden/ })
            .count(),
          0,
        );
        await workbench.page.keyboard.press('Control+s');
        await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'plants' }).click();
        await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'Southwind' }).dblclick();
        await workbench.line('<Status>Approved</Status>').waitFor();
        await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
      });

      it('gets a new file', async () => {
        await virtual.newFile('work');
        await workbench.tab('Northwind_VPC_2026-03-10.xml').waitFor();
        await workbench.page.keyboard.press('Control+s');
        await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
        await workbench.screenshot('virtual-plant-new');
      });

      it('has a file renamed by quick fix', async () => {
        await virtual.openFile(NAME);
        await virtual.fix('filename convention', `Rename the file to "${CORRECTED}"`);
        await workbench.tab(CORRECTED).waitFor();
        await workbench.line('<Supplier>Northwind').waitFor();
      });
    } else {
      it('has a matrix that says why a state is not written', async () => {
        await virtual.writeCell(/Southwind: Drive/, 'ap');
        await workbench.screenshot('virtual-archive-matrix');
        await workbench.webview().getByText('is read-only. Save a copy elsewhere to change it.').first().waitFor();
        await workbench
          .webview()
          .getByRole('gridcell', { name: /Drive.*In Test/ })
          .first()
          .waitFor();
      });

      it('gets a new file that is not saved, and says so', async () => {
        await virtual.newFile('work');
        await workbench.page.locator('.statusbar-item', { hasText: 'Cannot write to "work".' }).waitFor();
        await workbench.page.locator('.tab.active.dirty', { hasText: 'Untitled' }).waitFor();
      });

      it('says why a setting is not changed', async () => {
        await workbench.run('VPC: Use Another Schema');
        await workbench.question('Schema or profile');
        await workbench.choose('Reference profile');
        await workbench.notification('The setting was not changed.');
      });

      it('says why a file is not renamed by a fix', async () => {
        await virtual.openFile(NAME);
        await virtual.fix('filename convention', `${NAME} is read-only. Save a copy elsewhere to change it.`);
        await workbench.question('Save As');
        await workbench.screenshot('virtual-archive-fix');
        await workbench.page.keyboard.press('Escape');
      });
    }
  });
}

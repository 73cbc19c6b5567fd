import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/environment';
import { Workbench } from '../support/workbench';

const INVALID_FILE = 'Northwind-Controls_VPC_2026-02-11.xml';
const TEXT = readFileSync(join(root, 'test/fixtures/workbench', INVALID_FILE), 'utf8');

/** A file with a wrong value and a name that disagrees with its date, and the name that it should have. */
interface InvalidFile {
  readonly name: string;
  readonly corrected: string;
}

/** VS Code with the packed extension and an invalid file, as a user sees it. Each test opens a file of its own. */
describe('a VPC file in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(INVALID_FILE);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  /** Opens a file of a supplier that no other test uses, and waits until its problems are reported. */
  async function openInvalid(supplier: string): Promise<InvalidFile> {
    const stem = supplier.replaceAll(' ', '-');
    const names = { name: `${stem}_VPC_2026-02-11.xml`, corrected: `${stem}_VPC_2026-02-12.xml` };
    const text = TEXT.replace('Northwind Controls', supplier);
    await workbench.openAlone(names.name, text, `<Supplier>${supplier}</Supplier>`);
    await workbench.page.locator('.squiggly-error').first().waitFor();
    return names;
  }

  /** Requests completions in a new line, at the place of a product's version. */
  async function suggest(): Promise<void> {
    await workbench.clickAfter('7.2');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator('.suggest-widget .monaco-list-row .label-name').first().waitFor();
  }

  it('is coloured as VPC XML', async () => {
    await openInvalid('Coloured Controls');
    await workbench.token('Not Approved').waitFor();
    assert.equal(await workbench.page.locator('#status\\.editor\\.mode').innerText(), 'VPC XML');
    const texts = ['PatchData', 'languageID', '"en"', 'Not Approved', 'Approved'];
    const colours = await workbench.until('states in different colours', async () => {
      const found = await Promise.all(texts.map((text) => workbench.colourOf(text)));
      return found[3] !== found[4] && found;
    });
    assert.notEqual(colours[0], colours[1], 'element and attribute names differ');
    assert.notEqual(colours[1], colours[2], 'attribute names and values differ');
    await workbench.screenshot('1-coloured');
  });

  it('has its problem underlined and listed in the Problems view', async () => {
    const { corrected } = await openInvalid('Underlined Controls');
    await workbench.showProblems();
    await workbench.problems('maybe').waitFor();
    await workbench.problems(corrected).first().waitFor();
    await workbench.screenshot('2-problems');
  });

  it('shows the row of the element table on hover', async () => {
    await openInvalid('Hovered Controls');
    const text = await workbench.hovered(workbench.token('Severity').first(), 'Severity · CodeType');
    for (const expected of ['Critical', 'Important', 'Reference profile']) assert.ok(text.includes(expected), text);
    await workbench.screenshot('3-hover');
  });

  it('completes the allowed elements, in the order of the schema', async () => {
    await openInvalid('Completed Controls');
    await suggest();
    const offered = workbench.page.locator('.suggest-widget .monaco-list-row .label-name');
    const labels = await offered.allInnerTexts();
    assert.deepEqual(labels.slice(0, 2), ['Version', 'Platform']);
    await workbench.screenshot('4-completion');
  });

  it('inserts a completion with the cursor inside the element', async () => {
    await openInvalid('Inserted Controls');
    await suggest();
    const chosen = workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'Platform' });
    await chosen.first().click();
    await workbench.line('<Platform></Platform>').waitFor();
    await workbench.page.keyboard.type('Windows 10 22H2');
    await workbench.line('<Platform>Windows 10 22H2</Platform>').waitFor();
    await workbench.screenshot('5-inserted');
  });

  it('shows the schema in use in the status bar', async () => {
    await openInvalid('Governed Controls');
    const status = await workbench.schemaInUse('VPC reference profile');
    assert.match(status, /not the text of IEC TR 62443-2-3/);
    await workbench.screenshot('6-schema-in-use');
  });

  it('renames the file by quick fix', async () => {
    const { name, corrected } = await openInvalid('Renamed Controls');
    await workbench.showProblems();
    await workbench.problems(corrected).first().waitFor();
    await workbench.clickAfter('2026-02-12T08:00:00Z');
    for (let presses = 0; presses < '</PublishedDate>'.length + 3; presses++)
      await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.press('Control+.');
    // The preferred fix has the focus, so Enter applies it.
    await workbench.page.locator('.action-widget .monaco-list-row.focused', { hasText: corrected }).waitFor();
    await workbench.screenshot('7-quick-fix');
    await workbench.page.keyboard.press('Enter');
    await workbench.tab(corrected).waitFor();
    assert.ok(existsSync(join(workbench.workspace.folder, corrected)));
    assert.ok(!existsSync(join(workbench.workspace.folder, name)));
    // The renamed file is checked again: the problems that do not concern the name remain.
    await workbench.problems('"maybe" is not a valid').waitFor();
    await workbench.problems('filename convention').waitFor({ state: 'detached' });
    await workbench.screenshot('8-renamed');
  });

  it('is still checked after a crash of the language server, with a status', async () => {
    await openInvalid('Crashed Controls');
    await workbench.showProblems();
    workbench.server.killLanguageServer();
    await workbench.page.locator('.statusbar-item', { hasText: 'stopped unexpectedly and was restarted' }).waitFor();
    await workbench.screenshot('9-crashed');
    await workbench.token('maybe').dblclick();
    await workbench.page.keyboard.type('perhaps');
    await workbench.problems('perhaps').waitFor();
  });

  it('causes no requests to other hosts and no failure of an extension', async () => {
    await openInvalid('Guarded Controls');
    await workbench.run('Notifications: Show Notifications');
    assert.deepEqual(await workbench.notifications('failed').allInnerTexts(), []);
    assert.deepEqual(workbench.refusedHosts, []);
  });
});

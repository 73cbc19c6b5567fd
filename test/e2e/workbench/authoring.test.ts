import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from '../support/workbench';

const MISTAKEN = 'Northwind-Controls_VPC_2026-02-11.xml';
const CORRECTED = 'Northwind-Controls_VPC_2026-02-12.xml';

/** What a person sees who opens a file with mistakes in VS Code with the packed extension. One test goes on where the one before it ended. */
describe('a VPC file in VS Code', () => {
  let workbench: Workbench;

  before(async function () {
    this.timeout(120_000);
    workbench = await Workbench.open(MISTAKEN);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  it('is coloured as VPC XML', async () => {
    await workbench.token('Not Approved').waitFor();
    assert.equal(await workbench.page.locator('#status\\.editor\\.mode').innerText(), 'VPC XML');
    const texts = ['PatchData', 'languageID', '"en"', 'Not Approved', 'Approved'];
    const colours = await Promise.all(texts.map((text) => workbench.colourOf(text)));
    assert.notEqual(colours[0], colours[1], 'element and attribute names differ');
    assert.notEqual(colours[1], colours[2], 'attribute names and values differ');
    assert.notEqual(colours[3], colours[4], 'states differ');
    await workbench.screenshot('1-coloured');
  });

  it('underlines the mistake and lists it in the Problems view', async () => {
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.run('Problems: Focus on Problems View');
    await workbench.problems('maybe').waitFor();
    await workbench.problems(CORRECTED).first().waitFor();
    await workbench.screenshot('2-problems');
  });

  it('shows the row of the element table on hover', async () => {
    await workbench.token('Severity').first().hover();
    const hover = workbench.page.locator('.monaco-hover:visible', { hasText: 'CodeType' });
    await hover.waitFor();
    const text = await hover.innerText();
    for (const expected of ['Severity', 'Critical', 'Important', 'Reference profile'])
      assert.ok(text.includes(expected), text);
    await workbench.screenshot('3-hover');
  });

  it('offers what may stand here, in the order of the schema', async () => {
    await workbench.clickAfter('7.2');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('Control+Space');
    const offered = workbench.page.locator('.suggest-widget .monaco-list-row .label-name');
    await offered.first().waitFor();
    const labels = await offered.allInnerTexts();
    assert.deepEqual(labels.slice(0, 2), ['Version', 'Platform']);
    await workbench.screenshot('4-completion');
  });

  it('inserts what was chosen so that typing goes on inside it', async () => {
    const chosen = workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'Platform' });
    await chosen.first().click();
    await workbench.page.keyboard.type('Windows 10 22H2');
    await workbench.line('<Platform>Windows 10 22H2</Platform>').waitFor();
    await workbench.screenshot('5-inserted');
    await workbench.page.keyboard.press('Control+s');
  });

  it('names the schema in use in the status bar', async () => {
    const status = await workbench.schemaInUse('VPC reference profile');
    assert.match(status, /not the text of IEC TR 62443-2-3/);
    await workbench.screenshot('6-schema-in-use');
  });

  it('renames the file by quick fix', async () => {
    await workbench.clickAfter('2026-02-12T08:00:00Z');
    for (let presses = 0; presses < '</PublishedDate>'.length + 3; presses++)
      await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.press('Control+.');
    // The preferred fix has the focus: Enter alone applies it.
    await workbench.page.locator('.action-widget .monaco-list-row.focused', { hasText: CORRECTED }).waitFor();
    await workbench.screenshot('7-quick-fix');
    await workbench.page.keyboard.press('Enter');
    await workbench.tab(CORRECTED).waitFor();
    assert.ok(existsSync(join(workbench.workspace.folder, CORRECTED)));
    assert.ok(!existsSync(join(workbench.workspace.folder, MISTAKEN)));
    // The file under its new name is checked again: what is left is what the name had nothing to do with.
    await workbench.problems('"maybe" is not a value').waitFor();
    await workbench.problems('filename convention').waitFor({ state: 'detached' });
    await workbench.screenshot('8-renamed');
  });

  it('is checked on after a crash of the language server, which is told', async () => {
    workbench.server.killLanguageServer();
    await workbench.said('stopped unexpectedly and was restarted');
    await workbench.screenshot('9-crashed');
    await workbench.token('maybe').dblclick();
    await workbench.page.keyboard.type('perhaps');
    await workbench.problems('perhaps').waitFor();
  });

  it('asked for nothing outside, and no extension failed', async () => {
    await workbench.run('Notifications: Show Notifications');
    assert.deepEqual(await workbench.notifications('failed').allInnerTexts(), []);
    assert.deepEqual(workbench.refusedHosts, []);
  });
});

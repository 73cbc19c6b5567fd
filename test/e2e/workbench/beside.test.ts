/** Our extension beside another one for XML, with the settings and Emmet of people who use that. */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, tool } from '../../../scripts/lib/shell.mjs';
import { Workbench } from '../support/workbench';

const VPC = 'Northwind-Controls_VPC_2026-02-11.xml';
const UNFORMATTED = '<PatchData>\n<Supplier>A</Supplier></PatchData>\n';
const FILES = {
  'plain.xml': '<plain>\n<a/></plain>\n',
  'patches_list.xml': '<other/>\n',
  'old.vpc.xml': UNFORMATTED,
  'unformatted.vpc.xml': UNFORMATTED,
  'abbreviation.vpc.xml': '<PatchData>\nPatch>ID\n</PatchData>\n',
};
const SETTINGS = {
  'files.associations': { '*_list.xml': 'vpc', 'old.vpc.xml': 'xml' },
  '[xml]': { 'editor.tabSize': 8, 'editor.defaultFormatter': 'other.other-xml' },
  'emmet.includeLanguages': { vpc: 'xml' },
};

/** Packs the other extension. @returns the file */
function packed(folder: string): string {
  const copy = join(folder, 'other-xml');
  cpSync(join(root, 'test/fixtures/other-xml'), copy, { recursive: true });
  const file = join(folder, 'other-xml.vsix');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  execFileSync(process.execPath, [tool('vsce', '@vscode/vsce'), ...args], { cwd: copy, stdio: 'pipe' });
  return file;
}

describe('VPC files beside another XML extension', () => {
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'vpc-beside-'));

  before(async () => {
    workbench = await Workbench.open(VPC, { files: FILES, settings: SETTINGS, extensions: [packed(folder)] });
    await workbench.showProblems();
  });

  beforeEach(() => workbench.closeEditors());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true });
  });

  const language = (name: string) => workbench.page.locator('#status\\.editor\\.mode', { hasText: name }).waitFor();
  const indentation = (text: string) =>
    workbench.page.locator('#status\\.editor\\.indentation', { hasText: text }).waitFor();
  const others = () => workbench.problems('a problem of Other XML');

  it('has VPC files, with their own settings, and no problems of the other extension', async () => {
    await workbench.openFile(VPC);
    await language('VPC XML');
    await indentation('Spaces: 2');
    await workbench.problems('maybe').waitFor();
    assert.equal(await others().count(), 0);
    await workbench.screenshot('beside');
  });

  it('leaves other XML files to the other extension', async () => {
    await workbench.openFile('plain.xml');
    await language('XML');
    await indentation('Spaces: 8');
    await others().waitFor();
    await workbench.run('Format Document');
    await workbench.line('by Other XML').waitFor();
  });

  it('formats VPC files itself, without a question which formatter is to be used', async () => {
    await workbench.openFile('unformatted.vpc.xml');
    await language('VPC XML');
    await workbench.run('Format Document');
    await workbench.line('  <Supplier>').waitFor();
    assert.equal(await workbench.line('by Other XML').count(), 0);
  });

  it('follows files.associations in both directions', async () => {
    await workbench.openFile('patches_list.xml');
    await language('VPC XML');
    await workbench.openFile('old.vpc.xml');
    await indentation('Spaces: 8');
    await others().waitFor();
  });

  it('expands abbreviations of Emmet where the user wants it', async () => {
    await workbench.openFile('abbreviation.vpc.xml');
    await workbench.clickAfter('ID');
    await workbench.run('Emmet: Expand Abbreviation');
    await workbench.line('<Patch>').waitFor();
    await workbench.line('</ID>').waitFor();
  });
});

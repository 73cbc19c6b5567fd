/** The plan of an asset owner, by keys alone. The time that it prints is in docs/FEATURES.md. */
import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../../../server/src/domain/publicationText';
import { publicationText } from '../../support/publications';
import { FIRST } from '../../support/vocabularies';
import { Workbench } from '../support/workbench';

const PATCHES = 20;
const SUPPLIERS = Array.from({ length: 12 }, (_, index) => `Supplier ${String.fromCharCode(65 + index)}`);
const DROPPED = SUPPLIERS.map((supplier) => `${supplier.replace(' ', '-')}_VPC_2026-03-20.xml`);
const STATES = ['Approved', 'In Test', 'Not Approved', 'Approved'];

/** What a supplier says in March about its one product. */
function edition(supplier: string): string {
  const patches = Array.from({ length: PATCHES }, (_, index): Draft<'patch'> => ({
    'patch-id': `KB${5_000_001 + index}`,
    title: `Update ${index + 1}`,
    severity: 'Critical',
    released: '2026-02-10T00:00:00Z',
    product: [
      {
        'product-id': `${supplier} Historian`,
        'product-version': '5',
        state: STATES[index % STATES.length]!,
        'state-date': '2026-03-01T00:00:00Z',
        comment: 'As tested.',
      },
    ],
  }));
  return publicationText(FIRST, patches, {
    ...{ supplier, 'document-id': `${supplier}-1`, 'document-version': '1', published: '2026-03-20T09:00:00Z' },
  });
}

const ASSETS = 'assets.csv';
const CONFIG = 'vpc.config.json';
const OWN = 'Plant_VPC_2026-04-01.xml';
/** The owner has authorized one of the patches for one product. */
const OWN_TEXT = publicationText(
  FIRST,
  [
    {
      ...{ 'patch-id': 'KB5000001', title: 'Update 1', released: '2026-02-10T00:00:00Z' },
      product: [
        {
          ...{ 'product-id': `${SUPPLIERS[0]!} Historian`, 'product-version': '5' },
          ...{ state: 'Authorized', 'state-date': '2026-03-22T00:00:00Z' },
        },
      ],
    },
  ],
  { supplier: 'Plant', 'document-id': 'Plant-1', 'document-version': '1', published: '2026-04-01T09:00:00Z' },
);
const FILES: Readonly<Record<string, string>> = {
  [ASSETS]: [
    'asset,zone,product,version',
    ...SUPPLIERS.flatMap((supplier, index) =>
      [1, 2].map((asset) => `PC-${String(index * 2 + asset).padStart(2, '0')},Hall 1,${supplier} Historian,5`),
    ),
    '',
  ].join('\n'),
  [CONFIG]: '{ "owner": ["Plant_*.xml"] }\n',
};

describe('the plan of an asset owner in VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open(ASSETS, {
      files: FILES,
      prepare: (folder) => {
        for (const name of readdirSync(folder)) if (!(name in FILES)) rmSync(join(folder, name), { recursive: true });
        mkdirSync(join(folder, 'received'));
      },
    });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  after(() => workbench?.close());

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const lines = (text: string | RegExp) => workbench.webview().locator('.line', { hasText: text });
  const details = (text: string) => workbench.webview().locator('.line.detail', { hasText: text });
  /** The line that the keys move from. */
  const active = (text: string | RegExp) => workbench.webview().locator('.line.active', { hasText: text });

  it('is opened by keys, and follows twelve files that are dropped into the folder', async () => {
    await workbench.run('Show Plan');
    await workbench.question('List of assets');
    await workbench.page.locator('.quick-input-list .focused', { hasText: ASSETS }).waitFor();
    await press('Enter');
    await workbench.question('List of installed patches');
    await press('Enter');
    await workbench.webview().getByText('No VPC files here.').waitFor();
    const begun = performance.now();
    for (const [index, name] of DROPPED.entries())
      writeFileSync(join(workbench.workspace.folder, 'received', name), edition(SUPPLIERS[index]!));
    await workbench.webview().locator('.facts', { hasText: 'from 12 files' }).waitFor();
    await workbench
      .webview()
      .getByRole('button', { name: `Install: ${(PATCHES / 2) * 24}` })
      .waitFor();
    await lines('PC-24').waitFor();
    // The keys go to the list, which was not there when the plan was opened.
    await workbench.webview().locator('.tree:focus').waitFor();
    const seconds = (performance.now() - begun) / 1_000;
    console.log(`    twelve files for 24 assets: ${seconds.toFixed(1)} s from the drop to the list`);
    await workbench.screenshot('plan-1-dropped');
  });

  it('unfolds a decision to its statement, and opens the source, by keys', async () => {
    await press('Home', 'ArrowRight');
    await workbench.webview().locator('.line.active[aria-expanded=true]', { hasText: 'PC-01' }).waitFor();
    await press('ArrowDown');
    await active('KB5000001').waitFor();
    await press('ArrowRight');
    await details('Supplier A says "Approved" since 2026-03-01').waitFor();
    await workbench.screenshot('plan-2-unfolded');
    // The patch, the reason, the comment, the statement.
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await active(`${DROPPED[0]}, line `).waitFor();
    await press('Enter');
    await workbench.tab(DROPPED[0]!).waitFor();
    const text = edition(SUPPLIERS[0]!).split('\n');
    const line = text.findIndex((one) => one.includes('<Status>Approved</Status>')) + 1;
    await workbench.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, ` }).waitFor();
    await workbench.screenshot('plan-3-source');
  });

  it("enters what is to be installed in the owner's file, which one undo takes back", async () => {
    const path = join(workbench.workspace.folder, OWN);
    writeFileSync(path, OWN_TEXT);
    await workbench.run('View: Close Editor');
    await workbench.webview().locator('.facts', { hasText: 'from 13 files' }).waitFor();
    await workbench.webview().getByRole('button', { name: 'Track This Plan…' }).click();
    await workbench.question('Your own VPC file');
    await workbench.page.locator('.quick-input-list .focused', { hasText: OWN }).waitFor();
    await press('Enter');
    await workbench.line('Supplier B Historian').first().waitFor();
    await workbench.webview().locator('.mark', { hasText: 'own: In Internal Test' }).first().waitFor();
    await workbench.screenshot('plan-4-tracked');
    await press('Control+z');
    await workbench.line('Supplier B Historian').first().waitFor({ state: 'hidden' });
    await press('Control+y');
    await workbench.line('Supplier B Historian').first().waitFor();
    assert.equal(readFileSync(path, 'utf8'), OWN_TEXT);
    await press('Control+s');
    await workbench.until('the file to be saved', () => Promise.resolve(readFileSync(path, 'utf8') !== OWN_TEXT));
    const states = readFileSync(path, 'utf8').match(/<Status>.*<\/Status>/g) ?? [];
    const own = '<Status>Authorized</Status>';
    assert.deepEqual(new Set(states), new Set([own, '<Status>In Internal Test</Status>']));
    assert.deepEqual(
      [states.length, states.filter((one) => one === own).length],
      [SUPPLIERS.length * (PATCHES / 2), 1],
    );
  });

  it('is the matrix of the same files by one button', async () => {
    await workbench.webview().getByRole('button', { name: 'Matrix', exact: true }).click();
    await workbench.webview().getByRole('grid').waitFor();
    await workbench.webview().getByRole('button', { name: 'Plan', exact: true }).click();
    await workbench.webview().getByRole('treegrid').waitFor();
  });
});

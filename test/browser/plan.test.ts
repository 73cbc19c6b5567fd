/** The page of the plan. Screenshots for people are left in out/screenshots/plan. */
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanSnapshot } from '../../server/src/lsp/protocol/index';
import { findings } from './support/axe';
import { closeBrowser, MatrixPage, SUBJECT, THEMES, type PageOptions } from './support/matrixPage';
import { DETAILS, largePlan, PLAN } from './support/plans';

const FOLDER = join(__dirname, '../../out/screenshots/plan');

const SCENES: readonly (readonly [string, PageOptions])[] = [
  ...THEMES.map((theme): readonly [string, PageOptions] => [theme, { theme }]),
  ['forced colours', { theme: 'high-contrast', forcedColors: true }],
  ['narrow', { theme: 'light', width: 380, height: 700 }],
];

describe('the page of the plan', () => {
  let page: MatrixPage;
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  const open = async (plan: PlanSnapshot = PLAN, options: PageOptions = {}): Promise<void> => {
    page = await MatrixPage.open(options);
    await page.load(SUBJECT, false, 'plan');
    await page.send({ type: 'plan', snapshot: plan, subject: SUBJECT });
    await page.page.locator('.tree').focus();
  };
  /** Answers the request for what a decision rests on. */
  const answer = async (): Promise<void> => {
    const { question } = await page.posted('planDetails');
    await page.send({ type: 'planDetails', question, details: DETAILS });
  };
  /** The lines that are drawn, as a screen reader has them, a mark before the active one. */
  const lines = (): Promise<string[]> =>
    page.page.evaluate(() => {
      const active = document.querySelector('.tree')!.getAttribute('aria-activedescendant');
      const rows = [...document.querySelectorAll<HTMLElement>('.line')];
      const at = (row: HTMLElement): number => Number(row.getAttribute('aria-rowindex'));
      return rows
        .sort((a, b) => at(a) - at(b))
        .map((row) => {
          const cells = [...row.children].map((cell) => cell.textContent.trim()).filter(Boolean);
          const fold = { true: '- ', false: '+ ' }[row.getAttribute('aria-expanded') ?? ''] ?? '';
          const indent = '  '.repeat(Number(row.getAttribute('aria-level')) - 1);
          return `${row.id === active ? '> ' : ''}${indent}${fold}${cells.slice(0, 2).join(' | ')}`;
        });
    });
  const chip = (name: string) => page.page.getByRole('button', { name });

  for (const [name, options] of SCENES) {
    it(`has no axe violations in ${name}, and is shown to people`, async () => {
      await open(PLAN, options);
      await page.press('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowRight');
      await answer();
      assert.deepEqual(await findings(page), [], 'by asset');
      mkdirSync(FOLDER, { recursive: true });
      const file = (view: string): string => join(FOLDER, `${name.replace(/\W+/g, '-')}-${view}.png`);
      await page.page.screenshot({ path: file('asset') });
      for (const view of ['By Patch', 'By Decision'] as const) {
        await page.page.getByRole('button', { name: view }).click();
        await page.page.locator('.tree').focus();
        await page.press('Home', 'ArrowRight');
        assert.deepEqual(await findings(page), [], view);
        await page.page.screenshot({ path: file(view.replace(' ', '-')) });
      }
    });
  }

  it('shows assets with doubts first, and in each the doubts first', async () => {
    await open();
    assert.deepEqual(await lines(), [
      '> + HMI-02 | ?1Nobody says: 1.⚠\uFE0E1Installed, not approved: 1.',
      '+ SRV-01 | ≠1Contradiction: 1.↓1Install: 1.○1No longer decided: 1.',
      '+ HMI-01 | ↓1Install: 1.⇩1Install with restriction: 1.◷1Wait: 1.✕1Do not install: 1.✓1Installed: 1.↷1Superseded: 1.–1Not applicable: 1.',
    ]);
    await page.press('ArrowRight', 'ArrowRight');
    assert.deepEqual((await lines()).slice(0, 3), [
      '- HMI-02 | ?1Nobody says: 1.⚠\uFE0E1Installed, not approved: 1.',
      '>   + The asset as a whole | ?Nobody says',
      '  + KB5000006 | ⚠\uFE0EInstalled, not approved',
    ]);
  });

  it('unfolds a decision to its statements, and opens a source, by keys', async () => {
    await open();
    await page.press('End', 'ArrowRight', 'ArrowDown', 'ArrowRight');
    const { decision, revision, question } = await page.posted('planDetails');
    assert.deepEqual([decision, revision], [0, 1]);
    await page.send({ type: 'planDetails', question, details: DETAILS });
    await page.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    assert.deepEqual((await lines()).slice(3, 9), [
      '  - KB5000001 | ↓Install',
      '    Title: 2026-01 Cumulative Update · Severity: Critical · Released: 2026-02-10',
      '    Alpha says "Approved" since 2026-03-01 (Alpha_VPC_2026-03-20.xml).',
      '    Stop the server first, and start it again when the last client is closed.',
      '>     Alpha_VPC_2026-03-20.xml, line 16: KB5000001 · Approved',
      '  + KB5000002 | ⇩Install with restriction',
    ]);
    await page.press('Enter');
    assert.deepEqual(await page.posted('openPlanPlace'), { type: 'openPlanPlace', question, line: 3 });
    await page.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    assert.equal((await lines()).at(-1)!.slice(0, 10), '> + HMI-01');
  });

  it('opens the source of a decision by F12, also of one that is folded', async () => {
    await open();
    await page.press('End', 'ArrowRight', 'ArrowDown', 'F12');
    const { question } = await page.posted('planDetails');
    await page.send({ type: 'planDetails', question, details: DETAILS });
    assert.deepEqual(await page.posted('openPlanPlace'), { type: 'openPlanPlace', question, line: 3 });
  });

  it('is arranged by patch and by decision', async () => {
    await open();
    await page.page.getByRole('button', { name: 'By Patch' }).click();
    assert.deepEqual(
      (await lines()).map((line) => line.split(' | ')[0]!.replace('> ', '')),
      [
        ...['+ The asset as a whole', '+ KB5000001', '+ KB5000002', '+ KB5000003', '+ KB5000004', '+ KB5000005'],
        ...['+ KB5000006', '+ KB5000007'],
      ],
    );
    await page.page.getByRole('button', { name: 'By Decision' }).click();
    assert.deepEqual((await lines()).slice(0, 4), [
      '> + ≠Contradiction | 1',
      '+ ?Nobody says | 1',
      '+ ⚠\uFE0EInstalled, not approved | 1',
      '+ ↓Install | 2',
    ]);
  });

  it('is filtered by decision, but for the doubts', async () => {
    await open();
    await chip('Wait: 1').click();
    assert.deepEqual(await lines(), [
      '> + HMI-02 | ?1Nobody says: 1.',
      '+ SRV-01 | ≠1Contradiction: 1.',
      '+ HMI-01 | ◷1Wait: 1.',
    ]);
    await chip('Wait: 1').click();
    await chip('Changed: 4').click();
    assert.deepEqual(await lines(), [
      '> + HMI-02 | ?1Nobody says: 1.⚠\uFE0E1Installed, not approved: 1.',
      '+ SRV-01 | ≠1Contradiction: 1.○1No longer decided: 1.',
      '+ HMI-01 | ⇩1Install with restriction: 1.✓1Installed: 1.',
    ]);
  });

  it('is filtered by text, and tells of the doubts that it leaves out', async () => {
    await open();
    await page.press('Control+f');
    await page.page.keyboard.type('hmi-01 critical 5000002');
    assert.deepEqual(await lines(), ['> + HMI-01 | ⇩1Install with restriction: 1.']);
    await page.page.getByText('Doubts that do not match the filter: 2').waitFor();
    await page.page.getByRole('button', { name: 'Show All' }).click();
    assert.equal((await lines()).length, 3);
    await page.press('Control+f');
    await page.page.keyboard.type('no such thing');
    await page.page.getByText('No decision matches the filters.').waitFor();
    await page.page.getByRole('button', { name: 'Clear Filters' }).click();
    assert.equal((await lines()).length, 3);
  });

  it('copies the identifiers of what is to be installed, without those that have a restriction', async () => {
    await open();
    await page.press('End', 'Control+c');
    assert.deepEqual(await page.posted('copy'), {
      ...{ type: 'copy', text: 'KB5000001' },
      label: 'Copied patch identifiers: 1. Left out, because of a restriction: KB5000002',
    });
    await chip('Copy Patch IDs').click();
    assert.equal((await page.posted('copy')).text, 'KB5000001\nKB5000003');
  });

  it('keeps what is unfolded and marked when the plan changes', async () => {
    await open();
    await page.press('End', 'ArrowRight', 'ArrowDown', 'ArrowRight');
    await answer();
    await page.send({ type: 'plan', snapshot: { ...PLAN, revision: 2, files: 13 }, subject: SUBJECT });
    const { revision } = await page.posted('planDetails');
    assert.equal(revision, 2);
    assert.equal((await lines())[3], '>   - KB5000001 | ↓Install');
    assert.match((await lines())[5]!, /Alpha says/);
  });

  it('says why there is no plan', async () => {
    const text = 'assets.csv: C2: Missing product. Name what runs on "PC1".';
    const problem = { kind: 'invalid', text, uri: 'file:///assets.csv', severe: true };
    await open({ ...PLAN, listProblems: [problem], assets: [], patches: [], decisions: [], notes: [], since: null });
    await page.page.getByText('There is no plan, because a list has an error.').waitFor();
    await page.page.getByRole('button', { name: 'Open File: assets.csv' }).click();
    assert.equal((await page.posted('openFile')).uri, 'file:///assets.csv');
  });

  it('has the keys at once when its first decisions arrive', async () => {
    await open({ ...PLAN, files: 0, decisions: [] });
    await page.page.getByText('No VPC files here.').waitFor();
    await page.send({ type: 'plan', snapshot: { ...PLAN, revision: 2 }, subject: SUBJECT });
    await page.press('ArrowRight');
    assert.match((await lines())[0]!, /^> - /);
  });

  it('draws only what is visible of 200 assets with 186 patches each', async () => {
    await open(largePlan(200, 186));
    for (const view of ['By Decision', 'By Patch', 'By Asset'])
      await page.page.getByRole('button', { name: view }).click();
    await page.page.locator('.tree').focus();
    await page.press('Home', 'ArrowRight', 'End');
    assert.match((await lines()).at(-1)!, /^> \+ PC-200/);
    assert.ok((await page.page.locator('.line').count()) < 80);
    assert.equal(await page.page.locator('.tree').getAttribute('aria-rowcount'), String(200 + 186 + 1));
  });

  it('switches to the matrix', async () => {
    await open();
    await page.page.getByRole('button', { name: 'Matrix' }).click();
    assert.deepEqual(await page.posted('showMatrix'), { type: 'showMatrix' });
  });
});

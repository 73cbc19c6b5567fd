import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { generatedMatrix } from './support/generated';
import { closeBrowser, MatrixPage, THEMES, type PageOptions } from './support/matrixPage';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

/** What axe finds, a line each. */
async function findings({ page }: MatrixPage): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 150)}\n${failureSummary}`),
  );
  return found.slice(0, 5);
}

const SCENES: readonly (readonly [string, PageOptions])[] = [
  ...THEMES.map((theme): readonly [string, PageOptions] => [theme, { theme }]),
  ['forced colours', { theme: 'high-contrast', forcedColors: true }],
];

describe('axe finds nothing in the matrix page', () => {
  after(() => closeBrowser());

  for (const [name, options] of SCENES)
    it(`in ${name}: shown, filtered, searched, with details`, async () => {
      const page = await MatrixPage.open(options);
      const snapshot = generatedMatrix(200, 40);
      assert.deepEqual(await findings(page), [], 'while it waits');
      await page.show({ ...snapshot, compared: snapshot.sources }, 'HEAD');
      await page.focusGrid();
      assert.deepEqual(await findings(page), [], 'shown');
      await page.page.getByRole('button', { name: /^Filters/ }).click();
      await page.page.locator('.filters').getByLabel('Not Approved', { exact: true }).click();
      await page.page.getByLabel('Find', { exact: true }).fill('Approved');
      await page.page.locator('.cell').nth(3).click();
      const { question } = await page.posted('details');
      const at = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
      const fields = [
        { label: 'URL', value: 'https://example.com', link: 'https://example.com', documentation: 'Where it is.' },
      ];
      const part = { title: 'KB1', note: 'older', fields, place: { uri: 'file:///a.xml', range: at, selection: at } };
      await page.send({ type: 'details', question, details: { parts: [part] } });
      await page.send({ type: 'notice', text: 'Something is to be said.' });
      await page.page.locator('.menu summary').click();
      assert.deepEqual(await findings(page), [], 'with everything open');
      await page.page.locator('.filters').getByLabel('From', { exact: true }).fill('2099-01-01');
      assert.deepEqual(await findings(page), [], 'with nothing left');
      await page.close();
    });

  it('and the tab key reaches every control and leaves the grid again', async () => {
    const page = await MatrixPage.open();
    await page.show(generatedMatrix(50, 10));
    await page.page.getByRole('button', { name: 'Filters' }).focus();
    const names: string[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.press('Tab');
      names.push(
        await page.page.evaluate(() => {
          const { activeElement: element } = document;
          if (element === null || element === document.body) return '(end)';
          return (
            element.getAttribute('role') ??
            element.getAttribute('aria-label') ??
            (element as HTMLInputElement).labels?.[0]?.textContent ??
            element.textContent
          );
        }),
      );
      if (names.at(-1) === '(end)') break;
    }
    const chips = names.filter((name) => /: [\d,]+$/.test(name)).length;
    assert.ok(chips > 5);
    assert.deepEqual(
      names.filter((name) => !/: [\d,]+$/.test(name)),
      [
        'Group by',
        'Sort by',
        'Find',
        'Compare…',
        'Export',
        'Print',
        'Details',
        'Oldest untested: KB5000000, 2020-01-01',
        'rowheader',
        'group',
        '(end)',
      ],
    );
    await page.close();
  });
});

import { strict as assert } from 'node:assert';
import { findings } from './support/axe';
import { generatedMatrix } from './support/generated';
import { CELL_NUMBERS, DOUBTFUL } from './support/doubtful';
import { closeBrowser, MatrixPage, THEMES, type PageOptions } from './support/matrixPage';
import { row } from './support/small';

/** The lowest contrast (WCAG 2.2) of the texts in some elements with each colour of the stripes below them. Runs in the page. */
function lowestContrast(selector: string): readonly [number, string] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  /** The colour that layers of colours make, the lowest first. */
  const mixed = (...layers: readonly string[]): readonly number[] => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (colour: readonly number[]): number => {
    const [red, green, blue] = colour.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const page = getComputedStyle(document.body).backgroundColor;
  let worst: readonly [number, string] = [Infinity, ''];
  for (const element of document.querySelectorAll(selector)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const stripes = backgroundImage.match(/(?:rgba?|color)\([^()]*\)/g) ?? [];
    if (stripes.length === 0) throw new Error(`no stripes: ${backgroundImage}`);
    for (const pseudo of [null, '::before', '::after'] as const) {
      const { color } = getComputedStyle(element, pseudo);
      for (const stripe of stripes) {
        const back = [page, backgroundColor, stripe];
        const [a, b] = [luminance(mixed(...back, color)), luminance(mixed(...back))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < worst[0])
          worst = [contrast, `${element.className}${pseudo ?? ''}: ${color} on ${back.join(', ')}`];
      }
    }
  }
  return worst;
}

const SCENES: readonly (readonly [string, PageOptions])[] = [
  ...THEMES.map((theme): readonly [string, PageOptions] => [theme, { theme }]),
  ['forced colours', { theme: 'high-contrast', forcedColors: true }],
];

describe('the accessibility of the matrix page', () => {
  after(() => closeBrowser());

  for (const [name, options] of SCENES)
    it(`has no axe violations in ${name}: shown, filtered, searched, with details`, async () => {
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
      const at = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
      const fields = [
        { label: 'URL', value: 'https://example.com', link: 'https://example.com', documentation: 'Where it is.' },
      ];
      const part = { title: 'KB1', note: 'older', fields, place: { uri: 'file:///a.xml', range: at, selection: at } };
      await page.answerDetails({ parts: [part] }, part.title);
      await page.send({ type: 'notice', text: 'Something is to be said.' });
      await page.page.locator('.menu summary').click();
      assert.deepEqual(await findings(page), [], 'with everything open');
      await page.page.locator('.filters').getByLabel('From', { exact: true }).fill('2099-01-01');
      assert.deepEqual(await findings(page), [], 'with nothing left');
      await page.close();
    });

  for (const [name, options] of SCENES)
    it(`has no axe violations in ${name}: doubts, notes, owner's states, more columns`, async () => {
      const page = await MatrixPage.open(options);
      await page.show(DOUBTFUL);
      await page.page.getByRole('button', { name: 'Show 1 more' }).click();
      await page.page.getByRole('button', { name: 'More Columns' }).click();
      await page.page.locator('.cell.conflict').click();
      await page.answerDetails({ parts: [] }, 'Contradiction: Not Approved');
      assert.deepEqual(await findings(page), [], 'shown');
      await page.page.getByRole('button', { name: /In doubt: 2/ }).click();
      assert.ok((await page.page.locator('.cell.pale').count()) > 0);
      assert.deepEqual(await findings(page), [], 'with pale cells');
      await page.close();
    });

  for (const [name, options] of SCENES)
    it(`has no axe violations in ${name}: a selection, the entry line, what was not written`, async () => {
      const page = await MatrixPage.open(options);
      await page.send({ type: 'writable', reason: '' });
      await page.show(generatedMatrix(20, 6));
      await page.page.locator('.cell').nth(3).click();
      await page.press('Shift+ArrowDown', 'Shift+ArrowRight');
      assert.deepEqual(await findings(page), [], 'selected');
      await page.press('Enter', 'ArrowDown');
      assert.deepEqual(await findings(page), [], 'entering');
      await page.press('Enter');
      const { write } = await page.posted('write');
      assert.deepEqual(await findings(page), [], 'pending');
      const notDone = [{ row: '', column: '', reason: 'It is not listed.' }];
      await page.send({ type: 'written', write, isChanged: false, notDone });
      assert.deepEqual(await findings(page), [], 'not written');
      await page.close();
    });

  it('has texts with enough contrast in cells whose background axe cannot judge', async () => {
    for (const theme of THEMES) {
      const page = await MatrixPage.open({ theme });
      // In Test in the column of a doubtful cell: a filter by that state keeps both columns.
      const inTest = row('Microsoft', 'KB5', 'Low', '2026-01-05', [0, 0, CELL_NUMBERS.withdrawn, 0]);
      await page.show({ ...DOUBTFUL, rows: [...DOUBTFUL.rows, inTest] });
      const check = async (): Promise<void> => {
        const hatched = '.cell.doubt, .cell.doubtful, .cell.hole, .chip.doubt';
        const [worst, where] = await page.page.evaluate(lowestContrast, hatched);
        assert.ok(worst >= 4.5, `${theme}: ${worst}: ${where}`);
      };
      await check();
      await page.page.getByRole('button', { name: /In Test: 2/ }).click();
      await page.page.locator('.cell.doubt.pale').waitFor();
      await check();
      await page.close();
    }
  });

  it('lets the tab key reach every control and leave the grid', async () => {
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
        'More Columns',
        'Compact',
        'Find',
        'Compare…',
        'Export',
        'Apply a Table…',
        'Print',
        'Details',
        'Oldest untested: KB5000000, 2020-01-01',
        'Legend',
        'rowheader',
        '(end)',
      ],
    );
    // The details follow the grid once they have something to say.
    await page.page.locator('[role=rowheader][tabindex="0"]').focus();
    await page.press('ArrowDown');
    await page.press('ArrowRight');
    await page.answerDetails({ parts: [{ title: 'Statement', note: '', fields: [] }] }, 'Statement');
    await page.press('Tab');
    assert.equal(await page.page.evaluate(() => document.activeElement?.getAttribute('role')), 'group');
    await page.close();
  });
});

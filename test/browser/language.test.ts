/** The page in a language in which each text is the English one in brackets. */
import { strict as assert } from 'node:assert';
import { pageTexts } from '../../client/src/page/html';
import type { MatrixSnapshot } from '../../server/src/lsp/protocol/index';
import { pseudoTexts, untranslatedWords, visibleHtml } from '../support/pseudoLanguage';
import { closeBrowser, MatrixPage, SUBJECT } from './support/matrixPage';
import { DETAILS, PLAN } from './support/plans';
import { columnsOf, content, matrix, row } from './support/small';

const APPROVED = content('approved', 'Approved', '2026-02-01T08:00:00Z');
const REFUSED = content('not-approved', 'Not Approved', '2026-02-02T08:00:00Z', {
  restrictions: ['ZzFirst'],
  restart: true,
});
const WAITING = content('available', 'Available');
const CLASH = { ...APPROVED, statements: [...REFUSED.statements, ...APPROVED.statements], conflict: true };

const SMALL: MatrixSnapshot = matrix({
  columns: columnsOf('ZzBatch 7.1', 'ZzBatch 8.1', 'ZzView 2.0').map((column, index) => ({
    ...column,
    mine: index === 2,
  })),
  contents: [APPROVED, REFUSED, WAITING, content(null, 'ZzWord'), CLASH],
  rows: [
    row('ZzVendor', 'ZZ1', 'Critical', '2026-01-10', [1, 1, 2], ['ZzOs']),
    row('ZzVendor', 'ZZ2', 'Low', '2026-02-10', [3, 1, 5], ['ZzServer']),
    row('ZzMore', 'ZZ3', '', '', [4, 0, 0], []),
  ],
});

describe('the page in another language', () => {
  let page: MatrixPage;
  afterEach(async () => {
    assert.deepEqual(page.consoleErrors, []);
    await page.close();
  });
  after(() => closeBrowser());

  const pseudo = pseudoTexts();
  const open = async (view: 'matrix' | 'plan', isEditor = false): Promise<void> => {
    page = await MatrixPage.open();
    await page.load(
      SUBJECT,
      isEditor,
      view,
      pageTexts((text) => pseudo[text] ?? text),
    );
  };
  /** What users see or hear outside of the brackets, without the words of the data. */
  const nothingLeft = async (data: object): Promise<void> => {
    await page.drawn();
    const words = JSON.stringify([data, SUBJECT]).match(/\p{L}+/gu) ?? [];
    const html = await page.page.content();
    assert.deepEqual(untranslatedWords(visibleHtml(html), [...words, 'AM', 'PM']), []);
  };

  /** Presses each button of the tool bar; what it opens is read and closed. */
  const pressAll = async (data: object): Promise<void> => {
    const buttons = page.page.locator('.toolbar button:enabled');
    for (let index = 0; index < (await buttons.count()); index++) {
      await buttons.nth(index).dispatchEvent('click');
      await nothingLeft(data);
      await page.press('Escape');
    }
  };

  for (const isEditor of [false, true]) {
    it(`has no other texts in the matrix${isEditor ? ' that can be edited' : ''}`, async () => {
      await open('matrix', isEditor);
      await page.show(SMALL);
      await nothingLeft(SMALL);
      for (const selector of ['.head.column', '.cell', '.head.patch']) {
        for (const button of ['left', 'right'] as const) {
          await page.page.locator(selector).first().click({ button, force: true });
          await nothingLeft(SMALL);
          await page.press('Escape');
        }
      }
      await pressAll(SMALL);
    });
  }

  it('has no other texts in the plan', async () => {
    await open('plan');
    await page.send({ type: 'plan', snapshot: PLAN, subject: SUBJECT });
    await page.page.locator('.tree').focus();
    await page.press('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    const { question } = await page.posted('planDetails');
    await page.send({ type: 'planDetails', question, details: DETAILS });
    await nothingLeft([PLAN, DETAILS]);
    await pressAll([PLAN, DETAILS]);
  });
});

import { strict as assert } from 'node:assert';
import type { MatrixSnapshot } from '../../server/src/lsp/protocol/index';
import { columnsOf, content, matrix, row, source } from './support/small';
import { closeBrowser, MatrixPage } from './support/matrixPage';

const TRAPS = [
  '<script>window.pwned = true</script>',
  '<img src=x onerror="window.pwned = true">',
  '"><svg onload="window.pwned=true">',
  "'; window.pwned = true; //",
  '</style><script>window.pwned = true</script>',
  '<iframe srcdoc="<script>parent.pwned = true</script>"></iframe>',
  'javascript:window.pwned=true',
  '{{constructor.constructor("window.pwned=true")()}}',
  '\u202egnp.exe\u0000\u0007\ud800',
];
const LONG = 'A'.repeat(100_000);

function hostile(): MatrixSnapshot {
  const texts = [...TRAPS, LONG];
  return matrix({
    notes: texts.map((text) => ({ kind: text, text, uri: text, severe: text !== LONG })),
    columns: texts.map((text, slot) => ({
      ...columnsOf('x')[0]!,
      key: `${slot}${text}`,
      slot,
      supplier: text,
      product: text,
      version: text,
      platform: text,
    })),
    contents: texts.map((text, index) => {
      const said = content(null, text, text, { restrictions: [text], comments: [text], source: 0 });
      const others = index % 2 === 0 ? { owner: said.statements, doubt: true } : { dropped: said.statements };
      return { ...said, ...others };
    }),
    rows: texts.map((text, index) => ({
      ...row(
        text,
        text,
        text,
        text,
        texts.map((_, place) => 1 + ((index + place) % texts.length)),
        [text],
      ),
      title: text,
      vulnerabilities: [text],
      supersededBy: [text],
      contradictions: [{ field: 'severity' as const, values: [{ value: text, sources: [0] }] }],
    })),
    sources: [{ ...source(TRAPS[1]!, TRAPS[2], TRAPS[3]), uri: TRAPS[0]!, version: LONG, problem: TRAPS[1]! }],
    severities: TRAPS,
  });
}

describe('a file with markup and scripts in its values', () => {
  let page: MatrixPage;

  before(async () => {
    page = await MatrixPage.open();
    await page.show(hostile());
  });

  after(() => closeBrowser());

  const isInert = async (): Promise<void> => {
    assert.equal(await page.page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.page.locator('body :is(img, svg, iframe, style, object)').count(), 0);
    assert.equal(await page.page.locator('script').count(), 0);
    assert.deepEqual(page.consoleErrors, []);
  };

  it('is shown as text, in compact columns and in full ones', async () => {
    await isInert();
    await page.page.getByRole('button', { name: 'Compact' }).click();
    await page.page.locator('.head.patch .id', { hasText: TRAPS[0]! }).first().waitFor();
    await page.page.locator('.cell', { hasText: TRAPS[0]! }).first().waitFor();
    await isInert();
  });

  it('is shown as text in filters, lists, hits, tooltips and details', async () => {
    await page.page.getByRole('button', { name: /^Show \d+ more/ }).click();
    await page.page.getByRole('button', { name: 'More Columns' }).click();
    await page.page.getByRole('button', { name: /^Filters/ }).click();
    await page.page.getByLabel('Group by').selectOption('target');
    await page.page.getByLabel('Find', { exact: true }).fill('<script>');
    await page.page.locator('.cell').nth(2).hover();
    await page.page.locator('.cell').nth(2).click();
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const fields = [...TRAPS, LONG].map((text) => ({ label: text, value: text, link: text, documentation: text }));
    const part = { title: TRAPS[0]!, note: TRAPS[1]!, fields, place: { uri: TRAPS[0]!, range: at, selection: at } };
    await page.answerDetails({ parts: [part] }, TRAPS[0]!);
    await page.send({ type: 'notice', text: TRAPS[1]! });
    assert.equal(await page.page.locator('.details a').count(), 0);
    await isInert();
  });

  it('is not run by invalid messages', async () => {
    for (const message of [
      null,
      7,
      'start',
      {},
      { type: 'constructor' },
      { type: 'start', texts: {} },
      { type: 'delta', delta: null },
      { type: 'snapshot', snapshot: { rows: [] }, compared: '' },
      { type: 'cursor', at: { row: 1 }, show: false },
    ])
      await page.page.evaluate((data) => window.postMessage(data, '*'), message as unknown);
    await isInert();
    assert.ok((await page.patches()).length > 0);
  });

  it('would not run even as markup, because of the content security policy', async () => {
    const blocked = await page.page.evaluate(
      () =>
        new Promise<string>((done) => {
          document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => done(violatedDirective));
          const script = document.createElement('script');
          script.textContent = 'window.pwned = true';
          document.body.append(script);
        }),
    );
    assert.match(blocked, /^script-src/);
    assert.equal(await page.page.evaluate(() => window.pwned), undefined);
  });
});

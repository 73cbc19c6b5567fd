import { strict as assert } from 'node:assert';
import type { MatrixSnapshot } from '../../server/src/lsp/protocol';
import { columnsOf, content, matrix, row } from './support/small';
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
    columns: texts.map((text, slot) => ({
      ...columnsOf('x')[0]!,
      key: `${slot}${text}`,
      slot,
      product: text,
      version: text,
      platform: text,
    })),
    contents: texts.map((text) => content(null, text, text, { restrictions: [text], comments: [text] })),
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
    })),
    sources: [
      { uri: TRAPS[0]!, name: TRAPS[1]!, supplier: TRAPS[2]!, published: TRAPS[3]!, version: LONG, problem: TRAPS[1]! },
    ],
    severities: TRAPS,
  });
}

describe('a file full of markup and script', () => {
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
    assert.deepEqual(page.complaints, []);
  };

  it('is shown as text', async () => {
    await page.page.locator('.head.patch .id', { hasText: TRAPS[0]! }).first().waitFor();
    await page.page.locator('.cell', { hasText: TRAPS[0]! }).first().waitFor();
    await isInert();
  });

  it('is text in filters, lists, hits, tooltips and details', async () => {
    await page.page.getByRole('button', { name: /^Filters/ }).click();
    await page.page.getByLabel('Group by').selectOption('target');
    await page.page.getByLabel('Find', { exact: true }).fill('<script>');
    await page.page.locator('.cell').nth(2).hover();
    await page.page.locator('.cell').nth(2).click();
    const { question } = await page.posted('details');
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const fields = [...TRAPS, LONG].map((text) => ({ label: text, value: text, link: text, documentation: text }));
    const part = { title: TRAPS[0]!, note: TRAPS[1]!, fields, place: { uri: TRAPS[0]!, range: at, selection: at } };
    await page.send({ type: 'details', question, details: { parts: [part] } });
    await page.send({ type: 'notice', text: TRAPS[1]! });
    await page.page.locator('.details', { hasText: TRAPS[0]! }).waitFor();
    assert.equal(await page.page.locator('.details a').count(), 0);
    await isInert();
  });

  it('cannot be run by a message that is none', async () => {
    for (const message of [
      null,
      7,
      'start',
      {},
      { type: 'constructor' },
      { type: 'start', texts: {} },
      { type: 'delta', delta: null },
      { type: 'snapshot', snapshot: { rows: [] }, compared: '' },
      { type: 'cursor', at: { row: 1 } },
    ])
      await page.page.evaluate((data) => window.postMessage(data, '*'), message as unknown);
    await isInert();
    assert.ok((await page.patches()).length > 0);
  });

  it('could not run even if it became markup: the policy of the page forbids it', async () => {
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

/**
 * Measures the matrix page in a real browser: first paint, frames while scrolling, memory. Run by bench/lib/matrixPage.ts
 * with the number of rows and of columns; prints one line of JSON.
 */
import type { MatrixPageFigures } from '../../../bench/lib/matrixPage';
import { ensureChromium } from '../../../scripts/lib/chromium.mjs';
import { generatedMatrix } from './generated';
import { closeBrowser, MatrixPage } from './matrixPage';

const FRAMES = 180;
/** Pixels per frame: a fast turn of the wheel. */
const STEP = 120;
const ROUNDS = 5;

/** Measures the page with a matrix of a size. */
async function measure(rows: number, columns: number): Promise<MatrixPageFigures> {
  process.env.CHROMIUM ??= await ensureChromium();
  const snapshot = generatedMatrix(rows, columns);
  try {
    const firstPaints: number[] = [];
    for (let round = 0; round < ROUNDS - 1; round++) {
      const fresh = await MatrixPage.open();
      firstPaints.push(await fresh.paintTime(snapshot));
      await fresh.close();
    }
    const page = await MatrixPage.open();
    firstPaints.push(await page.paintTime(snapshot));
    const vertical = await page.frameTimes('top', FRAMES, STEP);
    const horizontal = await page.frameTimes('left', FRAMES, STEP);
    const domNodes = await page.page.locator('.grid *').count();
    return {
      rows,
      columns,
      browser: `Chromium ${page.page.context().browser()!.version()}`,
      firstPaintMs: quantile(firstPaints, 0.5),
      frameMsVertical: { median: quantile(vertical, 0.5), p95: quantile(vertical, 0.95) },
      frameMsHorizontal: { median: quantile(horizontal, 0.5), p95: quantile(horizontal, 0.95) },
      domNodes,
      heapMb: Math.round((await page.heapBytes()) / 1e5) / 10,
      messageBytes: Buffer.byteLength(JSON.stringify(snapshot)),
    };
  } finally {
    await closeBrowser();
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 10) / 10;
}

const [rows = 0, columns = 0] = process.argv.slice(2).map(Number);
void measure(rows, columns).then((figures) => process.stdout.write(`${JSON.stringify(figures)}\n`));

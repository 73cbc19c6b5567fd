/** Accessibility findings of a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { MatrixPage } from './matrixPage';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

/** The violations that axe reports, one line each. */
export async function findings({ page }: MatrixPage): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 150)}\n${failureSummary}`),
  );
  return found.slice(0, 5);
}

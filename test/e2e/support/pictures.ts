/**
 * Makes the pictures of the extension's README and walkthroughs, media/pictures/NAME-THEME.webp, from the samples in a real VS Code.
 *
 *   node --import tsx test/e2e/support/pictures.ts
 */
import { mkdirSync, readFileSync, rmSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from './environment';
import { Workbench } from './workbench';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' };
const NORTHWIND = 'Northwind-Process-Systems_VPC_2026-03-04.xml';
/** CSS pixels: what is legible at the width of a walkthrough, about 600 pixels. */
const SIZE = { width: 860, height: 540 };
/** Colours are rounded to multiples of this, which nobody sees and makes a picture a third smaller: 40 KB. */
const STEP = 8;

const ASSETS = `asset,zone,supplier,product,version,platform
HIST-01,Cell 1,Northwind Process Systems,Northwind Historian,5.0,Windows Server 2019
HIST-02,Cell 2,Northwind Process Systems,Northwind Historian,5.1,Windows Server 2022 21H2
OPS-01,Cell 1,Northwind Process Systems,Northwind Operator Station,8.1,Windows 10 22H2
BATCH-01,Cell 1,Northwind Process Systems,Northwind Batch,8.2,Windows Server 2022 21H2
LS-01,Hall 3,Musterwerk Automation,Musterwerk Leitstand,2024 R2,Windows Server 2022 21H2
`;

/** The globals of the page that are used here; the types of the DOM are not loaded. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    drawImage(image: unknown, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
    putImageData(image: unknown, x: number, y: number): void;
  };
  toDataURL(type: string, quality: number): string;
}
interface PageGlobals {
  createImageBitmap(this: void, data: unknown): Promise<{ width: number; height: number }>;
  fetch(this: void, url: string): Promise<{ blob(): Promise<unknown> }>;
  readonly document: { createElement(name: 'canvas'): Canvas };
}

/** A PNG as WebP, by Chromium. @param page whose content security policy allows data URIs as images */
async function webp(page: Page, png: Buffer): Promise<Buffer> {
  const data = await page.evaluate(
    async ([source, step]) => {
      const { createImageBitmap, document, fetch } = globalThis as unknown as PageGlobals;
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const pixels = context.getImageData(0, 0, image.width, image.height);
      pixels.data.forEach((value, index) => (pixels.data[index] = Math.min(255, Math.round(value / step) * step)));
      context.putImageData(pixels, 0, 0);
      // Of this quality, it is without loss.
      return canvas.toDataURL('image/webp', 1);
    },
    [`data:image/png;base64,${png.toString('base64')}`, STEP] as const,
  );
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}

/** Cells with words, and nothing below them. */
async function inFullSize(workbench: Workbench): Promise<void> {
  await workbench.webview().getByRole('gridcell').first().waitFor();
  for (const name of ['Compact', 'Details']) {
    const button = workbench.webview().getByRole('button', { name, exact: true, pressed: true });
    if ((await button.count()) > 0) await button.click();
  }
}

async function take(theme: keyof typeof THEMES): Promise<void> {
  const workbench = await Workbench.open('assets.csv', {
    settings: {
      'workbench.colorTheme': THEMES[theme],
      'vpc.plan.assetsFile': 'assets.csv',
      'workbench.statusBar.visible': false,
      'workbench.activityBar.location': 'hidden',
      'window.commandCenter': false,
    },
    files: { 'assets.csv': ASSETS },
    prepare: (folder) => {
      for (const name of readdirSync(folder))
        if (!/^(?:samples|assets\.csv)$/.test(name)) rmSync(join(folder, name), { recursive: true });
      for (const name of ['every-mistake.vpc.xml', 'Northwind-Process-Systems_VPC_2026-01-30.xml'])
        rmSync(join(folder, 'samples', name));
    },
  });
  const { page } = workbench;
  const frame = page.locator('iframe.webview:visible');
  const encoder = await page.context().newPage();
  const shoot = async (name: string): Promise<void> => {
    const { x, y } = (await frame.boundingBox())!;
    const png = await page.screenshot({ clip: { x, y, ...SIZE } });
    const folder = join(root, 'media/pictures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}-${theme}.webp`), await webp(encoder, png));
    console.log(`${name}-${theme}.webp: ${readFileSync(join(folder, `${name}-${theme}.webp`)).length} bytes`);
  };
  try {
    await page.keyboard.press('Control+b');
    await page.setViewportSize({ width: SIZE.width + 8, height: 660 });

    await workbench.run('VPC: Show Plan');
    await workbench.webview().locator('.line', { hasText: 'HIST-01' }).first().waitFor();
    await workbench.webview().getByRole('treegrid').focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await workbench.webview().locator('.line.detail').first().waitFor();
    await shoot('plan');

    await workbench.closeEditors();
    await workbench.run('VPC: Open the Matrix of All VPC Files in the Workspace');
    await inFullSize(workbench);
    await workbench
      .webview()
      .getByRole('gridcell', { name: /^KB5074994, / })
      .nth(1)
      .click();
    await shoot('matrix');

    await workbench.closeEditors();
    await workbench.openFile(NORTHWIND);
    await workbench.line('<PatchData>').first().click();
    await workbench.run('VPC: Edit as Patch Matrix');
    await inFullSize(workbench);
    await workbench
      .webview()
      .getByRole('gridcell', { name: /KB5002839, Northwind Batch 8\.1/ })
      .click();
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'n']) await page.keyboard.press(key);
    await workbench.webview().getByRole('listbox').waitFor();
    await shoot('grid');
  } catch (error) {
    await workbench.screenshot(`pictures-${theme}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

async function main(): Promise<void> {
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) await take(theme);
}

void main();

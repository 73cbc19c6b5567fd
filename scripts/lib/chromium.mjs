// The browser for the end-to-end tests.
import { existsSync } from 'node:fs';
import { installDebian, mustRun, SetupError, tool, which } from './shell.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium: the value of CHROMIUM, one on the PATH, or one that is installed now (on Debian, as root, its
 * package; otherwise Playwright's, which is downloaded).
 */
export async function ensureChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new SetupError(`CHROMIUM names ${named}, and there is no such file`);
    return named;
  }
  const found = onPath() ?? (await playwrights());
  if (found) return found;
  console.log('Installing Chromium ...');
  if (which('apt-get') && process.getuid?.() === 0) await installDebian(['chromium']);
  else await mustRun(process.execPath, [tool('playwright-core'), 'install', 'chromium']);
  const installed = onPath() ?? (await playwrights());
  if (!installed) throw new SetupError('no Chromium was found after installing it; set CHROMIUM to the path of one');
  return installed;
}

function onPath() {
  return NAMES.map(which).find((path) => path !== undefined);
}

async function playwrights() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

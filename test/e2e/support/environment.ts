import { join, resolve } from 'node:path';

/** The folder of the checkout. */
export const root = resolve(__dirname, '../../..');

/** The folder for screenshots and other output of a run; never committed. */
export const outFolder = join(root, 'out');

/** What `npm test` prepares for the tests (scripts/lib/vscode.mjs, scripts/lib/chromium.mjs). */
export interface TestEnvironment {
  /** Folder of the VS Code under test: bin/node and code/out/server-main.js. */
  readonly vscode: string;
  /** Its version. */
  readonly edition: string;
  /** Path of a Chromium. */
  readonly chromium: string;
  /** The packed extension; only the workbench tests need it. */
  readonly vsix: string;
}

/** Reads the environment. Throws if the tests were not started through `npm test` or `npm run workbench`. */
export function testEnvironment(): TestEnvironment {
  const need = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`${name} is not set: run "npm test -- workbench"`);
    return value;
  };
  return {
    vscode: need('VPC_TEST_VSCODE'),
    edition: need('VPC_TEST_EDITION'),
    chromium: need('CHROMIUM'),
    vsix: process.env.VPC_TEST_VSIX ?? '',
  };
}

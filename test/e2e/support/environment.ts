import { join, resolve } from 'node:path';

/** The folder of the checkout. */
export const root = resolve(__dirname, '../../..');

/** Where screenshots and other traces of a run go; never committed. */
export const outFolder = join(root, 'out');

/** What `npm test` lays down and hands on (scripts/lib/vscode.mjs, scripts/lib/chromium.mjs). */
export interface TestEnvironment {
  /** Folder of the VS Code under test: bin/node and code/out/server-main.js. */
  readonly vscode: string;
  /** Its version. */
  readonly edition: string;
  /** Path of a Chromium. */
  readonly chromium: string;
  /** The packed extension; only the tests that people's eyes stand behind need it. */
  readonly vsix: string;
}

/** Reads the environment; throws where the tests were not started through `npm test` or `npm run workbench`. */
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

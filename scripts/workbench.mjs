// npm run workbench [FOLDER]: serves VS Code in a browser, with this extension loaded and samples/ open.
import { join, resolve } from 'node:path';
import { setUp } from './lib/setup.mjs';
import { root, run } from './lib/shell.mjs';
import { ensureVsCode } from './lib/vscode.mjs';
import { newest } from './lib/vscodeEditions.mjs';

await setUp();
const env = {
  VPC_TEST_VSCODE: await ensureVsCode(newest),
  VPC_TEST_EDITION: newest,
  CHROMIUM: process.env.CHROMIUM ?? '',
};
const folder = resolve(process.argv[2] ?? join(root, 'samples'));
const { code } = await run(process.execPath, ['--import', 'tsx', 'test/e2e/support/serve.ts', folder], { env });
process.exitCode = code;

/**
 * Runs the suite of test/e2e/host in the extension host of a real VS Code and prints the results.
 * Exit code 0: all passed; 1: some failed, or the host ended early.
 *
 *   node --import tsx test/e2e/support/hostRun.ts
 *
 * VPC_TEST_DESKTOP (a version, or the path of a program) runs it in a desktop VS Code instead, which
 * @vscode/test-electron downloads if necessary.
 */
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { openPage, type GuardedPage } from './browser';
import { root } from './environment';
import { printReport, readReport } from './hostReport';
import { VsCodeServer } from './vscodeServer';
import { copyWorkspace } from './workspace';

/** Limit for all tests together; ends a host that hangs. */
const LIMIT_MS = 1_200_000;
const SUITE = join(root, 'test/e2e/host');
/** Inside the checkout, so that the bundled tests find mocha in its node_modules. */
const BUNDLES = join(root, 'dist/test-host');

async function bundleSuite(): Promise<string> {
  await build({
    entryPoints: readdirSync(SUITE).map((file) => join(SUITE, file)),
    outdir: BUNDLES,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(BUNDLES, 'index');
}

/** @returns the exit code of the extension host */
async function runInBrowser(tests: string, folder: string, env: Record<string, string>): Promise<number> {
  const errors: string[] = [];
  let server: VsCodeServer | undefined;
  let opened: GuardedPage | undefined;
  let code = 1;
  try {
    server = await VsCodeServer.start({ env, development: true });
    opened = await openPage(server.authority);
    const { page } = opened;
    const ended = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
    await page.exposeFunction('codeAutomationLog', (type: string, messages: unknown[]) => {
      if (type === 'error') errors.push(messages.join(' '));
    });
    await page.goto(server.url({ folder, extension: root, tests }));
    const late = new Promise<never>((_, fail) => {
      setTimeout(() => fail(new Error(`the extension host did not end within ${LIMIT_MS} ms`)), LIMIT_MS).unref();
    });
    code = await Promise.race([ended, late]);
  } catch (error) {
    console.error(error, server?.log.slice(-4000));
  } finally {
    await opened?.browser.close();
    await server?.stop();
  }
  // The output of VS Code (no service worker, no accounts) matters only after a failure.
  if (code !== 0) for (const error of errors) console.error(`  VS Code: ${error.split('\n')[0] ?? ''}`);
  return code;
}

function runOnDesktop(wanted: string, tests: string, folder: string, env: Record<string, string>): Promise<number> {
  return runTests({
    ...(existsSync(wanted) ? { vscodeExecutablePath: wanted } : { version: wanted }),
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
  });
}

async function main(): Promise<number> {
  const workspace = copyWorkspace();
  const traces = mkdtempSync(join(tmpdir(), 'vpc-host-'));
  const report = join(traces, 'report.jsonl');
  const env = { VPC_TEST_REPORT: report };
  try {
    const tests = await bundleSuite();
    const desktop = process.env.VPC_TEST_DESKTOP;
    const code = desktop
      ? await runOnDesktop(desktop, tests, workspace.folder, env)
      : await runInBrowser(tests, workspace.folder, env);
    const results = readReport(report);
    printReport(results);
    return code === 0 && results.some(({ state }) => state === 'passed') ? 0 : 1;
  } finally {
    workspace.remove();
    rmSync(traces, { recursive: true, force: true });
  }
}

void main().then((code) => process.exit(code));

/**
 * Builds everything that is shipped into dist/, each door as one file.
 *
 *   node esbuild.mjs           minified, with source maps beside the bundles
 *   node esbuild.mjs --watch   rebuilds on change, not minified
 */
import { chmodSync, existsSync } from 'node:fs';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');

/** What all bundles share. Schemas travel inside the bundles as text: no door reads a file of its own at start. */
const common = {
  bundle: true,
  minify: !watch,
  treeShaking: true,
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.xsd': 'text' },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Libraries written as ES modules ask where they are to make a `require`; a CommonJS bundle knows that by another name.
  define: { 'import.meta.url': '__filename' },
};
const browser = { ...common, platform: 'browser', target: 'es2022' };

/** One entry a bundle. */
const bundles = [
  { ...node, entryPoints: ['server/src/lsp/node.ts'], outfile: 'dist/server.js' },
  { ...browser, entryPoints: ['server/src/lsp/browser.ts'], outfile: 'dist/server.browser.js', format: 'iife' },
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...node, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    ...browser,
    entryPoints: ['client/src/extension.browser.ts'],
    outfile: 'dist/extension.browser.js',
    format: 'cjs',
    external: ['vscode'],
  },
  { ...browser, entryPoints: ['client/webview/main.ts'], outfile: 'dist/webview/main.js', format: 'iife' },
].filter(({ entryPoints }) => entryPoints.every((entry) => existsSync(entry)));

if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
  chmodSync('dist/cli.js', 0o755);
}

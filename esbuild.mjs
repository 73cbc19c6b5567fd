/**
 * Builds all shipped programs into dist/, one file for each, and what accompanies them: papers (scripts/lib/papers.mjs) and the
 * texts of package.json in all languages (scripts/lib/languages.mjs).
 *
 *   node esbuild.mjs           minified, with source maps
 *   node esbuild.mjs --watch   rebuilds on change, not minified
 */
import { chmodSync, existsSync } from 'node:fs';
import { build, context } from 'esbuild';
import { writeManifestTexts } from './scripts/lib/languages.mjs';
import { writePapers } from './scripts/lib/papers.mjs';
import { withoutDocumentation } from './scripts/lib/documentation.mjs';

const watch = process.argv.includes('--watch');

/** Options of all bundles. Schemas are included as text, so that no program reads a file at start. */
const common = {
  bundle: true,
  minify: !watch,
  treeShaking: true,
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.xsd': 'text' },
  // A library could fetch texts from addresses. Nothing here asks it to, and in these programs it cannot.
  define: { fetch: 'undefined' },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Libraries written as ES modules use import.meta.url for `require`, which a CommonJS bundle does not have.
  define: { ...common.define, 'import.meta.url': '__filename' },
  // The variant for browsers brings a copy of Node's Buffer along.
  alias: { 'csv-parse/browser/esm/sync': 'csv-parse/sync' },
};
const browser = { ...common, platform: 'browser', target: 'es2022' };
const library = {
  ...common,
  // No builtin of any platform: a program imports the library in Node, in a browser or in a worker.
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
  entryPoints: ['server/src/index.ts'],
};

/** The entry of each bundle. */
const bundles = [
  {
    ...node,
    entryPoints: ['server/src/lsp/node.ts'],
    outfile: 'dist/server.js',
    plugins: [{ name: 'without-documentation', setup: withoutDocumentation }],
  },
  {
    ...browser,
    entryPoints: ['server/src/lsp/browser.ts'],
    outfile: 'dist/server.browser.js',
    format: 'iife',
    plugins: [{ name: 'without-documentation', setup: withoutDocumentation }],
  },
  { ...node, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    ...browser,
    entryPoints: ['client/src/extension.browser.ts'],
    outfile: 'dist/extension.browser.js',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    // import() of a Node module would start the ES module loader; require() does not.
    supported: { 'dynamic-import': false },
    plugins: [{ name: 'no-subprograms', setup: withoutSubprograms }],
  },
  { ...node, entryPoints: ['server/src/cli/launcher.ts'], outfile: 'dist/launcher.js' },
  { ...library, outfile: 'dist/index.js', format: 'cjs' },
  { ...library, outfile: 'dist/index.mjs', format: 'esm' },
  { ...browser, entryPoints: ['client/webview/main.ts'], outfile: 'dist/webview/main.js', format: 'iife' },
].filter(({ entryPoints }) => entryPoints.every((entry) => existsSync(entry)));

/** Commander can start other programs as commands, which is not used here; loading the modules for that takes time. */
function withoutSubprograms({ onResolve, onLoad }) {
  const namespace = 'no-subprograms';
  onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) => {
    return /[\\/]commander[\\/]/.test(importer) ? { path, namespace } : undefined;
  });
  onLoad({ filter: /./, namespace }, () => ({ contents: 'module.exports = {};' }));
}

writeManifestTexts();
if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  chmodSync('dist/cli.js', 0o755);
  writePapers(built.map(({ metafile }) => metafile));
}

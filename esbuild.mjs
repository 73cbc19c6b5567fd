/**
 * Builds all shipped programs into dist/, one file for each, and what accompanies them: papers (scripts/lib/papers.mjs) and the
 * texts of package.json in all languages (scripts/lib/languages.mjs).
 *
 *   node esbuild.mjs           minified
 *   node esbuild.mjs --watch   rebuilds on change, not minified, with source maps
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';
import { writeManifestTexts } from './scripts/lib/languages.mjs';
import { withLazyModules } from './scripts/lib/lazyModules.mjs';
import { writePapers } from './scripts/lib/papers.mjs';

const watch = process.argv.includes('--watch');

/** Options of all bundles. Schemas are included as text, so that no program reads a file at start. */
const common = {
  bundle: true,
  minify: !watch,
  treeShaking: true,
  // The packages contain no source maps, so nothing in them names one.
  sourcemap: watch && 'linked',
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
};
/** What runs in Node and in a web worker. The modules for one of both are loaded there only. */
const anywhere = { ...node, conditions: ['browser'] };
/** import() of a Node module would start the ES module loader; require() does not. */
const onDemand = { supported: { 'dynamic-import': false } };
const browser = { ...common, platform: 'browser', target: 'es2022' };
const library = {
  ...common,
  // No builtin of any platform: a program imports the library in Node, in a browser or in a worker.
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
  entryPoints: ['server/src/index.ts'],
};

const SERVER = 'dist/server.js';
const CLI = 'dist/cli.js';
const EXTENSION = 'dist/extension.js';

/** The entry of each bundle. */
const bundles = [
  {
    ...anywhere,
    ...onDemand,
    entryPoints: ['server/src/program.ts'],
    outfile: SERVER,
    plugins: [withoutSubprograms()],
  },
  {
    ...node,
    ...onDemand,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: CLI,
    banner: { js: '#!/usr/bin/env node' },
    // The variant for browsers brings a copy of Node's Buffer along.
    alias: { 'csv-parse/browser/esm/sync': 'csv-parse/sync' },
    plugins: [withoutSubprograms()],
  },
  { ...anywhere, ...onDemand, entryPoints: ['client/src/extension.ts'], outfile: EXTENSION, external: ['vscode'] },
  { ...node, entryPoints: ['server/src/cli/launcher.ts'], outfile: 'dist/launcher.js' },
  { ...library, outfile: 'dist/index.js', format: 'cjs' },
  { ...library, outfile: 'dist/index.mjs', format: 'esm' },
  { ...browser, entryPoints: ['client/webview/main.ts'], outfile: 'dist/webview/main.js', format: 'iife' },
].filter(({ entryPoints }) => entryPoints.every((entry) => existsSync(entry)));

/** Commander can start other programs as commands, which is not used here; loading the modules for that takes time. */
function withoutSubprograms() {
  const name = 'no-subprograms';
  const setup = ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) => {
      return /[\\/]commander[\\/]/.test(importer) ? { path, namespace: name } : undefined;
    });
    onLoad({ filter: /./, namespace: name }, () => ({ contents: 'module.exports = {};' }));
  };
  return { name, setup };
}

writeManifestTexts();
if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  for (const file of [SERVER, CLI, EXTENSION]) writeFileSync(file, withLazyModules(readFileSync(file, 'utf8')));
  chmodSync(CLI, 0o755);
  writePapers(built.map(({ metafile }) => metafile));
}

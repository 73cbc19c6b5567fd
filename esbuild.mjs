/**
 * Builds everything that is shipped into dist/, each door as one file.
 *
 *   node esbuild.mjs           minified, with source maps beside the bundles
 *   node esbuild.mjs --watch   rebuilds on change, not minified
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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

/** The command line: its program, which {@link launched} makes a file of. */
const program = {
  ...node,
  entryPoints: ['server/src/cli/main.ts'],
  outfile: 'dist/cli.js',
  write: false,
  sourcemap: 'external',
  minify: true,
  // A script of its own has no import(), and in one line there is no line break inside a template.
  supported: { 'dynamic-import': false, 'template-literal': false },
  plugins: [
    { name: 'no-subprograms', setup: withoutSubprograms },
    { name: 'launched', setup: ({ onEnd }) => onEnd(launched) },
  ],
};

/** Commander can start other programs as commands. We have none, and what it needs for that takes time to load. */
function withoutSubprograms({ onResolve, onLoad }) {
  const namespace = 'no-subprograms';
  onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) => {
    return /[\\/]commander[\\/]/.test(importer) ? { path, namespace } : undefined;
  });
  onLoad({ filter: /./, namespace }, () => ({ contents: 'module.exports = {};' }));
}

/** dist/cli.js is its launcher, and the program as a comment behind it: server/src/cli/launcher.ts says why. */
async function launched({ outputFiles, errors }) {
  if (errors.length > 0) return;
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  const text = outputFiles.find((file) => file !== map).text.trim();
  if (text.includes('\n')) throw new Error('the program of the command line is more than one line');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const { outputFiles: launcher } = await build({
    ...node,
    sourcemap: false,
    write: false,
    entryPoints: ['server/src/cli/launcher.ts'],
    define: { ...node.define, BUILD: JSON.stringify(hash) },
  });
  mkdirSync('dist', { recursive: true });
  const lines = ['#!/usr/bin/env node', launcher[0].text.trim(), `//${text}`];
  writeFileSync('dist/cli.js', `${lines.join('\n')}\n`, { mode: 0o755 });
  writeFileSync(map.path, map.contents);
}

if (watch) {
  for (const options of [...bundles, program]) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  await Promise.all([...bundles, program].map((options) => build(options)));
}

// package.json of the npm package. The one in the root is that of the extension: its texts are placeholders, and its entries
// are files that the npm package does not contain.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addressesOf } from './addresses.mjs';
import { root } from './shell.mjs';

const MANIFEST = join(root, 'package.json');
/** Where the manifest of the extension is while the package is packed. */
const KEPT = join(root, 'out/extension.package.json');

/** What the package contains beside package.json, README.md and LICENSE, which npm always adds. */
const FILES = [
  'CHANGELOG.md',
  'SECURITY.md',
  'bin',
  'dist/cli.js',
  'dist/launcher.js',
  'dist/server.js',
  'dist/index.js',
  'dist/index.mjs',
  'dist/index.d.ts',
  'dist/index.d.mts',
  'dist/npm',
  'l10n',
  'schemas',
];

/**
 * @param {Record<string, any>} extension the manifest of the extension
 * @param {Record<string, string>} texts package.nls.json
 * @returns {{ manifest: Record<string, unknown>, isComplete: boolean }} isComplete: whether it has the addresses that a registry wants
 */
export function npmManifest(extension, texts) {
  const { name, version, description, license, keywords, engines, bin, exports, scripts: all } = extension;
  const { prepack, postpack } = all;
  const addresses = addressesOf(extension)?.manifest;
  const { import: esm, require: cjs } = exports['.'];
  const manifest = {
    ...{ name, version, description: description.replace(/^%(.+)%$/, (_, key) => texts[key]), license },
    keywords: [...keywords, 'language-server', 'LSP', 'cli'],
    ...addresses,
    engines: { node: engines.node },
    bin,
    // For tools that do not read "exports".
    ...{ main: cjs.default, module: esm.default, types: cjs.types },
    exports,
    files: FILES,
    // npm reads what to run last only now, and what to run first again after an interrupted pack. An installed package runs neither.
    scripts: { prepack, postpack },
    publishConfig: { access: 'public', provenance: true },
  };
  return { manifest, isComplete: addresses !== undefined };
}

/** Replaces package.json by that of the npm package, until {@link restoreManifest}. @returns {boolean} whether it can be published */
export function writeNpmManifest() {
  // Packing was interrupted before: what is there is not the manifest of the extension.
  restoreManifest();
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { manifest, isComplete } = npmManifest(read('package.json'), read('package.nls.json'));
  mkdirSync(dirname(KEPT), { recursive: true });
  copyFileSync(MANIFEST, KEPT);
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  return isComplete;
}

/** Puts the manifest of the extension back. */
export function restoreManifest() {
  if (!existsSync(KEPT)) return;
  copyFileSync(KEPT, MANIFEST);
  rmSync(KEPT);
}

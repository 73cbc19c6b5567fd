// The packages that are really in the bundles, from what esbuild reports.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { licenceOf, textsOf } from './licences.mjs';
import { root } from './shell.mjs';

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string[]} texts licence and notices
 * @property {string | null} integrity hash of its archive as in package-lock.json ("sha512-" and base64)
 * @property {string} path where it is installed, as in package-lock.json: "node_modules/a/node_modules/b"
 */

/** The part of a source file's path that package-lock.json uses; null for files of this project. */
const INSTALLED = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)/;

/** @returns {string | null} the package of a source file, as in package-lock.json; null for files of this project */
export function packagePath(input) {
  return INSTALLED.exec(input)?.[1] ?? null;
}

/**
 * The packages of some bundles, and which of them imports which. A package of which tree shaking left nothing is not there.
 * @param {import('esbuild').Metafile[]} metafiles of all bundles
 * @param {string[]} outputs the bundles, as paths from the root
 * @returns {{ packages: Package[], uses: Map<string | null, Set<string>> }} packages by name and version; uses: by path, null for this project
 * @throws {Error} where a licence is not allowed, or its text is not there
 */
export function bundledPackages(metafiles, outputs) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = new Map();
  const uses = new Map();
  const inputs = new Map();
  for (const metafile of metafiles) {
    for (const output of outputs) {
      for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[output]?.inputs ?? {})) {
        if (bytesInOutput > 0) inputs.set(input, metafile.inputs[input].imports);
      }
    }
  }
  for (const [input, imports] of inputs) {
    const from = packagePath(input);
    if (from !== null && !found.has(from)) {
      const folder = resolve(root, input.slice(0, input.indexOf(from) + from.length));
      found.set(from, packageIn(folder, from, lock[from]));
    }
    for (const { path } of imports) {
      const to = inputs.has(path) ? packagePath(path) : null;
      if (to !== null && to !== from) uses.set(from, (uses.get(from) ?? new Set()).add(to));
    }
  }
  const packages = [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  return { packages, uses };
}

/** @returns {Package} */
function packageIn(folder, path, locked) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version } = manifest;
  if (locked?.version !== version)
    throw new Error(`${path} has version ${version}, not ${locked?.version} as locked. Run "npm ci".`);
  return {
    name,
    version,
    licence: licenceOf(manifest),
    texts: textsOf(folder, manifest),
    integrity: locked.integrity ?? null,
    path,
  };
}

/** By code units: the order does not depend on the language of the system. */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

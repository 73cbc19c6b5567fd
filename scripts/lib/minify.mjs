// Minifies bundles a second time: esbuild is fast and leaves a twentieth that SWC takes away.
import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from '@swc/core';

/** SWC's options: the bundles are scripts of their own, so that nothing else uses the names at their top. */
const OPTIONS = { ecma: 2022, compress: { ecma: 2022 }, mangle: true, toplevel: true, module: false };

/**
 * Minifies programs.
 * @param {readonly string[]} files
 * @returns {Promise<[file: string, code: string][]>}
 */
export async function minified(files) {
  return Promise.all(files.map(async (file) => [file, (await minify(readFileSync(file, 'utf8'), OPTIONS)).code]));
}

/**
 * Gives files other contents while some work is done with them.
 * @template T
 * @param {readonly [file: string, text: string][]} contents
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives; then the files are as they were before
 */
export async function withContents(contents, work) {
  const before = contents.map(([file]) => [file, readFileSync(file, 'utf8')]);
  try {
    for (const [file, text] of contents) writeFileSync(file, text);
    return await work();
  } finally {
    for (const [file, text] of before) writeFileSync(file, text);
  }
}

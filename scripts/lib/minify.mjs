// Minifies bundles a second time: esbuild is fast and leaves a twentieth that SWC takes away.
import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from '@swc/core';

/** SWC's options: the bundles are scripts of their own, so that nothing else uses the names at their top. */
const OPTIONS = { ecma: 2022, compress: { ecma: 2022 }, mangle: true, toplevel: true, module: false };

/**
 * Minifies files in place while some work is done with them.
 * @template T
 * @param {readonly string[]} files
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives; then the files are as they were before
 */
export async function withMinified(files, work) {
  const before = files.map((file) => [file, readFileSync(file, 'utf8')]);
  try {
    for (const [file, code] of before) writeFileSync(file, (await minify(code, OPTIONS)).code);
    return await work();
  } finally {
    for (const [file, code] of before) writeFileSync(file, code);
  }
}

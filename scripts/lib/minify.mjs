// Minifies bundles a second time: esbuild is fast and leaves a twentieth that SWC takes away.
import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from '@swc/core';

/** SWC's options: the bundles are scripts of their own, so that nothing else uses the names at their top. */
const OPTIONS = { ecma: 2022, compress: { ecma: 2022 }, mangle: true, toplevel: true, module: false };

/** @param {string} file is replaced */
export async function minifyFile(file) {
  writeFileSync(file, (await minify(readFileSync(file, 'utf8'), OPTIONS)).code);
}

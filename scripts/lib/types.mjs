// The types of the library.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, root, tool } from './shell.mjs';

const ENTRY = 'server/src/index';
/** Types that the compiler does not find by imports. */
const AMBIENT = [
  'server/src/assets.d.ts',
  'server/src/exchange/tables/xlsx/saxen.d.ts',
  'server/src/xsd/simpleTypes/xspattern.d.ts',
];

/** What needs the types of another package. */
const FOREIGN = /^(?:import|export) .* from ["'].*$|\bimport\(["'].*$|^\/\/\/ <reference types.*$/m;

/**
 * Writes the types of the library, one file for `import` and one for `require`: dist/index.d.mts and dist/index.d.ts.
 * @throws {Error} where they need a package, because none is installed with the library
 */
export async function writeTypes() {
  const folder = mkdtempSync(join(tmpdir(), 'vpc-types-'));
  const project = (compilerOptions, files) => {
    const file = join(folder, `tsconfig.${files.length}.json`);
    const extended = { extends: join(root, 'tsconfig.json'), include: [], files };
    writeFileSync(file, JSON.stringify({ ...extended, compilerOptions: { types: [], ...compilerOptions } }));
    return file;
  };
  try {
    const emitted = join(folder, 'emitted');
    const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir: emitted };
    const sources = [`${ENTRY}.ts`, ...AMBIENT].map((file) => join(root, file));
    await mustRun(process.execPath, [tool('tsc', 'typescript'), '-p', project(emit, sources)], { quiet: true });
    const entry = join(emitted, `${ENTRY}.d.ts`);
    const bundle = join(folder, 'index.d.ts');
    const options = ['--project', project({ rootDir: folder }, [entry]), '--no-check', '--no-banner', '--silent'];
    const bundler = [tool('dts-bundle-generator'), ...options, '--export-referenced-types=false', '-o', bundle, entry];
    await mustRun(process.execPath, bundler, { quiet: true });
    const foreign = FOREIGN.exec(readFileSync(bundle, 'utf8'));
    if (foreign)
      throw new Error(`The types of the library need a package that is not installed with it: ${foreign[0]}`);
    mkdirSync(join(root, 'dist'), { recursive: true });
    for (const name of ['index.d.ts', 'index.d.mts']) copyFileSync(bundle, join(root, 'dist', name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

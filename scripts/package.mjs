// npm run package [FILE]: builds the extension and packs it as one VSIX for all platforms. The same source gives the same
// bytes (scripts/lib/sourceDate.mjs).
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { addressesOf, missingAddresses } from './lib/addresses.mjs';
import { languages, textsIn } from './lib/languages.mjs';
import { minifyFile } from './lib/minify.mjs';
import { setModes } from './lib/modes.mjs';
import { recompressed } from './lib/recompress.mjs';
import { setUp } from './lib/setup.mjs';
import { mustRun, root, tool } from './lib/shell.mjs';
import { sourceDate } from './lib/sourceDate.mjs';

/** What the extension may take in all: it is downloaded over slow lines, and carried into plants. */
const MAX_KB = 1250;
/** The README of the extension, for those who use it. */
const README = 'EXTENSION.md';
const BUNDLES = ['dist/server.js', 'dist/extension.js', 'dist/webview/main.js'];

await setUp();
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = resolve(process.argv[2] ?? join(root, 'out', `${manifest.name}-${manifest.version}.vsix`));
const addresses = addressesOf(manifest);
const vsce = tool('vsce', '@vscode/vsce');

/** A copy of what is packed, in which it is changed. An interrupted run leaves the checkout as it is. */
const stage = join(root, 'out/vsix');
rmSync(stage, { recursive: true, force: true });
const listed = await mustRun(process.execPath, [vsce, 'ls', '--no-dependencies'], { quiet: true });
const files = listed.split(/\r?\n/).filter(Boolean);
for (const name of files) {
  mkdirSync(dirname(join(stage, name)), { recursive: true });
  copyFileSync(join(root, name), join(stage, name));
}
copyFileSync(join(root, README), join(stage, 'README.md'));
writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...manifest, ...addresses?.manifest }, null, 2));
// Before they are minified, which writes literals in other ways.
const programs = BUNDLES.map((bundle) => readFileSync(join(stage, bundle), 'utf8'));
for (const { file: name, texts } of languages()) {
  writeFileSync(join(stage, name), JSON.stringify(textsIn(texts, programs)));
}
for (const bundle of BUNDLES) await minifyFile(join(stage, bundle));
setModes(files, stage);

const links =
  addresses === null
    ? ['--allow-missing-repository', '--no-rewrite-relative-links']
    : ['--baseContentUrl', addresses.content, '--baseImagesUrl', addresses.pictures];
// --no-dependencies: the bundles in dist/ contain their dependencies; nothing of node_modules is packed.
const args = ['package', '--no-dependencies', ...links, '--out', file];
// With SOURCE_DATE_EPOCH, vsce sorts the entries by the rules of the language and writes this time by the local clock.
const env = { SOURCE_DATE_EPOCH: String(sourceDate()), TZ: 'UTC', LC_ALL: 'C' };
mkdirSync(dirname(file), { recursive: true });
await mustRun(process.execPath, [vsce, ...args], { cwd: stage, quiet: true, env });
rmSync(stage, { recursive: true });
writeFileSync(file, await recompressed(readFileSync(file)));
const size = Math.ceil(statSync(file).size / 1024);
if (size > MAX_KB) {
  console.error(`${file} has ${size} KB, more than ${MAX_KB} KB.`);
  process.exitCode = 1;
}
if (addresses === null) console.error(missingAddresses('The extension'));
console.log(`${relative(root, file)}: ${size} KB`);

// npm run package [FILE]: builds the extension and packs it as one VSIX for all platforms. The same source gives the same
// bytes (scripts/lib/sourceDate.mjs).
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { languages, textsIn } from './lib/languages.mjs';
import { minified, withContents } from './lib/minify.mjs';
import { setModes } from './lib/modes.mjs';
import { recompressed } from './lib/recompress.mjs';
import { setUp } from './lib/setup.mjs';
import { mustRun, root, tool } from './lib/shell.mjs';
import { sourceDate } from './lib/sourceDate.mjs';

/** What the extension may take in all: it is downloaded over slow lines, and carried into plants. */
const MAX_KB = 1250;

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = resolve(process.argv[2] ?? join(root, 'out', `${name}-${version}.vsix`));

await setUp();
mkdirSync(dirname(file), { recursive: true });
const vsce = tool('vsce', '@vscode/vsce');
const listed = await mustRun(process.execPath, [vsce, 'ls', '--no-dependencies'], { quiet: true });
setModes(listed.split(/\r?\n/).filter(Boolean));
// --no-dependencies: the bundles in dist/ contain their dependencies; nothing of node_modules is packed.
const args = [
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  file,
];
// With SOURCE_DATE_EPOCH, vsce sorts the entries by the rules of the language and writes this time by the local clock.
const env = { SOURCE_DATE_EPOCH: String(sourceDate()), TZ: 'UTC', LC_ALL: 'C' };
const bundles = ['server', 'extension', 'webview/main'];
const scripts = bundles.map((bundle) => join(root, 'dist', `${bundle}.js`));
const programs = scripts.map((script) => readFileSync(script, 'utf8'));
const texts = languages().map((each) => [join(root, each.file), JSON.stringify(textsIn(each.texts, programs))]);
await withContents([...(await minified(scripts)), ...texts], () =>
  mustRun(process.execPath, [vsce, ...args], { quiet: true, env }),
);
writeFileSync(file, await recompressed(readFileSync(file)));
const size = Math.ceil(statSync(file).size / 1024);
if (size > MAX_KB) {
  console.error(`${file} has ${size} KB, more than ${MAX_KB} KB.`);
  process.exitCode = 1;
}
console.log(`${relative(root, file)}: ${size} KB`);

// npm run package [FILE]: builds the extension and packs it as one VSIX for all platforms.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { setUp } from './lib/setup.mjs';
import { mustRun, root, tool } from './lib/shell.mjs';

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = resolve(process.argv[2] ?? join(root, 'out', `${name}-${version}.vsix`));

await setUp();
mkdirSync(dirname(file), { recursive: true });
// --no-dependencies: the bundles in dist/ hold all that they need; nothing of node_modules is packed.
const args = [
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  file,
];
await mustRun(process.execPath, [tool('vsce', '@vscode/vsce'), ...args], { quiet: true });
console.log(`${relative(root, file)}: ${Math.round(statSync(file).size / 1024)} KB`);

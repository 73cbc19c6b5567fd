// What `npm pack` runs first: builds the programs, the library with its types, and what accompanies them; and replaces
// package.json by that of the npm package until scripts/postpack.mjs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { missingAddresses } from './lib/addresses.mjs';
import { setModes } from './lib/modes.mjs';
import { restoreManifest, writeNpmManifest } from './lib/npmManifest.mjs';
import { build } from './lib/setup.mjs';
import { root } from './lib/shell.mjs';
import { writeTypes } from './lib/types.mjs';

// The manifest that an interrupted pack has left: the bundles contain parts of the other one.
restoreManifest();
await build();
await writeTypes();
const isShipped = (entry) => entry.isFile() && /^(?:package\.json|LICENSE|[A-Z]+\.md)$/.test(entry.name);
const texts = readdirSync(root, { withFileTypes: true }).filter(isShipped);
const below = ['bin', 'dist', 'dist/npm', 'l10n', 'schemas'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${folder}/${name}`),
);
const isComplete = writeNpmManifest();
setModes([...texts.map(({ name }) => name), ...below]);
if (!isComplete) console.error(missingAddresses('The npm package'));

// What `npm pack` runs first: builds the programs, the library with its types, and what accompanies them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setModes } from './lib/modes.mjs';
import { build } from './lib/setup.mjs';
import { root } from './lib/shell.mjs';
import { writeTypes } from './lib/types.mjs';

await build();
await writeTypes();
const isShipped = (entry) => entry.isFile() && /^(?:package\.json|LICENSE|[A-Z]+\.md)$/.test(entry.name);
const texts = readdirSync(root, { withFileTypes: true }).filter(isShipped);
const below = ['bin', 'dist', 'dist/npm'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${folder}/${name}`),
);
setModes([...texts.map(({ name }) => name), ...below]);

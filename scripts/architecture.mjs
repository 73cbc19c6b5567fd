// npm run architecture [-- --check]: draws docs/architecture.svg, the rooms and the imports between them, from the source.
// With --check it fails where the picture is not the one that the source gives.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import { format } from 'prettier';
import { root } from './lib/shell.mjs';

const PICTURE = join(root, 'docs/architecture.svg');

/** What each room is for, in a line, and in which column it is drawn; its row follows from the imports. */
const ROOMS = {
  client: [0, 'VS Code extension and matrix page'],
  lsp: [0, 'language server'],
  cli: [2, 'the vpc command'],
  library: [1, 'the core for other programs'],
  streaming: [2, 'large files on the command line'],
  disk: [0, 'which files are read and written'],
  language: [1, 'what an editor asks'],
  matrix: [0, 'patches by products, compare, export'],
  exchange: [0, 'CVRF and product lists'],
  workspace: [1, 'files, schemas, configuration, baseline'],
  rules: [1, 'one file a rule'],
  domain: [0.5, 'the VPC vocabulary by roles'],
  xsd: [0.5, 'schemas, validation, what may come next'],
  xml: [0.5, 'syntax tree, well-formedness'],
};

const BOX = { width: 240, height: 46 };
const COLUMN = 262;
const ROW = 78;
const WIDTH = 2 * COLUMN + BOX.width + 32;

/** @returns the room of a source file, null for files outside the rooms */
const roomOf = (file) => (file.startsWith('client/') ? 'client' : (/^server\/src\/([^/]+)\//.exec(file)?.[1] ?? null));

/** Which rooms each room imports. */
async function imports() {
  const { options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  const { output } = await cruise(['client', 'server'], { ...options, doNotFollow: { path: 'node_modules' } });
  const uses = new Map(Object.keys(ROOMS).map((room) => [room, new Set()]));
  for (const { source, dependencies } of output.modules) {
    const from = roomOf(source);
    for (const { resolved } of from === null ? [] : dependencies) {
      const to = roomOf(resolved);
      if (to !== null && to !== from) uses.get(from).add(to);
    }
  }
  return uses;
}

/** The imports that do not follow from others: A -> C is left out where A -> B -> C. */
function direct(uses) {
  const reaches = (from, to) => from === to || [...uses.get(from)].some((next) => reaches(next, to));
  return [...uses].flatMap(([from, tos]) =>
    [...tos].filter((to) => ![...tos].some((other) => other !== to && reaches(other, to))).map((to) => [from, to]),
  );
}

/** Rooms in rows: each below all rooms that import it. */
function rows(uses) {
  const depth = (room) =>
    1 + Math.max(-1, ...[...uses].filter(([, tos]) => tos.has(room)).map(([other]) => depth(other)));
  const found = [];
  for (const room of Object.keys(ROOMS)) (found[depth(room)] ??= []).push(room);
  return found;
}

function svg(uses) {
  const places = new Map();
  const all = rows(uses);
  all.forEach((names, row) =>
    names.forEach((name) => places.set(name, { x: 16 + ROOMS[name][0] * COLUMN, y: 16 + row * ROW })),
  );
  const height = 16 + all.length * ROW - (ROW - BOX.height) + 16;
  const boxes = [...places].map(
    ([name, { x, y }]) => `<g transform="translate(${x} ${y})">
      <rect width="${BOX.width}" height="${BOX.height}" rx="6" />
      <text class="name" x="${BOX.width / 2}" y="19">${name}</text>
      <text x="${BOX.width / 2}" y="36">${ROOMS[name][1]}</text></g>`,
  );
  const middle = (box) => box.x + BOX.width / 2;
  const lines = direct(uses).map(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)];
    const bottom = a.y + BOX.height;
    // A long way to the left goes around the boxes between.
    const isAround = a.x - b.x >= COLUMN && b.y - a.y > ROW;
    const way = isAround ? `V${b.y + BOX.height / 2} H${b.x + BOX.width + 2}` : `L${middle(b)} ${b.y - 2}`;
    return `<path d="M${middle(a)} ${bottom} ${way}" marker-end="url(#end)" />`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
    <title>The rooms of the source and what imports what; imports that follow from others are left out</title>
    <style>
      rect { fill: #eef3fa; stroke: #3b5f8f; }
      text { font: 11px sans-serif; text-anchor: middle; fill: #333; }
      .name { font: bold 13px sans-serif; fill: #12263f; }
      path { stroke: #3b5f8f; fill: none; }
      svg { background: #fff; }
    </style>
    <defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
      <path d="M0 0 L8 4 L0 8 z" style="fill: #3b5f8f" /></marker></defs>
    ${lines.join('\n')}
    ${boxes.join('\n')}
  </svg>`;
}

const picture = await format(svg(await imports()), { parser: 'html', printWidth: 120 });
if (!process.argv.includes('--check')) writeFileSync(PICTURE, picture);
else if (readFileSync(PICTURE, 'utf8') !== picture) {
  console.error('docs/architecture.svg is not what the source gives: run "npm run architecture"');
  process.exitCode = 1;
}

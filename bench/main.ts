/** npm run bench: measures our programs and all installed peers, and writes docs/PERFORMANCE.md. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../scripts/lib/shell.mjs';
import type { Bench } from './bench';
import { otherBuilds, removeBuilds, type Build } from './builds';
import { dated, withSections } from './lib/page';
import { machine, versions } from './machine';
import { readOptions, USAGE, type Options, type Part, type Size } from './options';
import { cli } from './parts/cli';
import { findings } from './parts/findings';
import { folders } from './parts/folders';
import { keys } from './parts/keys';
import { lsp } from './parts/lsp';
import { many } from './parts/many';
import { matrix } from './parts/matrix';
import { memory } from './parts/memory';
import { quality } from './parts/quality';

const RUN: Readonly<Record<Part, (bench: Bench) => Promise<string[]>>> = {
  lsp,
  keys,
  cli,
  findings,
  many,
  folders,
  memory,
  matrix,
  quality,
};
/** The parts that measure other builds, too. */
const COMPARED: readonly Part[] = ['lsp', 'keys', 'cli', 'findings'];
const FILE = join(root, 'docs', 'PERFORMANCE.md');
/** The part of the page that is written by hand. */
const NOTES = join(root, 'bench', 'notes.md');

async function main(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vpc-bench-'));
  // What the installed command keeps is that of this run.
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  let builds: readonly Build[] = [];
  try {
    const say = (what: string) => process.stderr.write(`${what}\n`);
    const draw: Bench['draw'] = (name, svg, title) => {
      if (!options.write) return [];
      writeFileSync(join(root, 'docs', name), svg);
      return [`![${title}](${name})`, ''];
    };
    const needsBuilds = options.parts.some((part) => COMPARED.includes(part));
    if (needsBuilds) builds = await otherBuilds(options, folder);
    const sections: string[] = [];
    for (const part of options.parts) {
      // A folder for each part: servers and rules also read the other files of a folder.
      const own = join(folder, part);
      mkdirSync(own);
      const lines = await RUN[part]({ sizes: sizesOf(part, options), folder: own, builds, draw, say });
      sections.push(dated(lines.join('\n'), new Date().toISOString().slice(0, 10)));
      rmSync(own, { recursive: true, force: true });
    }
    const style = await prettier.resolveConfig(FILE);
    const page = options.write
      ? withSections(readFileSync(FILE, 'utf8'), head(), sections, readFileSync(NOTES, 'utf8'))
      : [head(), ...sections].join('\n');
    const text = await prettier.format(page, { ...style, parser: 'markdown' });
    if (options.write) writeFileSync(FILE, text);
    else process.stdout.write(text);
  } finally {
    await removeBuilds(builds);
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizesOf(part: Part, { sizes, longer, received }: Options): readonly Size[] {
  if (part === 'folders') return received;
  return part === 'cli' ? [...sizes, ...longer] : sizes;
}

function head(): string {
  return [
    '# Performance',
    '',
    'Made by a command; do not edit. It measures VPC Tools and the peers that are on the machine, in turns; what carries over to another',
    'machine are the ratios. It is made again by',
    '',
    '```sh',
    'npm run bench                         # everything: writes this file',
    'npm run bench -- lsp --sizes 1MB,10MB # parts of it: lsp, keys, cli, findings, many, folders, memory, matrix, quality; printed',
    'npm run bench -- cli keys --write        # the sections of these parts, in this file',
    'npm run bench -- keys --compare HEAD~1   # in turns with the build of another revision',
    '```',
    '',
    'Peers come from the Debian packages `libxml2-utils`, `libxerces-c-samples`, `libxerces2-java` and a Java; `LEMMINX_JAR` names the',
    'jar of LemMinX (`org.eclipse.lemminx-uber.jar`). Whoever is not there is named as missing.',
    '',
    `The machine and the versions of the last run: ${machine()}. ${versions().join(', ')}.`,
    '',
    'The files are made by the command, the same each time: publications in the shape of real ones, one leaf element a line.',
    '',
  ].join('\n');
}

try {
  void main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}

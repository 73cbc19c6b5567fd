/** What an owner has received, 12 suppliers over 36 months: the commands about many files, compared with linting the same files. */
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/shell.mjs';
import { lay, VOCABULARY, type Bench } from '../bench';
import { patchesIn } from '../generator/file';
import { MONTHS_RECEIVED, ownersLists, received } from '../generator/received';
import { mebibytes, number, ratio, table, times } from '../lib/markdown';
import { peakMemory, timed, type Cost } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import type { Size } from '../options';

const ROUNDS = 3;
const ASSETS = 200;
/** The plan of larger files has millions of decisions. In bytes of a file. */
const MAX_PLANNED = 200_000;
const LINT = 'lint';

/** Measures all commands. @returns the part of the document */
export async function folders(bench: Bench): Promise<string[]> {
  const lines = [
    '## Folders of suppliers',
    '',
    `The files of 12 suppliers over ${MONTHS_RECEIVED} months, all about the same patches, and each about 12 products. \`compare\` is from all files but those of the`,
    `last month to all, so it reads nearly twice as much; \`plan\` is for ${ASSETS} assets. The whole process, in milliseconds; in turns. Memory in MiB.`,
    '',
  ];
  for (const size of bench.sizes) lines.push(...(await ofSize(size, bench)));
  return lines;
}

async function ofSize(size: Size, { folder, say }: Bench): Promise<string[]> {
  const own = join(folder, size.name);
  layAll(size, own);
  const commands = commandsOn(size, join(own, 'now'));
  const run = ([name, args]: readonly [string, readonly string[]]) =>
    [name, () => finished(name, timed(args, join(own, 'now')))] as const;
  say(`folders, ${size.name}: ${Object.keys(commands).join(', ')}`);
  const runs = await inTurns(Object.fromEntries(Object.entries(commands).map(run)), ROUNDS);
  const costs = (name: string, what: 'wall' | 'cpu'): number[] => runs[name]!.map((cost) => cost[what]);
  const rows: string[][] = [];
  for (const [name, command] of Object.entries(commands)) {
    const peak = mebibytes(await peakMemory(command, join(own, 'now')));
    const cpu = costs(name, 'cpu');
    rows.push([
      `vpc ${name}`,
      times(costs(name, 'wall')),
      number(median(cpu)),
      ratio(costs(name, 'wall'), costs(LINT, 'wall')),
      ratio(cpu, costs(LINT, 'cpu')),
      peak,
    ]);
  }
  const head = ['', 'time', 'processor time', 'time : lint', 'processor time : lint', 'memory'];
  return [`### ${size.name} a file`, '', ...table(head, rows), ''];
}

/** The commands by name, in the folder with the folder `received`, the lists, and what they write. */
function commandsOn({ bytes }: Size, folder: string): Record<string, readonly string[]> {
  const vpc = [process.execPath, join(root, 'dist', 'cli.js')];
  const matrix = (ending: string): string[] => [...vpc, 'matrix', 'received', '--output', `matrix.${ending}`];
  const lists = ['--assets', 'assets.csv', '--installed', 'installed.csv'];
  const plan = [...vpc, 'plan', 'received', ...lists, '--output', 'plan.html'];
  return {
    [LINT]: [...vpc, 'lint', '--quiet', 'received'],
    'matrix, HTML': matrix('html'),
    'matrix, XLSX': matrix('xlsx'),
    'matrix, CSV': matrix('csv'),
    compare: [...vpc, 'compare', join(folder, '..', 'before'), 'received', '--output', 'changes.html'],
    ...(bytes <= MAX_PLANNED && { 'plan, HTML': plan }),
  };
}

/** Exit codes of commands that have done all their work; 3: a sheet has no room for all lines, and the workbook says so. */
const DONE: readonly (number | null)[] = [0, 3];

function finished(name: string, cost: Cost): Cost {
  const isDone = name.includes('XLSX') ? DONE.includes(cost.code) : cost.code === 0;
  if (!isDone) throw new Error(`vpc ${name} ended with ${cost.code}:\n${cost.output.slice(0, 2000)}`);
  return cost;
}

/** Writes the files, the lists, and the files as they were a month before. */
function layAll({ bytes }: Size, folder: string): void {
  for (const { supplier, month, ...file } of received(bytes, VOCABULARY)) {
    const [now, before] = [join(folder, 'now', 'received', supplier), join(folder, 'before', supplier)];
    for (const each of [now, before]) mkdirSync(each, { recursive: true });
    const path = lay(file, now);
    if (month < MONTHS_RECEIVED - 1) linkSync(path, join(before, file.name));
  }
  const { assets, installed } = ownersLists(ASSETS, patchesIn(bytes, VOCABULARY));
  writeFileSync(join(folder, 'now', 'assets.csv'), assets);
  writeFileSync(join(folder, 'now', 'installed.csv'), installed);
}

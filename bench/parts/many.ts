/** Many files in one run, as in a build: with one and two threads, compared with a validator that reads them all in one run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/shell.mjs';
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { MONTHS_RECEIVED, received } from '../generator/received';
import { mebibytes, number, ratio, table, times } from '../lib/markdown';
import { peakMemory, succeeded, timed, type Cost } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import { isAbsent, OURS, validators, XMLLINT } from '../peers/validators';

const ROUNDS = 3;
const FILES = 1_000;

/** Files in folders below the one that is checked. */
interface Layout {
  readonly title: string;
  /** Writes the files, which name the schema in the folder around `folder`. @returns their paths */
  readonly lay: (folder: string) => string[];
}

const LAYOUTS: readonly Layout[] = [
  {
    title: `${number(FILES)} publications of 100 KB, each in a folder of its own`,
    lay: (folder) => publications(folder, String),
  },
  {
    title: `${number(FILES)} publications of 100 KB in one folder`,
    lay: (folder) => publications(folder, () => 'all'),
  },
  { title: `${MONTHS_RECEIVED} publications of 150 KB of each of 12 suppliers, in a folder each`, lay: months },
];

/** Measures all layouts. @returns the part of the document */
export async function many({ folder, say }: Bench): Promise<string[]> {
  const lines = [
    '## Many files',
    '',
    'Valid files that name their schema, all in one run; median / p95 in milliseconds, in turns. xmllint is told the schema.',
    '',
  ];
  const there = (await validators()).filter((validator) => !isAbsent(validator)).map(({ name }) => name);
  if (!there.includes(OURS)) return [...lines, `${OURS} is not built: npm run build.`, ''];
  for (const [index, { title, lay: layFiles }] of LAYOUTS.entries()) {
    say(title);
    const own = join(folder, `many-${index}`);
    mkdirSync(own);
    const schema = laySchema(own);
    const xmllint = ['xmllint', '--noout', '--schema', schema, ...layFiles(join(own, 'files'))];
    lines.push(`### ${title}`, '', ...(await measured(own, there.includes(XMLLINT) ? xmllint : null)), '');
  }
  return lines;
}

/** The cost of a run without findings: writing them is measured elsewhere. */
function clean(name: string, cost: Cost): Cost {
  const { output } = succeeded(name, cost);
  if (name !== XMLLINT && !output.includes('no problems')) throw new Error(`${name}:\n${output.slice(0, 2_000)}`);
  return cost;
}

/** @param xmllint its command; `null` where it is not installed */
async function measured(folder: string, xmllint: readonly string[] | null): Promise<string[]> {
  const lint = [process.execPath, join(root, 'dist', 'cli.js'), 'lint', 'files', '--jobs'];
  const oneJob = `${OURS} --jobs 1`;
  const commands: Record<string, readonly string[]> = {
    [oneJob]: [...lint, '1'],
    [`${OURS} --jobs 2`]: [...lint, '2'],
    ...(xmllint && { [XMLLINT]: xmllint }),
  };
  const runs = await inTurns(
    Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [name, () => clean(name, timed(command, folder))]),
    ),
    ROUNDS,
  );
  const wallOf = (name: string): number[] => (runs[name] ?? []).map(({ wall }) => wall);
  const rows: string[][] = [];
  for (const [name, command] of Object.entries(commands)) {
    const wall = wallOf(name);
    const cpu = runs[name]!.map((cost) => cost.cpu);
    const peak = mebibytes(await peakMemory(command, folder));
    rows.push([
      name,
      times(wall),
      ratio(wall, wallOf(oneJob)),
      ratio(wall, wallOf(XMLLINT)),
      number(median(cpu)),
      peak,
    ]);
  }
  return table(['', 'time', `time : ${oneJob}`, `time : ${XMLLINT}`, 'processor time', 'memory'], rows);
}

/** Publications of many suppliers, none of them an edition of another. @param folderOf the folder of each, by number */
function publications(folder: string, folderOf: (index: number) => string): string[] {
  const { name, text } = validFile(100_000, VOCABULARY, `../../${SCHEMA}`);
  return Array.from({ length: FILES }, (_, index) => {
    const own = join(folder, folderOf(index));
    mkdirSync(own, { recursive: true });
    const ofSupplier = {
      name: name.replace('Process-Systems', (words) => `${words}-${index}`),
      text: text
        .replace('Process Systems</Supplier>', `Process Systems ${index}</Supplier>`)
        .replace(/NWP-VPC-2026/, (id) => `${id}-${index}`),
    };
    return lay(ofSupplier, own);
  });
}

/** What suppliers have sent over the months, each supplier in a folder. */
function months(folder: string): string[] {
  return Array.from(received(150_000, VOCABULARY, `../../${SCHEMA}`), ({ supplier, ...file }) => {
    const own = join(folder, supplier);
    mkdirSync(own, { recursive: true });
    return lay(file, own);
  });
}

/** Validators on the command line: time, processor time and memory of the whole process, on valid files. */
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { chart } from '../lib/curves';
import { mebibytes, NOTHING, number, ratio, table, times } from '../lib/markdown';
import { peakMemory, succeeded, timed } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import { BARE_NODE, isAbsent, OURS, validators, XMLLINT, type Validator } from '../peers/validators';
import type { Size } from '../options';

/** How often each validator runs, by the size of the file. */
function roundsFor({ bytes }: Size): number {
  return bytes >= 50_000_000 ? 3 : bytes >= 10_000_000 ? 5 : 10;
}

/** Measures all installed validators. @returns the part of the document */
export async function cli(bench: Bench): Promise<string[]> {
  const all = await validators(bench.builds);
  const absent = all.filter(isAbsent);
  const there = all.filter((validator): validator is Validator => !isAbsent(validator));
  const lines = [
    '## Validators on the command line',
    '',
    'The whole process on a valid file, the schema included; in milliseconds, median / p95, in turns. Memory is the most that',
    "its processes held, in MiB. `vpc lint` checks the rules of the domain too; the others check the schema. xmllint's memory is",
    'what all of its tree takes, Xerces-C reads in a stream. Each has run once before, so that the installed `vpc` has its compiled code.',
    '',
    ...absent.flatMap(({ name, missing }) => [`- ${name} is not in the tables: ${missing}.`]),
    ...(absent.length > 0 ? [''] : []),
  ];
  const curves = new Map<string, { x: number; y: number }[]>(there.map(({ name }) => [name, []]));
  for (const size of bench.sizes) {
    const { document, wall } = await ofSize(size, there, bench);
    lines.push(...document);
    for (const [name, points] of curves) points.push({ x: size.bytes, y: median(wall(name)) });
  }
  const title = 'Validators on the command line, by the length of the file';
  const axes = {
    title,
    unit: 'milliseconds, whole process',
    x: new Map(bench.sizes.map(({ bytes, name }) => [bytes, name])),
  };
  const svg = chart(
    [...curves].map(([name, points]) => ({ name, points })),
    axes,
  );
  return [...lines, ...bench.draw('performance-cli.svg', svg, title)];
}

/** The part of the document for one size, and the times. */
async function ofSize(
  size: Size,
  there: readonly Validator[],
  { folder, say }: Bench,
): Promise<{ document: string[]; wall: (name: string) => number[] }> {
  const schema = laySchema(folder);
  const file = lay(validFile(size.bytes, VOCABULARY, SCHEMA), folder);
  const commands = there.map(({ name, command }) => [name, command(schema, file)] as const);
  say(`command line, ${size.name}: ${there.map(({ name }) => name).join(', ')}`);
  for (const [name, command] of commands) succeeded(name, timed(command, folder));
  const runs = await inTurns(
    Object.fromEntries(commands.map(([name, command]) => [name, () => succeeded(name, timed(command, folder))])),
    roundsFor(size),
  );
  const wall = (name: string) => (runs[name] ?? []).map((cost) => cost.wall);
  const rows: string[][] = [];
  const cpuOf = (name: string | undefined) => (name === undefined ? [] : runs[name]!.map((cost) => cost.cpu));
  for (const [index, [name, command]] of commands.entries()) {
    const peak = mebibytes(await peakMemory(command, folder));
    const cpu = cpuOf(name);
    rows.push([
      name,
      times(wall(name)),
      ratio(wall(name), wall(OURS)),
      number(median(cpu)),
      ratio(cpu, cpuOf(there[index]!.node)),
      peak,
    ]);
  }
  const document = [
    `### ${size.name}`,
    '',
    ...table(['', 'time', 'time : ours', 'processor time', ': bare Node', 'memory'], rows),
    '',
    ...comparisons(wall),
    '',
  ];
  return { document, wall };
}

/** The comparison that the targets are about. */
function comparisons(wall: (name: string) => number[]): string[] {
  const against = [XMLLINT, BARE_NODE].map((name) => [name, ratio(wall(OURS), wall(name))] as const);
  const known = against.filter(([, times]) => times !== NOTHING).map(([name, times]) => `${times} that of ${name}`);
  return known.length === 0 ? [] : [`The time of \`${OURS}\` is ${known.join(' and ')}.`];
}

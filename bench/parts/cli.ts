/** Validators on the command line: time, processor time and memory of the whole process, on valid files. */
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
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
  const all = await validators();
  const absent = all.filter(isAbsent);
  const there = all.filter((validator): validator is Validator => !isAbsent(validator));
  const lines = [
    '## Validators on the command line',
    '',
    'The whole process on a valid file, the schema included; in milliseconds, median / p95, in turns. Memory is the most that',
    "its processes held, in MiB. `vpc lint` checks the rules of the domain too; the others check the schema. xmllint's memory is",
    'what all of its tree takes, Xerces-C reads in a stream.',
    '',
    ...absent.flatMap(({ name, missing }) => [`- ${name} is not in the tables: ${missing}.`]),
    ...(absent.length > 0 ? [''] : []),
  ];
  for (const size of bench.sizes) lines.push(...(await ofSize(size, there, bench)));
  return lines;
}

async function ofSize(size: Size, there: readonly Validator[], { folder, say }: Bench): Promise<string[]> {
  const schema = laySchema(folder);
  const file = lay(validFile(size.bytes, VOCABULARY, SCHEMA), folder);
  const commands = there.map(({ name, command }) => [name, command(schema, file)] as const);
  say(`command line, ${size.name}: ${there.map(({ name }) => name).join(', ')}`);
  const runs = await inTurns(
    Object.fromEntries(commands.map(([name, command]) => [name, () => succeeded(name, timed(command, folder))])),
    roundsFor(size),
  );
  const wall = (name: string) => (runs[name] ?? []).map((cost) => cost.wall);
  const rows: string[][] = [];
  for (const [name, command] of commands) {
    const cpu = median(runs[name]!.map((cost) => cost.cpu));
    const peak = mebibytes(await peakMemory(command, folder));
    rows.push([name, times(wall(name)), ratio(wall(name), wall(OURS)), number(cpu), peak]);
  }
  return [
    `### ${size.name}`,
    '',
    ...table(['', 'time', 'time : ours', 'processor time', 'memory'], rows),
    '',
    ...comparisons(wall),
    '',
  ];
}

/** The comparison that the targets are about. */
function comparisons(wall: (name: string) => number[]): string[] {
  const against = [XMLLINT, BARE_NODE].map((name) => [name, ratio(wall(OURS), wall(name))] as const);
  const known = against.filter(([, times]) => times !== NOTHING).map(([name, times]) => `${times} that of ${name}`);
  return known.length === 0 ? [] : [`The time of \`${OURS}\` is ${known.join(' and ')}.`];
}

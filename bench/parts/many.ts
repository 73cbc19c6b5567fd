/** Many files in one run, as in a build: with one and two threads, compared with a validator that reads them all in one run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lay, laySchema, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { mebibytes, number, ratio, table, times } from '../lib/markdown';
import { peakMemory, succeeded, timed } from '../lib/processes';
import { inTurns, median } from '../lib/statistics';
import { isAbsent, OURS, validators, XMLLINT, type Validator } from '../peers/validators';

const FILES = 1_000;
const BYTES = 100_000;
const ROUNDS = 3;

/** Measures both. @returns the part of the document */
export async function many({ folder, say }: Bench): Promise<string[]> {
  const schema = laySchema(folder);
  const files = layMany(join(folder, 'many'));
  say(`${FILES} files of ${BYTES / 1_000} KB`);
  const lines = [
    '## Many files',
    '',
    `${number(FILES)} valid files of ${BYTES / 1_000} KB, each another publication, in one run; median / p95 in milliseconds, in turns. The files stand in a`,
    'folder each below the one that is checked.',
    '',
  ];
  const there = (await validators()).filter((validator): validator is Validator => !isAbsent(validator));
  const commandOf = (name: string): readonly string[] | undefined =>
    there.find((validator) => validator.name === name)?.command(schema, join(folder, 'many'));
  const ours = commandOf(OURS);
  if (ours === undefined) return [...lines, `${OURS} is not built: npm run build.`, ''];
  const [oneJob, twoJobs] = [1, 2].map((jobs) => `${OURS} --jobs ${jobs}`) as [string, string];
  const commands: Record<string, readonly string[]> = {
    [oneJob]: [...ours, '--jobs', '1'],
    [twoJobs]: [...ours, '--jobs', '2'],
    ...(commandOf(XMLLINT) && { [XMLLINT]: ['xmllint', '--noout', '--schema', schema, ...files] }),
  };
  const runs = await inTurns(
    Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [name, () => succeeded(name, timed(command, folder))]),
    ),
    ROUNDS,
  );
  const rows: string[][] = [];
  for (const [name, command] of Object.entries(commands)) {
    const wall = runs[name]!.map((cost) => cost.wall);
    const cpu = median(runs[name]!.map((cost) => cost.cpu));
    const peak = mebibytes(await peakMemory(command, folder));
    rows.push([
      name,
      times(wall),
      ratio(
        wall,
        runs[oneJob]!.map((cost) => cost.wall),
      ),
      number(cpu),
      peak,
    ]);
  }
  return [...lines, ...table(['', 'time', `time : ${oneJob}`, 'processor time', 'memory'], rows), ''];
}

/** Writes the files. @returns their paths */
function layMany(folder: string): string[] {
  const { name, text } = validFile(BYTES, VOCABULARY);
  return Array.from({ length: FILES }, (_, index) => {
    const own = join(folder, String(index));
    mkdirSync(own, { recursive: true });
    // No file is an edition of another: their document ids differ.
    return lay({ name, text: text.replace(/NWP-VPC-2026/, (id) => `${id}-${index}`) }, own);
  });
}

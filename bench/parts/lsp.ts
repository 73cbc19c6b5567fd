/** Language servers, measured at the client. */
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { mebibytes, NOTHING, ratio, table, times } from '../lib/markdown';
import { inTurns, median } from '../lib/statistics';
import { measure, MEASURES, together, type Measure, type Measured, type Repeats } from '../lsp/measure';
import type { Size } from '../options';
import { servers, type LanguageServer } from '../peers/servers';
import { isAbsent } from '../peers/validators';

const SESSIONS = 3;

/** Edits before measuring: during the first hundreds, the code is still being compiled. */
const EDITS = 200;

function repeatsFor({ bytes }: Size): Repeats {
  return bytes >= 50_000_000
    ? { edits: EDITS, questions: 8, wholes: 1 }
    : { edits: EDITS, questions: 20, wholes: bytes >= 10_000_000 ? 2 : 4 };
}

/** Measures all installed servers. @returns the part of the document */
export async function lsp(bench: Bench): Promise<string[]> {
  const all = servers(bench.builds);
  const there = all.filter((server): server is LanguageServer => !isAbsent(server));
  const bySize = new Map<Size, Record<string, Measured>>();
  for (const size of bench.sizes) bySize.set(size, await ofSize(size, there, bench));

  const [ours, ...peers] = there;
  return [
    '## Language servers',
    '',
    'Over stdio, on a valid file with its schema beside it; in milliseconds, median / p95, measured at the client: from sending',
    'a change to having the diagnostics of the changed text (asked for where the server lets its client ask, else waited for), from',
    `a question to its answer. ${SESSIONS} sessions each, in turns, with ${EDITS} edits of each kind in a session (fewer where they take more than`,
    'a minute), one right after the other; each at another place, and undone before the next. None is left out.',
    'The first character after opening stands by itself: nothing on its way has been compiled before.',
    'Formatting a document again that has not been edited walks nothing: its median is that, its p95 the first time.',
    'Memory is the most that the processes of the server held, in MiB.',
    '',
    ...all.filter(isAbsent).flatMap(({ name, missing }) => [`${name} is not in the tables: ${missing}.`, '']),
    ...there.flatMap(({ name }) => [
      `### ${name}`,
      '',
      ...tableOf(bySize, ({ [name]: measured }) => ({
        time: (which) => times(measured!.times[which]),
        memory: memoryOf(measured!),
      })),
      '',
      ...failuresOf(bySize, name),
    ]),
    ...peers.flatMap(({ name }) => [
      `### ${name} : ${ours!.name}`,
      '',
      ...tableOf(bySize, ({ [name]: theirs, [ours!.name]: own }) => ({
        time: (which) => ratio(theirs!.times[which], own!.times[which]),
        memory: ratio(theirs!.memory, own!.memory),
      })),
      '',
    ]),
  ];
}

async function ofSize(
  size: Size,
  there: readonly LanguageServer[],
  { folder, say }: Bench,
): Promise<Record<string, Measured>> {
  laySchema(folder);
  const file = validFile(size.bytes, VOCABULARY, SCHEMA);
  const subject = { folder, path: lay(file, folder), text: file.text, vocabulary: VOCABULARY };
  say(`language servers, ${size.name}: ${there.map(({ name }) => name).join(', ')}`);
  const sessions = there.map(({ name, ...server }) => {
    return [name, () => measure({ name, ...server }, subject, repeatsFor(size))] as const;
  });
  const runs = await inTurns(Object.fromEntries(sessions), SESSIONS);
  return Object.fromEntries(Object.entries(runs).map(([name, measured]) => [name, together(measured)]));
}

interface Column {
  readonly time: (measure: Measure) => string;
  readonly memory: string;
}

/** A table with one column for each size, so that a row shows how the cost grows. */
function tableOf(
  bySize: ReadonlyMap<Size, Record<string, Measured>>,
  columnOf: (measured: Record<string, Measured>) => Column,
): string[] {
  const columns = [...bySize.values()].map(columnOf);
  const rows = (Object.keys(MEASURES) as Measure[]).map((which) => [
    MEASURES[which],
    ...columns.map(({ time }) => time(which)),
  ]);
  const shown = rows.filter(([, ...cells]) => cells.some((cell) => cell !== NOTHING));
  const head = ['', ...[...bySize.keys()].map(({ name }) => name)];
  return table(head, [...shown, ['memory', ...columns.map(({ memory }) => memory)]]);
}

function memoryOf({ memory }: Measured): string {
  return memory.length === 0 ? NOTHING : mebibytes(median(memory));
}

function failuresOf(bySize: ReadonlyMap<Size, Record<string, Measured>>, name: string): string[] {
  const lines = [...bySize].flatMap(([size, { [name]: measured }]) =>
    [...new Set(measured!.failures)].map((failure) => `- ${size.name}: ${failure}.`),
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

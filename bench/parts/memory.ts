/** What is held: by a document, after many edits, after it is closed; and for how long the server answers nobody. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/lib/shell.mjs';
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { probed } from '../inside/inside';
import type { TreeMemory } from '../inside/tree';
import { mebibytes, number, table } from '../lib/markdown';
import { Places, type Subject } from '../lsp/places';
import { Session, type Edit } from '../lsp/session';
import { ours } from '../peers/servers';
import { isAbsent } from '../peers/validators';
import type { Size } from '../options';

const MB: Size = { name: '1MB', bytes: 1_000_000 };
const TEN_MB: Size = { name: '10MB', bytes: 10_000_000 };
const EDITS = 10_000;
const LOOKS = 5;
const CLOSINGS = 5;
const KEYS = 100;

/** Measures ours; what others hold stands in the other tables. @returns the part of the document */
export async function memory(bench: Bench): Promise<string[]> {
  bench.say('memory: a document, many edits, closing; the event loop');
  return [
    '## Memory and patience',
    '',
    'From inside the process, after a collection of garbage; in MiB where nothing else is said.',
    '',
    ...inDocument(bench),
    ...(await overEdits(bench)),
    ...(await afterClosing(bench)),
    ...(await held(bench)),
  ];
}

function inDocument(bench: Bench): string[] {
  const sizes = bench.sizes.filter(({ bytes }) => bytes >= MB.bytes && bytes <= TEN_MB.bytes);
  const rows = sizes.map((size) => {
    const { path } = subjectOf(size, bench);
    const { elements, tree, verdicts, rules } = treeMemory(path, join(bench.folder, SCHEMA));
    const each = [tree, verdicts, rules, tree + verdicts + rules].map((bytes) => number(bytes / elements));
    return [size.name, String(elements), mebibytes(tree + verdicts + rules), ...each];
  });
  if (rows.length === 0) return [];
  return [
    '### A document in the editor',
    '',
    'Bytes for each element: the tree with its text, what the verdicts of the schema are remembered by, what the rules remember.',
    '',
    ...table(['', 'elements', 'all, MiB', 'tree', 'verdicts', 'rules', 'all'], rows),
    '',
  ];
}

function treeMemory(file: string, schema: string): TreeMemory {
  const program = join(__dirname, '..', 'inside', 'tree.ts');
  const args = ['--expose-gc', '--import', 'tsx', program, file, schema];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`measuring a tree ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as TreeMemory;
}

async function overEdits(bench: Bench): Promise<string[]> {
  const subject = subjectOf(MB, bench);
  const rows = await inSession(subject, bench, async (session, places) => {
    const looks: string[][] = [['0', mebibytes((await session.look(true)).heap)]];
    for (let edits = 2; edits <= EDITS; edits += 2) {
      await changedAndBack(session, edits % 3 === 0 ? places.deletion('title') : typed(places));
      if (edits % (EDITS / LOOKS) === 0) looks.push([String(edits), mebibytes((await session.look(true)).heap)]);
    }
    return looks;
  });
  return [
    `### ${EDITS.toLocaleString('en')} edits`,
    '',
    `In a file of ${MB.name}, all over it, with its diagnostics asked for after each.`,
    '',
    ...table(['edits', 'heap of the server'], rows),
    '',
  ];
}

async function afterClosing(bench: Bench): Promise<string[]> {
  const subject = subjectOf(TEN_MB, bench);
  const rows = await inSession(
    subject,
    bench,
    async (session) => {
      const looks: string[][] = [];
      for (let round = 1; round <= CLOSINGS; round++) {
        await session.open(subject.text, () => true);
        const open = (await session.look(true)).heap;
        await session.close();
        // It is answered when the file has been read from disk: until it was closed, the editor's text stood for it.
        await session.ask('workspace/symbol', { query: '-' });
        looks.push([String(round), mebibytes(open), mebibytes((await session.look(true)).heap)]);
      }
      return looks;
    },
    false,
  );
  return [
    '### Opened and closed',
    '',
    `The same file of ${TEN_MB.name}, several times in one session.`,
    '',
    ...table(['time', 'open', 'closed'], rows),
    '',
  ];
}

async function held(bench: Bench): Promise<string[]> {
  const sizes = bench.sizes.filter(({ bytes }) => bytes >= MB.bytes);
  const columns: string[][] = [];
  for (const size of sizes) {
    const subject = subjectOf(size, bench);
    columns.push(
      await inSession(
        subject,
        bench,
        async (session, places) => {
          const cells: string[] = [];
          const look = async () => cells.push(number((await session.look(false)).held));
          await session.look(false);
          await session.open(subject.text, () => true);
          await look();
          for (let key = 0; key < KEYS; key++) await changedAndBack(session, typed(places));
          await look();
          await session.ask('textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } });
          await look();
          return cells;
        },
        false,
      ),
    );
  }
  if (columns.length === 0) return [];
  const rows = ['opening', `${2 * KEYS} keys`, 'formatting all of it anew'].map((name, index) => [
    name,
    ...columns.map((cells) => cells[index]!),
  ]);
  return [
    '### How long nobody is answered',
    '',
    'The longest time, in milliseconds, that the event loop of the server was held by one piece of work, collections of garbage included.',
    '',
    ...table(['', ...sizes.map(({ name }) => name)], rows),
    '',
  ];
}

function typed(places: Places): readonly [Edit, Edit] {
  return places.insertion('released', 'valueEnd', 'x');
}

async function changedAndBack(session: Session, [edit, undo]: readonly [Edit, Edit]): Promise<void> {
  await session.edit(edit, (found) => found.length > 0);
  await session.edit(undo, (found) => found.length === 0);
}

async function inSession<T>(
  subject: Subject,
  { folder }: Bench,
  work: (session: Session, places: Places) => Promise<T>,
  opened = true,
): Promise<T> {
  const server = ours();
  if (isAbsent(server)) throw new Error(`${server.name}: ${server.missing}`);
  const session = await Session.start({ ...server, command: probed(server.command) }, folder, subject.path);
  try {
    if (opened) await session.open(subject.text, () => true);
    return await work(session, new Places(subject));
  } finally {
    await session.stop();
  }
}

function subjectOf(size: Size, { folder }: Bench): Subject {
  laySchema(folder);
  const file = validFile(size.bytes, VOCABULARY, SCHEMA);
  return { folder, path: lay(file, folder), text: file.text, vocabulary: VOCABULARY };
}

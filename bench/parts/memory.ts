/** Memory of a document, after many edits and after it is closed; and how long the server does not answer. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/lib/shell.mjs';
import { SCHEMA, type Bench } from '../bench';
import type { TreeMemory } from '../inside/tree';
import { mebibytes, number, table } from '../lib/markdown';
import { Places } from '../lsp/places';
import { changedAndBack, inSession, subjectOf, typed } from '../lsp/sessions';
import type { Size } from '../options';
import { held } from './held';

const MB: Size = { name: '1MB', bytes: 1_000_000 };
const TEN_MB: Size = { name: '10MB', bytes: 10_000_000 };
const EDITS = 10_000;
const LOOKS = 5;
const CLOSINGS = 5;

/** Measures our server; the memory of others is in the other tables. @returns the part of the document */
export async function memory(bench: Bench): Promise<string[]> {
  bench.say('memory: a document, many edits, closing; the event loop');
  return [
    '## Memory and patience',
    '',
    'From inside the process, after a collection of garbage; in MiB unless stated otherwise.',
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
  const rows = await inSession(subject, bench, async (session) => {
    const places = new Places(subject);
    await session.open(subject.text, () => true);
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
  const rows = await inSession(subject, bench, async (session) => {
    const looks: string[][] = [];
    for (let round = 1; round <= CLOSINGS; round++) {
      await session.open(subject.text, () => true);
      const open = (await session.look(true)).heap;
      await session.close();
      // The answer comes after the file was read from disk: until it is closed, the text of the editor is used.
      await session.ask('workspace/symbol', { query: '-' });
      looks.push([String(round), mebibytes(open), mebibytes((await session.look(true)).heap)]);
    }
    return looks;
  });
  return [
    '### Opened and closed',
    '',
    `The same file of ${TEN_MB.name}, several times in one session.`,
    '',
    ...table(['time', 'open', 'closed'], rows),
    '',
  ];
}

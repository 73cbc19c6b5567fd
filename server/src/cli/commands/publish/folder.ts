/** The editions in a folder. */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { publicationOf } from '../../../domain/model';
import { publicationFileName } from '../../../domain/publicationName';
import type { Vocabulary } from '../../../domain/vocabulary';
import { noteText, type Note } from '../../../matrix/notes';
import { readPublication } from '../../../matrix/reading';
import { buildMatrix } from '../../../matrix/matrix';
import type { MatrixSource } from '../../../matrix/sources';
import { summarise, type MatrixSummary } from '../../../matrix/summary';
import { viewOf } from '../../../matrix/view';
import { english } from '../../../xml/problem';
import { runToCompletion } from '../../../xml/task';
import type { Environment } from '../../environment';
import { withinFile } from '../../fileBudget';
import { displayPath } from '../../files';
import { isUnreadable, readInput, type ReadInput } from '../../input';
import { CommandError, ExitCode, type Io } from '../../io';
import { note } from '../../noteLines';
import { reason } from '../../write';

/** A file with an edition. */
export interface EditionFile {
  /** Absolute. */
  readonly path: string;
  /** The name under which it is published. */
  readonly name: string;
  /** The name that the filename convention gives; `null` where it lacks a value for that. */
  readonly rightName: string | null;
  readonly description: string;
  readonly sha256: string;
  readonly given: MatrixSource;
  /** Of this edition by itself. */
  readonly summary: MatrixSummary;
}

/** What is needed to read editions. */
export interface Reading {
  readonly environment: Environment;
  /** That of all editions. */
  readonly vocabulary: Vocabulary;
  readonly io: Io;
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes of a file in a folder; `null` where there is nothing of this name. Throws a {@link CommandError}. */
export async function bytesOf(folder: string, name: string): Promise<Uint8Array | null> {
  const path = join(folder, name);
  try {
    const stats = await stat(path);
    // Reading a pipe would not end.
    if (!stats.isFile()) throw new Error('is not a regular file');
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw new CommandError(`cannot read ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}

/** The names of all entries of a folder, sorted; empty where it does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CommandError(`cannot read ${folder}: ${reason(error)}`, ExitCode.Failure);
  }
}

/**
 * Reads the VPC files that are directly in a folder.
 * @param except a file that is left out; absolute
 * @returns `failed`: why each of the others cannot be read, in one line
 */
export async function editionsIn(
  folder: string,
  except: string,
  reading: Reading,
): Promise<{ readonly editions: EditionFile[]; readonly failed: string[] }> {
  const { environment, io } = reading;
  const canBeVpc = await environment.canBeVpc(folder);
  const own = await realpath(except).catch(() => except);
  const editions: EditionFile[] = [];
  const failed: string[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const stats = canBeVpc(name) ? await stat(path).catch(() => null) : null;
    if (!stats?.isFile() || (await realpath(path)) === own) continue;
    const fail = (why: string): void => void failed.push(`${displayPath(path, io)}: ${why}`);
    try {
      if ((await environment.recognise({ path, size: stats.size })).recognition !== 'vpc') continue;
    } catch (error) {
      fail(`Cannot be read: ${reason(error)}`);
      continue;
    }
    await withinFile(
      path,
      async () => {
        const input = await readInput(path, undefined, io);
        if (isUnreadable(input)) return fail(`Cannot be read: ${input.reason}`);
        const { edition, notes } = await editionOf(input, path, name, reading);
        if (edition === null) return fail(notes.map((each) => textOf(each)).join(' '));
        editions.push(edition);
      },
      fail,
    );
  }
  return { editions, failed };
}

/** An edition with the name under which it is published. @returns `edition`: `null` where nothing of it can be shown */
export async function editionOf(
  input: ReadInput,
  path: string,
  name: string,
  { environment, vocabulary }: Reading,
): Promise<{ readonly edition: EditionFile | null; readonly notes: readonly Note[] }> {
  const document = await environment.governed(input);
  const { isOwner } = await environment.configured(input.uri);
  const { given, notes } = readPublication(
    document,
    { name, path: name, isOwner, encoding: input.problems },
    vocabulary,
  );
  const entry = publicationOf(input.tree, vocabulary)?.entry;
  if (given === null || entry === undefined) return { edition: null, notes };
  const description = entry.value('description') ?? '';
  const rightName = publicationFileName(entry);
  const summary = runToCompletion(summarise(viewOf(runToCompletion(buildMatrix(vocabulary, [given])))));
  return { edition: { path, name, rightName, description, given, summary, sha256: sha256(input.bytes) }, notes };
}

/** Prints notes of reading. */
export function printNotes(notes: readonly Note[], io: Io): void {
  for (const each of notes) note(noteText(each, english), io);
}

function textOf(each: Note): string {
  return noteText({ ...each, path: undefined }, english);
}

/** Whether a file has the name that the convention gives it, however its letters are composed. */
export function hasRightName({ path, rightName }: EditionFile): boolean {
  return basename(path).normalize('NFC') === rightName;
}

/** The editions in a folder. */
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vocabulary } from '../../../domain/vocabulary';
import { noteText, type Note } from '../../../matrix/notes';
import { readEdition, type EditionFile, type ReadEdition } from '../../../matrix/publish/edition';
import { runToCompletion } from '../../../xml/task';
import type { Environment } from '../../environment';
import { withinFile } from '../../fileBudget';
import { displayPath } from '../../files';
import { isUnreadable, readInput, type ReadInput } from '../../input';
import { CommandError, ExitCode, type Io } from '../../io';
import { note } from '../../noteLines';
import { reason } from '../../write';
import { localize } from '../../language';

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
    if (!stats.isFile()) throw new Error(localize('is not a regular file'));
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw new CommandError(localize('cannot read {0}: {1}', path, reason(error)), ExitCode.Failure);
  }
}

/** The names of all entries of a folder, sorted; empty where it does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CommandError(localize('cannot read {0}: {1}', folder, reason(error)), ExitCode.Failure);
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
      fail(localize('Cannot be read: {0}', reason(error)));
      continue;
    }
    await withinFile(
      path,
      async () => {
        const input = await readInput(path, undefined, io);
        if (isUnreadable(input)) return fail(localize('Cannot be read: {0}', input.reason));
        const { edition, notes } = await editionOf(input, path, name, reading);
        if (edition === null) return fail(notes.map((each) => textOf(each)).join(' '));
        editions.push(edition);
      },
      fail,
    );
  }
  return { editions, failed };
}

/** An edition with the name under which it is published. @param path absolute */
export async function editionOf(
  input: ReadInput,
  path: string,
  name: string,
  { environment, vocabulary, io }: Reading,
): Promise<ReadEdition> {
  const document = await environment.governed(input);
  const { isOwner } = await environment.configured(input.uri);
  const place = { id: path, shown: displayPath(path, io), name, sha256: sha256(input.bytes) };
  return runToCompletion(readEdition(document, place, { isOwner, encoding: input.problems }, vocabulary));
}

/** Prints notes of reading. */
export function printNotes(notes: readonly Note[], io: Io): void {
  for (const each of notes) note(noteText(each, localize), io);
}

function textOf(each: Note): string {
  return noteText({ ...each, path: undefined }, localize);
}

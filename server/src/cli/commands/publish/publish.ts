import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { EditionFile } from '../../../matrix/publish/edition';
import { planOf, type OtherEditions, type PlannedFile } from '../../../matrix/publish/plan';
import { terminalLine } from '../../../xml/escape';
import { runToCompletion } from '../../../xml/task';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { displayPath, STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput } from '../../input';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { removeLeftOvers } from '../../temporaryFiles';
import { writeTogether } from '../../writeTogether';
import { bytesOf, editionOf, editionsIn, namesIn, printNotes, sha256, type Reading } from './folder';
import { errorsIn } from './gate';
import { publishNoteText, refusalError } from './texts';
import { localize } from '../../language';

/** The options of `vpc publish`, as parsed. */
export interface PublishOptions extends GovernanceOptions {
  readonly to: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

/** `vpc publish`: checks a file, and writes it with its pages and checksums to a folder, all or nothing. */
export async function publish(file: string, options: PublishOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  if (file === STANDARD_INPUT) throw usageError(localize('Standard input cannot be published. Name a file'));
  const environment = await Environment.create(options, bundled, io);
  const [path, folder] = [resolve(io.cwd, file), resolve(io.cwd, options.to)];
  if ((await stat(folder).catch(() => null))?.isDirectory() === false) {
    throw usageError(localize('--to {0} is not a folder', options.to));
  }
  return withinFile(
    path,
    () => published(path, folder, options, { environment, bundled, io }),
    (reason) => {
      throw new CommandError(`${displayPath(path, io)}: ${reason}`, ExitCode.Failure);
    },
  );
}

async function published(
  path: string,
  folder: string,
  options: PublishOptions,
  { environment, bundled, io }: { environment: Environment; bundled: Bundled; io: Io },
): Promise<ExitCode> {
  const input = await readInput(path, undefined, io);
  if (isUnreadable(input))
    throw new CommandError(localize('cannot read {0}: {1}', input.path, input.reason), ExitCode.Failure);
  const vocabulary = await environment.vocabularyFor(input.uri);
  const reading: Reading = { environment, vocabulary, io };
  const existing = async (name: string): Promise<Uint8Array | null> => bytesOf(folder, name);
  const plan = await planOf({ tree: input.tree, bytes: input.bytes, fileName: basename(path) }, !!options.replace, {
    vocabulary,
    folder: {
      names: () => namesIn(folder),
      textOf: async (name) => {
        const bytes = await existing(name);
        return bytes && Buffer.from(bytes).toString();
      },
      sumOf: async (name) => {
        const bytes = await existing(name);
        return bytes && sha256(bytes);
      },
    },
    run: (task) => Promise.resolve(runToCompletion(task)),
    sha256: (bytes) => Promise.resolve(sha256(bytes)),
    note: (each) => note(publishNoteText(each), io),
    others: () => othersAround(path, folder, reading),
    async hasErrors(name, others) {
      const paths = others.map(({ id }) => id);
      return (await errorsIn(input, path, name, paths, { environment, bundled, io })) > 0;
    },
    async own(name) {
      const { edition, notes } = await editionOf(input, path, name, reading);
      printNotes(notes, io);
      return edition;
    },
  });
  if (plan === null) throw new CommandError(localize('{0} is not a VPC file', input.path), ExitCode.Failure);
  const { files, refusal } = plan;
  if (refusal === null) return write(files, folder, options, io);
  // The notes have told why.
  if (refusal.kind === 'unreadable') return ExitCode.Failure;
  throw refusalError(refusal, input.path, folder, io);
}

/** The other VPC files in the folder and beside the file. Throws where one in the folder cannot be read. */
async function othersAround(path: string, folder: string, reading: Reading): Promise<OtherEditions> {
  const { editions, failed } = await editionsIn(folder, path, reading);
  if (failed.length > 0) {
    // It can be the last edition: without it, the changes would be wrong.
    throw new CommandError(
      [localize('A file in the folder cannot be read. Correct or remove it:'), ...failed.map(terminalLine)].join(
        '\n  ',
      ),
      ExitCode.Failure,
    );
  }
  const isSame = resolve(dirname(path)) === folder;
  return { inFolder: editions, beside: () => (isSame ? Promise.resolve([]) : besideOf(path, reading)) };
}

async function besideOf(path: string, reading: Reading): Promise<EditionFile[]> {
  const { editions, failed } = await editionsIn(dirname(path), path, reading);
  for (const each of failed) note(localize('{0} It is not compared.', each), reading.io);
  return editions;
}

/** Writes the files that have changed, or lists them. */
async function write(
  files: readonly PlannedFile[],
  folder: string,
  { dryRun = false }: PublishOptions,
  io: Io,
): Promise<ExitCode> {
  const shown = displayPath(folder, io) || '.';
  if (dryRun) {
    for (const { name, contents, isChanged } of files) {
      const what = contents === null ? 'would remove {0}' : isChanged ? 'would write {0}' : 'unchanged {0}';
      io.out.write(`${terminalLine(localize(what, join(shown, name)))}\n`);
    }
    return ExitCode.Clean;
  }
  const changed = files.filter(({ isChanged }) => isChanged);
  // A killed run can have left temporary files.
  if (changed.length === 0) removeLeftOvers(folder);
  else await writeTogether(folder, shown, changed);
  for (const { name, contents } of changed) {
    note(localize(contents === null ? '{0}: removed' : '{0}: written', join(shown, name)), io);
  }
  if (changed.length === 0) note(localize('{0}: everything is published already', shown), io);
  return ExitCode.Clean;
}

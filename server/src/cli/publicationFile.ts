/** Reading and writing for the commands that create a VPC file. */
import { lstat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importText, type ImportProblem } from '../exchange/problem';
import type { ReleaseSource } from '../exchange/importDocuments';
import { displayPath, STANDARD_INPUT } from './files';
import { CommandError, ExitCode, usageError, type Io } from './io';
import { noteInput } from './inputs';
import { refuseInput } from './outputs';
import { reason, writeFileAtomically } from './write';
import { terminalLine } from '../xml/escape';
import { localize } from './language';
import { severityName } from './reporters/text';

/**
 * The bytes of a file, or of standard input for `-`: who knows what kind of file it is decodes them. Throws a
 * {@link CommandError} if it cannot be read.
 */
export async function readBytes(path: string, io: Io): Promise<Uint8Array> {
  try {
    if (path === STANDARD_INPUT) return await io.readInput();
    noteInput(path, io);
    return await readFile(resolve(io.cwd, path));
  } catch (error) {
    throw new CommandError(localize('cannot read {0}: {1}', path, reason(error)), ExitCode.Failure);
  }
}

/**
 * Writes the file to `output`, or under its conventional name in a folder.
 * @param folder absolute; left out: the current one
 * @returns the path; `null` for standard output
 */
export async function writePublicationFile(
  contents: string | Uint8Array,
  fileName: string | null,
  output: string | undefined,
  io: Io,
  folder = io.cwd,
): Promise<string | null> {
  if (output === STANDARD_INPUT) {
    io.out.write(contents);
    return null;
  }
  const path = output ?? displayPath(await conventionalPath(fileName, folder, io), io);
  refuseInput(path, io);
  await writeFileAtomically(path, contents, io);
  return path;
}

/** The conventional name in a folder. An existing file is not replaced: it may contain weeks of work. */
async function conventionalPath(fileName: string | null, folder: string, io: Io): Promise<string> {
  if (fileName === null) {
    throw usageError(
      localize('The filename convention needs values that are not known yet. Use --output to name the file.'),
    );
  }
  const path = resolve(folder, fileName);
  // Not what a link leads to: a broken one would be written through.
  const exists = await lstat(path).then(
    () => true,
    () => false,
  );
  if (exists) throw usageError(localize('{0} already exists. Use --output to overwrite it.', displayPath(path, io)));
  return path;
}

/** The documents, each with its name as it was given. Throws as {@link readBytes}. */
export async function readSources(files: readonly string[], io: Io): Promise<ReleaseSource[]> {
  const sources: ReleaseSource[] = [];
  for (const name of files) sources.push({ name, content: await readBytes(name, io) });
  return sources;
}

/** The names of the files that problems are about. */
export interface ProblemFiles {
  /** Where a problem names no document itself. */
  readonly document?: string | undefined;
  readonly products?: string | null;
  readonly edition?: string;
}

/** A problem of an import in one line. */
export function problemLine(problem: ImportProblem, { document, products, edition }: ProblemFiles): string {
  const names = {
    'release document': problem.name ?? document ?? localize('release document'),
    'product list': products ?? localize('products'),
    edition: edition ?? localize('edition'),
  };
  const file = names[problem.file];
  const place = problem.line === null || problem.line === 0 ? file : `${file}:${problem.line}`;
  return terminalLine(`${place}: ${severityName(problem.severity)}: ${importText(problem, localize)}`);
}

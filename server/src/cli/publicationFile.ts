/** Reading and writing for the commands that create a VPC file. */
import { lstat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportProblem } from '../exchange/problem';
import { STANDARD_INPUT } from './files';
import { CommandError, ExitCode, usageError, type Io } from './io';
import { noteInput } from './inputs';
import { refuseInput } from './outputs';
import { reason, writeFileAtomically } from './write';
import { terminalLine } from '../xml/escape';
import { english } from '../xml/problem';

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
    throw new CommandError(`cannot read ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}

/**
 * Writes the file to `output`, or under its conventional name in the current folder.
 * @returns the path; `null` for standard output
 */
export async function writePublicationFile(
  text: string,
  fileName: string | null,
  output: string | undefined,
  io: Io,
): Promise<string | null> {
  if (output === STANDARD_INPUT) {
    io.out.write(text);
    return null;
  }
  const path = output ?? (await conventionalPath(fileName, io));
  refuseInput(path, io);
  await writeFileAtomically(path, text, io);
  return path;
}

/** The conventional name in the current folder. An existing file is not replaced: it may contain weeks of work. */
async function conventionalPath(fileName: string | null, { cwd }: Io): Promise<string> {
  if (fileName === null) {
    throw usageError('The filename convention needs values that are not known yet. Use --output to name the file.');
  }
  // Not what a link leads to: a broken one would be written through.
  const exists = await lstat(resolve(cwd, fileName)).then(
    () => true,
    () => false,
  );
  if (exists) throw usageError(`${fileName} already exists. Use --output to overwrite it.`);
  return fileName;
}

/** A problem of an import in one line. @param products the name of the product list */
export function problemLine(problem: ImportProblem, document: string, products: string | undefined): string {
  const file = problem.file === 'release document' ? (problem.name ?? document) : (products ?? 'products');
  const place = problem.line === null || problem.line === 0 ? file : `${file}:${problem.line}`;
  return terminalLine(`${place}: ${problem.severity}: ${english(problem.message, ...problem.args)}`);
}

/** What the commands that make a VPC file share: reading what they start from, and where the file goes. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { english } from '../service/localize';
import type { ImportProblem } from '../vpc/exchange/problem';
import { decode } from '../xml/decode';
import { STANDARD_INPUT } from './files';
import { CommandError, ExitCode, usageError, type Io } from './io';
import { reason, writeFileAtomically } from './write';

/** The text of a file, or of standard input. */
export async function readText(path: string, io: Io): Promise<string> {
  try {
    return decode(path === STANDARD_INPUT ? await io.readInput() : await readFile(resolve(io.cwd, path))).text;
  } catch (error) {
    throw new CommandError(`cannot read ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}

/**
 * Writes the file where the option says, else under its name by the convention.
 * @returns where it was written; `null`: to standard output
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
  await writeFileAtomically(path, text, io);
  return path;
}

/** The name by the convention in the current folder. A file of that name may hold weeks of work: it is not replaced. */
async function conventionalPath(fileName: string | null, { cwd }: Io): Promise<string> {
  if (fileName === null) {
    throw usageError(
      'The filename convention of the profile asks for more than is known yet; name the file with --output.',
    );
  }
  const exists = await stat(resolve(cwd, fileName)).then(
    () => true,
    () => false,
  );
  if (exists) throw usageError(`${fileName} exists already. To replace it, name it with --output.`);
  return fileName;
}

/** A problem of an import in one line. */
export function problemLine(problem: ImportProblem, document: string, products: string | undefined): string {
  const file = problem.file === 'release document' ? document : products!;
  const place = problem.line === null ? file : `${file}:${problem.line}`;
  return `${place}: ${problem.severity}: ${english(problem.message, ...problem.args)}`;
}

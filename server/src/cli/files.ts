import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { usageError, type Io } from './io';

/** Folders that hold no one's own files. */
const IGNORED = ['**/node_modules/**', '**/.git/**'];

/** Standard input, among the files of a command. */
export const STANDARD_INPUT = '-';

/**
 * The files that arguments mean, each once, in order of the arguments and by name within one.
 * A file is itself, a folder all files below it whose names look like VPC files, anything else a glob.
 * A name that is none of them is kept: reading it says that there is no such file.
 * @param namePatterns globs for file names, as the profile gives them
 * @returns absolute paths, `-` for standard input
 */
export async function filesOf(
  args: readonly string[],
  namePatterns: readonly string[],
  { cwd }: Pick<Io, 'cwd'>,
): Promise<string[]> {
  const files = new Set<string>();
  for (const arg of args) for (const file of await meantBy(arg, namePatterns, cwd)) files.add(file);
  return [...files];
}

async function meantBy(arg: string, namePatterns: readonly string[], cwd: string): Promise<string[]> {
  if (arg === STANDARD_INPUT) return [arg];
  const path = resolve(cwd, arg);
  const kind = await kindOf(path);
  if (kind === 'folder') {
    return found(
      await matching(
        namePatterns.map((pattern) => `**/${pattern}`),
        path,
      ),
      `No VPC files in ${arg}`,
    );
  }
  if (kind === 'file') return [path];
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(arg) ? found(await matching([toPosix(arg)], cwd), `Nothing matches ${arg}`) : [path];
}

async function matching(patterns: readonly string[], cwd: string): Promise<string[]> {
  // Loaded where it is needed: it takes longer than reading a file.
  const { glob } = await import('tinyglobby');
  return (await glob([...patterns], { cwd, absolute: true, ignore: IGNORED, caseSensitiveMatch: false })).sort();
}

function found(files: string[], otherwise: string): string[] {
  if (files.length === 0) throw usageError(otherwise);
  return files;
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'none'> {
  const stats = await stat(path).catch(() => null);
  return stats === null ? 'none' : stats.isDirectory() ? 'folder' : 'file';
}

/** A path as reports name it: relative to the current folder where it is below it, with forward slashes. */
export function displayPath(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  const below = relative(cwd, path);
  return toPosix(below.startsWith('..') || isAbsolute(below) ? path : below);
}

/** With forward slashes, as reports and baselines name files on every system. */
export function toPosix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

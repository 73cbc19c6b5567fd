import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Io } from './io';

/** The argument that means standard input. */
export const STANDARD_INPUT = '-';

/** A path as reports name it: relative to the current folder if it is below it, with forward slashes. */
export function displayPath(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  const below = relative(cwd, path);
  return toPosix(below.startsWith('..') || isAbsolute(below) ? path : below);
}

/** A path with forward slashes, as reports and baselines name files on every system. */
export function toPosix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** The path without links; as it is where there is none. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

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

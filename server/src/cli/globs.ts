/** Globs among the arguments, for shells that do not expand them. */
import { sep } from 'node:path';
import { fitsGlob, hasWildcards, isGlobFault, readGlob } from '../domain/pattern/glob';
import { usageError } from './io';
import { localize } from './language';

/** A glob: the folder that it starts from, and the rest. */
export interface Glob {
  /** Relative or absolute; `.` for the current folder. */
  readonly folder: string;
  /** With forward slashes, relative to the folder. */
  readonly pattern: string;
}

/** An argument as a glob; `null` if it is none. */
export function globOf(argument: string): Glob | null {
  const parts = (sep === '\\' ? argument.replaceAll('\\', '/') : argument).split('/');
  const first = parts.findIndex((part) => hasWildcards(part));
  if (first < 0) return null;
  const folder = parts.slice(0, first).join('/');
  return { folder: folder || (first > 0 ? '/' : '.'), pattern: parts.slice(first).join('/') };
}

/**
 * Whether a path below the glob's folder fits its pattern; names with a dot at their start only where the pattern has it.
 * Case-insensitive. Throws a usage error for a pattern that cannot be read.
 */
export function globTest({ pattern }: Glob): (path: string) => boolean {
  const read = readGlob(pattern, { dot: false, negation: false });
  if (isGlobFault(read))
    throw usageError(localize('{0} Argument: {1}', localize(read.message, ...read.args), pattern.slice(0, 60)));
  return (path) => fitsGlob(path, read);
}

/** How many folders deep a path that fits can be; infinite where the pattern does not limit it. */
export function globDepth({ pattern }: Glob): number {
  return /\*\*|\(/.test(pattern) ? Infinity : pattern.split('/').length - 1;
}

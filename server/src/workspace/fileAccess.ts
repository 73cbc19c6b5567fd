/**
 * Which files are read for a workspace: those in its folders, and those that the user names. What a file names (a configuration,
 * a schema, a document) must be in the folders that are given with it: files come from others.
 */
import type { Decoded } from '../xml/decode';
import { isElsewhere } from './location';

/** Why a file is not used: a template that names it and says what to do, and its arguments. */
export interface Refusal {
  readonly kind: 'outside' | 'elsewhere' | 'no-file' | 'malformed';
  readonly message: string;
  readonly args: readonly string[];
}

/**
 * Reads a file; `null` where it is missing, unreadable or refused. Must not reject.
 * @param within URIs of the folders that it must be in, after all links are followed; `null` or left out: the user has named it
 */
export type ReadFile = (uri: string, within?: readonly string[] | null) => Promise<Decoded | null>;

/** Reads files, and decides which. */
export interface FileAccess {
  readonly read: ReadFile;
  /** Why a file is not read, whether it is there or not; `null` where it can be. Parameters as of {@link ReadFile}. */
  readonly refusal: (uri: string, within: readonly string[] | null) => Promise<Refusal | null>;
}

/** Whether a URI is below one of the folders, as it is written: links are not followed. */
export function isBelow(uri: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return uri.startsWith(start) && !isOdd(uri.slice(start.length - 1));
  });
}

/** Whether a path, from a `/` on, can mean another one than it seems to: by escaped separators or NUL, or by segments of dots. */
function isOdd(path: string): boolean {
  return /%(?:2f|5c|00)/i.test(path) || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path);
}

/** The decision where no links can be followed: in a browser, and for file systems of the client. */
export function refusalByName(uri: string, within: readonly string[] | null): Refusal | null {
  return within === null || isBelow(uri, within) ? null : outside(uri, within);
}

/** @param path as the user knows it */
export function outside(path: string, folders: readonly string[]): Refusal {
  return {
    kind: 'outside',
    message:
      '"{0}" is outside {1} and is not used. Move it there, or name it on the command line or in the settings instead.',
    args: [path, [...new Set(folders)].join(', ')],
  };
}

export function elsewhere(path: string): Refusal {
  return {
    kind: 'elsewhere',
    message: '"{0}" is on another computer or a device and is not used. Copy the file into the folder.',
    args: [path],
  };
}

export function noFile(path: string): Refusal {
  return {
    kind: 'no-file',
    message: '"{0}" is not a regular file and is not used. Replace it with a file.',
    args: [path],
  };
}

/** @param location as written, of which `resolveUri` makes no address */
export function noAddress(location: string): Refusal {
  if (isElsewhere(location)) return elsewhere(location);
  return {
    kind: 'malformed',
    message: '"{0}" is not the address of a file and is not used. Write a relative path.',
    args: [location],
  };
}

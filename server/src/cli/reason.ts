import { localize } from './language';

/** A file system error in a few words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const known = new Map([
    ['ENOENT', 'no such file'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EISDIR', 'is a folder'],
    ['ENOTDIR', 'a part of the path is not a folder'],
    ['ELOOP', 'symbolic link loop'],
    ['ENAMETOOLONG', 'file name too long'],
    ['EMFILE', 'too many open files'],
    ['ENOSPC', 'disk full'],
    ['EROFS', 'read-only file system'],
  ]);
  const text = known.get(code ?? '');
  return text !== undefined ? localize(text) : error instanceof Error ? error.message : String(error);
}

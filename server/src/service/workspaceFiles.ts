/** Which files of a workspace are looked into for what they name: the same for the editor and for the command line. */

/** The extension of the files that may be VPC files. */
export const INDEXED_EXTENSION = '.xml';

/** Folders that hold no one's own files: nobody looks for VPC files in them. */
export const IGNORED_FOLDERS: readonly string[] = ['node_modules', '.git', '.hg', '.svn'];

/** Who opens a whole disk as a workspace gets the folders nearest to its root. */
export const MOST_FOLDERS = 10_000;

/** Beyond these, files are left out, and whoever asked is told. */
export const MOST_FILES = 2_000;
export const LARGEST_FILE = 16 * 1024 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;

/** So much of a file is looked at before all of it is read as a VPC file. */
export const HEAD_LENGTH = 16 * 1024;

/** The files that are looked into: those that come first. */
export function withinBounds<F extends { readonly size: number }>(files: readonly F[]): F[] {
  let bytes = 0;
  return files.filter(({ size }) => {
    if (size > LARGEST_FILE || bytes + size > MOST_BYTES) return false;
    bytes += size;
    return true;
  });
}

/** What to say where files were left out. */
export const LEFT_OUT = {
  message: 'Some XML files of the workspace are not looked into: at most {0} files of at most {1} MB, {2} MB together.',
  args: [MOST_FILES, LARGEST_FILE / 1024 / 1024, MOST_BYTES / 1024 / 1024].map(String),
} as const;

/** Which files of a workspace are indexed: the same in the editor and on the command line. */

/** The extension of files that can be VPC files. */
export const INDEXED_EXTENSION = '.xml';

/** Folders that tools fill; they are not searched. */
export const IGNORED_FOLDERS: readonly string[] = ['node_modules', '.git', '.hg', '.svn'];

/** Where a whole disk is opened as a workspace, only the folders nearest to its root are searched. */
export const MAX_FOLDERS = 10_000;

/** Files over these limits are left out, with {@link FILES_LEFT_OUT}. Sizes are in bytes. */
export const MAX_FILES = 2_000;
export const MAX_FILE_SIZE = 16 * 1024 * 1024;
const MAX_TOTAL_SIZE = 256 * 1024 * 1024;

/** How much of a file is read first to decide whether it is a VPC file; more where its root element is further down. */
export const HEAD_LENGTH = 2 * 1024;
/** The root element is not searched further down than this. */
export const MAX_HEAD_LENGTH = 1024 * 1024;

/** The files that are indexed, in the given order, as long as they are within the limits of size. */
export function withinLimits<F extends { readonly size: number }>(files: readonly F[]): F[] {
  let bytes = 0;
  return files.filter(({ size }) => {
    if (size > MAX_FILE_SIZE || bytes + size > MAX_TOTAL_SIZE) return false;
    bytes += size;
    return true;
  });
}

/** The message where files were left out. */
export const FILES_LEFT_OUT = {
  message: 'Some XML files in the workspace are not indexed. Limits: {0} files, {1} MB each, {2} MB in total.',
  args: [MAX_FILES, MAX_FILE_SIZE / 1024 / 1024, MAX_TOTAL_SIZE / 1024 / 1024].map(String),
} as const;

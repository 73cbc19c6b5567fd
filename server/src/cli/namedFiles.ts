/** The files that the arguments of a command name, and what was found instead. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Environment } from './environment';
import { internalError } from './fileBudget';
import { displayPath, realPath, STANDARD_INPUT, toPosix } from './files';
import { foldersBelow, foundAt, kindAt, limitReached, unreadable, type FoundFile, type WalkNote } from './folders';
import { globDepth, globOf, globTest, type Glob } from './globs';
import { CommandError, usageError, type Io } from './io';
import { noteLines } from './noteLines';
import { counted } from './reporters/text';
import { localize } from './language';

/** The result of {@link walk}. */
export interface Walked {
  /** Absolute paths, each file once, in the order of the arguments and by path in one argument; `-` for standard input. */
  readonly files: readonly string[];
  readonly notes: readonly WalkNote[];
}

/** How much a search looks at. */
export interface WalkLimits {
  readonly folders: number;
  /** Files that can be VPC files by their names. */
  readonly files: number;
}

/** Far above any collection of VPC files: a search that gets there was started at the root of a disk. */
const LIMITS: WalkLimits = { folders: 100_000, files: 100_000 };

/** What decides whether a file that was found is a VPC file. */
export type Recogniser = Pick<Environment, 'canBeVpc' | 'recognise'>;

/**
 * The files that the arguments name. An argument is
 * - a file, whatever it is; a name that does not exist too, so that reading it reports it;
 * - a folder: all VPC files below it, by their root element or, where that is missing or misspelled, by their name;
 * - a glob: all files that match, and the VPC files below the folders that match.
 *
 * @param onlyVpc also leaves out files that are named and are no VPC files; without a note, unless they are named like one
 * @returns throws a usage error for a folder without VPC files and a glob without files, unless a note says why there are none
 */
export async function walk(
  args: readonly string[],
  recogniser: Recogniser,
  io: Pick<Io, 'cwd'>,
  { onlyVpc = false, limits = LIMITS }: { readonly onlyVpc?: boolean; readonly limits?: WalkLimits } = {},
): Promise<Walked> {
  const search = new Search(recogniser, io, limits);
  for (const arg of args) await search.argument(arg, onlyVpc);
  // Arguments can overlap.
  const notes = [...new Map(search.notes.map((note) => [note.path, note])).values()];
  return { files: search.files, notes };
}

/** The messages for links and devices, by what is there or where the link leads. */
const OTHER_MESSAGES: Readonly<Record<ReturnType<typeof kindAt>, string>> = {
  file: 'Symbolic links are not followed. Name the link to include the file.',
  folder: 'Symbolic links are not followed. Name the link to include the folder.',
  special: 'Not a regular file.',
  none: 'Broken symbolic link.',
};

class Search {
  readonly files: string[] = [];
  readonly notes: WalkNote[] = [];
  /** Real paths: a file that is named in two ways is one. */
  private readonly taken = new Set<string>();
  /** The notes about links and devices, which were not looked at. */
  private readonly unfollowed = new Set<WalkNote>();

  constructor(
    private readonly recogniser: Recogniser,
    private readonly io: Pick<Io, 'cwd'>,
    private readonly limits: WalkLimits,
  ) {}

  async argument(arg: string, onlyVpc: boolean): Promise<void> {
    if (arg === STANDARD_INPUT) return this.take(arg, arg);
    const path = resolve(this.io.cwd, arg);
    const stats = await stat(path).catch(() => null);
    if (stats?.isDirectory()) return this.folder(path, arg);
    const glob = stats === null ? globOf(arg) : null;
    if (glob !== null) return this.glob(glob, arg, onlyVpc);
    const isLeftOut = onlyVpc && stats?.isFile() && !(await this.isVpc({ path, size: stats.size }, []));
    if (!isLeftOut) this.take(path, realPath(path));
  }

  private async folder(path: string, arg: string): Promise<void> {
    const others: string[] = [];
    const found: string[] = [];
    const before = this.notes.length;
    const folders = { start: path, depth: Infinity, isNamed: () => false, isNamedFolder: () => true };
    for await (const file of this.below(folders)) if (await this.isVpc(file, others)) found.push(file.path);
    this.takeAll(found, path);
    this.refuseNothing(found, before, nothingIn(arg, others, this.io));
  }

  private async glob(glob: Glob, arg: string, onlyVpc: boolean): Promise<void> {
    const start = resolve(this.io.cwd, glob.folder);
    const matches = globTest(glob);
    const isNamed = (path: string): boolean => matches(toPosix(relative(start, path)));
    const found: string[] = [];
    const before = this.notes.length;
    for await (const file of this.below({ start, depth: globDepth(glob), isNamed, isNamedFolder: isNamed })) {
      if ((!onlyVpc && isNamed(file.path)) || (await this.isVpc(file, []))) found.push(file.path);
    }
    this.takeAll(found, start);
    this.refuseNothing(found, before, localize('No files match {0}', arg));
  }

  /**
   * Throws a usage error where an argument gives no files, unless one of its notes, from the one at `before` on, is about a file
   * that was looked at: that is the answer then.
   */
  private refuseNothing(found: readonly string[], before: number, message: string): void {
    const notes = this.notes.slice(before);
    if (found.length > 0 || notes.some((note) => !this.unfollowed.has(note))) return;
    throw usageError([message, ...noteLines(notes, this.io)].join('\n  '));
  }

  /**
   * The files in the folders below one.
   * @param depth how many folders deep; below a named folder, all
   * @param isNamed whether a file is wanted whatever it is; in named folders and below, it must be able to be a VPC file
   */
  private async *below({
    start,
    depth,
    isNamed,
    isNamedFolder,
  }: {
    readonly start: string;
    readonly depth: number;
    readonly isNamed: (path: string) => boolean;
    readonly isNamedFolder: (path: string) => boolean;
  }): AsyncGenerator<FoundFile> {
    const named = new Set(isNamedFolder(start) ? [start] : []);
    const depths = new Map([[start, 0]]);
    const isVisited = (folder: string): boolean => {
      const outer = dirname(folder);
      depths.set(folder, depths.get(outer)! + 1);
      if (named.has(outer) || isNamedFolder(folder)) named.add(folder);
      return named.has(folder) || depths.get(folder)! <= depth;
    };
    let count = 0;
    for (const folder of foldersBelow(start, isVisited, this.limits.folders, (note) => this.notes.push(note))) {
      const canBeVpc = named.has(folder.path) ? await this.recogniser.canBeVpc(folder.path) : () => false;
      const isWanted = (path: string): boolean => canBeVpc(basename(path)) || isNamed(path);
      this.noteOthers(folder.path, folder.others, isWanted);
      for (const path of folder.files.map((name) => join(folder.path, name)).filter(isWanted)) {
        if (count++ >= this.limits.files) return void this.notes.push(limitReached(start, this.limits.files, 'files'));
        const file = foundAt(path, (note) => this.notes.push(note));
        if (file !== null) yield file;
      }
    }
  }

  /** Notes links that lead to a folder or are named like a wanted file, and what is neither file nor folder. */
  private noteOthers(folder: string, names: readonly string[], isWanted: (path: string) => boolean): void {
    for (const path of names.map((name) => join(folder, name))) {
      const kind = kindAt(path);
      if (kind !== 'folder' && !isWanted(path)) continue;
      const note = { kind: 'skipped', path, message: localize(OTHER_MESSAGES[kind]) } as const;
      this.unfollowed.add(note);
      this.notes.push(note);
    }
  }

  /** @param others receives what else was found */
  private async isVpc(file: FoundFile, others: string[]): Promise<boolean> {
    const { path } = file;
    try {
      const { recognition, misnamed } = await this.recogniser.recognise(file);
      if (recognition === 'vpc') return true;
      if (misnamed === undefined) others.push(path);
      else this.notes.push({ kind: 'skipped', path, message: localize(misnamed.message, ...misnamed.args) });
    } catch (error) {
      if (error instanceof CommandError) throw error;
      const isOfDisk = (error as NodeJS.ErrnoException).code !== undefined;
      this.notes.push(unreadable(path, isOfDisk ? error : internalError(error)));
    }
    return false;
  }

  private takeAll(paths: readonly string[], start: string): void {
    // No link is followed on the way, so that one real path is enough.
    const real = realPath(start);
    for (const path of [...paths].sort()) this.take(path, join(real, relative(start, path)));
  }

  private take(path: string, real: string): void {
    if (this.taken.has(real)) return;
    this.taken.add(real);
    this.files.push(path);
  }
}

function nothingIn(arg: string, others: readonly string[], io: Pick<Io, 'cwd'>): string {
  const [first] = others;
  if (first === undefined) return localize('No VPC files in {0}, and no other XML files', arg);
  const example = displayPath(first, io);
  const found = counted(others.length, '{0} other XML file', '{0} other XML files');
  return localize('No VPC files in {0}. Found {1}, for example {2}', arg, found, example);
}

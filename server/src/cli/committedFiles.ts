/** Reads publications as a commit has them. */
import { basename, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Vocabulary } from '../domain/vocabulary';
import type { Note } from '../matrix/notes';
import { nothingRead, unreadableNote } from '../matrix/reading';
import type { MatrixSource } from '../matrix/sources';
import type { Environment } from './environment';
import { withinFile } from './fileBudget';
import { displayPath, realPath, toPosix } from './files';
import { filesAt } from './git';
import { globOf, globTest } from './globs';
import { parsedAs } from './input';
import type { Io } from './io';
import { publicationIn, type ReadFiles } from './publications';

/**
 * Reads the files that arguments name as a commit has them, with the configuration of today. Files in folders that are no VPC files are
 * passed over. Throws as {@link filesAt}.
 * @param option that names the commit, for messages
 */
export async function readCommitted(
  args: readonly string[],
  commit: string,
  option: string,
  vocabulary: Vocabulary,
  environment: Environment,
  io: Io,
): Promise<ReadFiles> {
  const isNamed = await namedBy(args, environment, io);
  const given: MatrixSource[] = [];
  const notes: Note[] = [];
  const fileNames = new Set<string>();
  for (const { path: file, bytes } of await filesAt(commit, io, option)) {
    const named = isNamed(file);
    if (named === null) continue;
    fileNames.add(basename(file));
    const path = `${commit}:${displayPath(file, io)}`;
    const read = await withinFile(
      file,
      async () => {
        const input = parsedAs(await bytes(), { path, uri: pathToFileURL(file).href, fileName: basename(file) });
        return publicationIn(input, vocabulary, environment);
      },
      (reason) => nothingRead(unreadableNote(path, reason)),
    );
    if (read.given !== null) given.push(read.given);
    notes.push(...read.notes.filter(({ kind }) => named === 'file' || kind !== 'skipped'));
  }
  return { given, notes, fileNames };
}

/** Whether arguments name a file, by itself or by a glob (`file`), or a folder around it (`folder`). */
async function namedBy(
  args: readonly string[],
  environment: Environment,
  io: Io,
): Promise<(file: string) => 'file' | 'folder' | null> {
  const canBeVpc = await environment.canBeVpc(io.cwd);
  const tests = args.map((arg) => {
    const path = resolve(io.cwd, arg);
    const real = realPath(path);
    const glob = globOf(arg);
    const start = glob === null ? null : realPath(resolve(io.cwd, glob.folder));
    const matches = glob === null ? null : globTest(glob);
    return (file: string): 'file' | 'folder' | null => {
      if (file === path || file === real) return 'file';
      if ([path, real].some((folder) => file.startsWith(folder + sep)))
        return canBeVpc(basename(file)) ? 'folder' : null;
      if (start === null || !file.startsWith(start + sep)) return null;
      return matches!(toPosix(relative(start, file))) ? 'file' : null;
    };
  });
  return (file) => tests.map((test) => test(file)).find((named) => named !== null) ?? null;
}

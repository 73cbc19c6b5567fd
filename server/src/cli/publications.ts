/** Reads the files of a matrix or a comparison; what is left out becomes a note. */
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { joinedAliases, type Aliases } from '../domain/identity';
import type { Vocabulary } from '../domain/vocabulary';
import { noteText, type Note } from '../matrix/notes';
import type { PlacedEntry } from '../domain/model';
import { nothingRead, readPublication, unreadableNote, type ReadPublication } from '../matrix/reading';
import type { MatrixSource } from '../matrix/sources';
import { english } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import type { Environment } from './environment';
import { withinFile } from './fileBudget';
import { displayPath, STANDARD_INPUT } from './files';
import type { WalkNote } from './folders';
import { inputPath, isUnreadable, readInput, shownPath, type ReadInput, type Unreadable } from './input';
import type { Io } from './io';
import { walk } from './namedFiles';
import { printable } from './reporters/text';
import { localize } from './language';

/** The files that arguments name. */
export interface NamedFiles {
  /** Absolute paths; `-` for standard input. */
  readonly files: readonly string[];
  readonly notes: readonly Note[];
}

/** What was read of files. */
export interface ReadFiles {
  readonly given: readonly MatrixSource[];
  readonly notes: readonly Note[];
  /** The names of all files, also of those of which nothing is shown. */
  readonly fileNames: ReadonlySet<string>;
}

/** Finds the files that arguments name: files, folders and globs. */
export async function namedFiles(args: readonly string[], environment: Environment, io: Io): Promise<NamedFiles> {
  const { files, notes } = await walk(args, environment, io);
  return { files, notes: notes.map((note) => noteOf(note, io)) };
}

function noteOf({ kind, path, message }: WalkNote, io: Io): Note {
  return {
    kind,
    message: '{0}',
    args: [message],
    path: displayPath(path, io) || '.',
    // A link that is not followed, and a file that is none of ours, are no failures.
    isFailure: kind !== 'skipped',
  };
}

/**
 * The vocabulary of all files: that of the first one, with the aliases of the configurations of all: each supplier's files can be
 * in a folder of their own.
 */
export async function commonVocabulary(
  files: readonly string[],
  environment: Environment,
  io: Io,
): Promise<Vocabulary> {
  const all = files.map((file) => uriOf(file, io));
  const tables: Aliases[] = [];
  for (const uri of all) {
    const { aliases } = (await environment.configured(uri)).checks;
    if (aliases !== null) tables.push(aliases.value);
  }
  const [first] = all;
  const vocabulary = first === undefined ? environment.vocabulary : await environment.vocabularyFor(first);
  return tables.length === 0 ? vocabulary : vocabulary.with({ aliases: joinedAliases(tables) });
}

function uriOf(file: string, io: Io): string {
  return pathToFileURL(file === STANDARD_INPUT ? inputPath(undefined, io) : file).href;
}

/** Called with each file of which something is shown, while its document is there. */
export type OnRead = (given: MatrixSource, publication: PlacedEntry<'publication'>, tree: XmlTree) => void;

/** Reads files one after the other, and keeps of each what the matrix needs. */
export async function readFiles(
  { files, notes }: NamedFiles,
  vocabulary: Vocabulary,
  environment: Environment,
  io: Io,
  onRead?: OnRead,
): Promise<ReadFiles> {
  const given: MatrixSource[] = [];
  const all = [...notes];
  for (const file of files) {
    const read = await withinFile(
      file,
      () => readOne(file, vocabulary, environment, io, onRead),
      (reason) => nothingRead(unreadableNote(shownPath(file, undefined, io), reason)),
    );
    if (read.given !== null) given.push(read.given);
    all.push(...read.notes);
  }
  return { given, notes: all, fileNames: new Set(files.map((file) => basename(file))) };
}

async function readOne(
  file: string,
  vocabulary: Vocabulary,
  environment: Environment,
  io: Io,
  onRead?: OnRead,
): Promise<ReadPublication> {
  return publicationIn(await readInput(file, undefined, io), vocabulary, environment, onRead);
}

/** Reads the publication of a document. @param vocabulary that of all files */
export async function publicationIn(
  input: ReadInput | Unreadable,
  vocabulary: Vocabulary,
  environment: Environment,
  onRead?: OnRead,
): Promise<ReadPublication> {
  if (isUnreadable(input)) return nothingRead(unreadableNote(input.path, input.reason));
  const document = await environment.governed(input);
  const { isOwner } = await environment.configured(input.uri);
  const identity = { name: input.fileName ?? input.path, path: input.path, isOwner, encoding: input.problems };
  const read = readPublication(document, identity, vocabulary);
  if (read.given !== null && read.publication !== null) onRead?.(read.given, read.publication, document.tree);
  return read;
}

/** Prints notes to standard error, each once. @returns whether something that was asked for is missing */
export function printNotes(notes: readonly Note[], io: Io): boolean {
  const lines = new Set(notes.map((note) => printable(noteText(note, localize))));
  for (const line of lines) io.err.write(`vpc: ${line}\n`);
  return notes.some(({ isFailure }) => isFailure);
}

/** Notes without those that are equal to an earlier one. */
export function distinct(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter((note) => {
    const text = noteText(note, english);
    return seen.size < seen.add(text).size;
  });
}

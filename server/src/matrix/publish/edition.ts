/** An edition of a publication, as publishing needs it. */
import { publicationOf } from '../../domain/model';
import { publicationFileName } from '../../domain/publicationName';
import type { Vocabulary } from '../../domain/vocabulary';
import type { GovernedDocument } from '../../workspace/document';
import type { Problem } from '../../xml/problem';
import { resumable, type Task } from '../../xml/task';
import { buildMatrix } from '../matrix';
import type { Note } from '../notes';
import { readPublication } from '../reading';
import type { MatrixSource } from '../sources';
import { summarise, type MatrixSummary } from '../summary';
import { viewOf } from '../view';

/** The file of an edition, as the caller knows it. */
export interface EditionPlace {
  /** The caller's name for the file, such as its path; not shown. */
  readonly id: string;
  /** The file as messages name it. */
  readonly shown: string;
  /** The name under which it is published, without folders. */
  readonly name: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A file with an edition. */
export interface EditionFile extends EditionPlace {
  /** The name that the filename convention gives; `null` where it lacks a value for that. */
  readonly rightName: string | null;
  readonly description: string;
  readonly given: MatrixSource;
  /** Of this edition by itself. */
  readonly summary: MatrixSummary;
}

/** What was read of a file. */
export interface ReadEdition {
  /** `null` where nothing of it can be shown; a note tells why. */
  readonly edition: EditionFile | null;
  readonly notes: readonly Note[];
}

/**
 * Reads an edition.
 * @param encoding problems of the file's bytes
 * @param vocabulary that of all editions
 */
export function* readEdition(
  document: GovernedDocument,
  place: EditionPlace,
  { isOwner, encoding }: { readonly isOwner: boolean; readonly encoding: readonly Problem[] },
  vocabulary: Vocabulary,
): Task<ReadEdition> {
  const { name } = place;
  const { given, notes } = yield* resumable(() =>
    readPublication(document, { name, path: name, isOwner, encoding }, vocabulary),
  );
  const entry = publicationOf(document.tree, vocabulary)?.entry;
  if (given === null || entry === undefined) return { edition: null, notes };
  const summary = yield* summarise(viewOf(yield* buildMatrix(vocabulary, [given])));
  const description = entry.value('description') ?? '';
  return { edition: { ...place, rightName: publicationFileName(entry), description, given, summary }, notes };
}

/** Whether a file has the name that the convention gives it, however its letters are composed. */
export function hasRightName({ name, rightName }: EditionFile): boolean {
  return name.normalize('NFC') === rightName;
}

import type { PlacedEntry } from '../domain/model';
import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../language/types';
import type { Note as MatrixNote, noteJson } from '../matrix/notes';
import { readPublication } from '../matrix/reading';
import type { MatrixSource } from '../matrix/sources';
import { opened } from './governed';

/** A publication for {@link matrix}. */
export interface PublicationFile {
  /** What the matrix calls it; usually its file name. */
  readonly name: string;
  readonly text: string;
  /** Whether it is the asset owner's own file, whose states lie over those of the suppliers. */
  readonly isOwner?: boolean;
}

/** What a reader must know about a result, as in the JSON of the command line: files that could not be read, doubts. */
export type Note = ReturnType<typeof noteJson>;

/** The files of which something can be shown, and notes on all others. @param onRead called with each of the former */
export function filesIn(
  files: readonly PublicationFile[],
  vocabulary: Vocabulary,
  onRead?: (given: MatrixSource, publication: PlacedEntry<'publication'>, tree: XmlTree) => void,
): { readonly given: readonly MatrixSource[]; readonly notes: readonly MatrixNote[] } {
  const read = files.map(({ name, text, isOwner = false }) => {
    const document = opened(text, { fileName: name, vocabulary });
    const found = readPublication(document, { name, path: name, isOwner }, vocabulary);
    if (found.given !== null && found.publication !== null) onRead?.(found.given, found.publication, document.tree);
    return found;
  });
  return { given: read.flatMap(({ given }) => given ?? []), notes: read.flatMap(({ notes }) => notes) };
}

import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { joined } from '../exchange/tables/xlsx/write/workbook';
import { matrixCsv } from '../matrix/export/csv';
import { matrixHtml } from '../matrix/export/html';
import { matrixJson } from '../matrix/export/json';
import { matrixMarkdown } from '../matrix/export/markdown';
import { matrixXlsx } from '../matrix/export/xlsx/xlsx';
import { buildMatrix } from '../matrix/matrix';
import { noteJson, type Note as MatrixNote } from '../matrix/notes';
import { viewOf, type View } from '../matrix/view';
import { english } from '../xml/problem';
import { runToCompletion } from '../xml/task';
import type { DocumentOptions } from './governed';
import { filesIn, type Note, type PublicationFile } from './publicationFiles';

/** How a matrix is written. */
export interface MatrixOptions extends Pick<DocumentOptions, 'vocabulary'> {
  /** Default: `json`. */
  readonly format?: 'csv' | 'html' | 'json' | 'markdown';
  /** Older editions to compare with. */
  readonly older?: readonly PublicationFile[];
  /** For `csv`; default: a comma. */
  readonly separator?: ',' | ';' | '\t';
  /** Receives what a reader must know, in each format: `csv` has no place for it. */
  readonly onNote?: (note: Note) => void;
}

/**
 * Patches by products, from one publication or several, as `vpc matrix` writes it. A text of which nothing is shown (not
 * well-formed, another root element) is named in the notes of the result, which `csv` does not have: pass `onNote`.
 * @example matrix([{ name: 'a.xml', text }], { format: 'csv' }) // '\uFEFFPatch vendor,Patch,Title,…'
 */
export function matrix(files: readonly PublicationFile[], options: MatrixOptions = {}): string {
  const { format = 'json', separator } = options;
  const { view, notes } = builtMatrix(files, options);
  const writers: Readonly<Record<typeof format, (view: View) => Iterable<string>>> = {
    csv: () => matrixCsv(view, { separator }),
    html: () => matrixHtml(view, { notes }),
    json: () => matrixJson(view, { notes }),
    markdown: () => matrixMarkdown(view, { notes }),
  };
  return [...writers[format](view)].join('');
}

/** The matrix as an Excel workbook (XLSX), as `vpc matrix --format xlsx` writes it; {@link apply} reads it back. */
export function matrixWorkbook(
  files: readonly PublicationFile[],
  options: Omit<MatrixOptions, 'format' | 'separator'> = {},
): Uint8Array {
  const { view, notes } = builtMatrix(files, options);
  return joined([...matrixXlsx(view, { notes })]);
}

function builtMatrix(
  files: readonly PublicationFile[],
  { vocabulary = REFERENCE_VOCABULARY, older, onNote }: MatrixOptions,
): { readonly view: View; readonly notes: readonly MatrixNote[] } {
  const read = filesIn(files, vocabulary);
  const readOlder = older === undefined ? null : filesIn(older, vocabulary);
  const before = readOlder === null ? null : runToCompletion(buildMatrix(vocabulary, readOlder.given));
  const built = runToCompletion(buildMatrix(vocabulary, read.given, { older: before }));
  const notes = [...read.notes, ...(readOlder?.notes ?? []), ...(before?.notes ?? []), ...built.notes];
  if (onNote !== undefined) notes.map((note) => noteJson(note, english)).forEach(onNote);
  return { view: viewOf(built), notes };
}

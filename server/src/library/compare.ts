import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { compare as compareFiles, regressionsOf, type Comparison, type Regressions } from '../matrix/compare/compare';
import { noteJson } from '../matrix/notes';
import { english } from '../xml/problem';
import type { DocumentOptions } from './governed';
import { filesIn, type Note, type PublicationFile } from './publicationFiles';

/**
 * What changed from older files to newer ones, as `vpc compare` reports it. A text is one file; what could not be read is in
 * the notes.
 * @example compare(january, february).patches.added // [{ vendor: 'Microsoft', id: 'KB5034441', title: … }]
 */
export function compare(
  before: string | readonly PublicationFile[],
  after: string | readonly PublicationFile[],
  { vocabulary = REFERENCE_VOCABULARY }: Pick<DocumentOptions, 'vocabulary'> = {},
): Omit<Comparison, 'notes'> & { readonly notes: readonly Note[]; readonly regressions: Regressions } {
  const sides = (
    [
      ['before', before],
      ['after', after],
    ] as const
  ).map(([name, given]) => filesIn(typeof given === 'string' ? [{ name, text: given }] : given, vocabulary));
  const comparison = compareFiles(sides[0]!.given, sides[1]!.given, vocabulary);
  const notes = [...sides.flatMap((side) => side.notes), ...comparison.notes];
  return { ...comparison, notes: notes.map((note) => noteJson(note, english)), regressions: regressionsOf(comparison) };
}

/** The files of an edition besides its XML. */
import { editionNames, INDEX } from '../../../exchange/publish/names';
import type { Vocabulary } from '../../../domain/vocabulary';
import { comparisonOf, regressionsOf } from '../../../matrix/compare/compare';
import { CHANGE_TEXTS, type ShownComparison } from '../../../matrix/compare/texts';
import { changesHtml } from '../../../matrix/export/changesHtml';
import { changesMarkdown } from '../../../matrix/export/changesMarkdown';
import { linkTo } from '../../../matrix/export/indexPage';
import { PUBLISHED_FORMATS } from '../../../matrix/export/published';
import { buildMatrix } from '../../../matrix/matrix';
import type { MatrixSource } from '../../../matrix/sources';
import { viewOf } from '../../../matrix/view';
import { runToCompletion } from '../../../xml/task';

/** The bytes of a text in UTF-8. */
function bytesOf(pieces: Iterable<string>): Uint8Array {
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
}

/**
 * The pages of an edition, by name.
 * @param before the last edition; `null`: there is none, and no page of changes
 */
export function pagesOf(
  name: string,
  given: MatrixSource,
  before: MatrixSource | null,
  vocabulary: Vocabulary,
): Map<string, Uint8Array> {
  const names = editionNames(name);
  const view = viewOf(runToCompletion(buildMatrix(vocabulary, [given])));
  const pages = new Map<string, Uint8Array>();
  for (const { extension, write } of PUBLISHED_FORMATS) {
    const written = write(view);
    pages.set(names.as(extension), written instanceof Uint8Array ? written : bytesOf(written));
  }
  if (before === null) return pages;
  const shown = comparisonWith(before, given, vocabulary);
  const links = [
    { text: CHANGE_TEXTS.allStates, href: linkTo(names.as('html')) },
    { text: CHANGE_TEXTS.allEditions, href: linkTo(INDEX) },
  ];
  pages.set(names.changesHtml, bytesOf([changesHtml(shown, { states: vocabulary.profile.states, links })]));
  pages.set(names.changesMarkdown, bytesOf([changesMarkdown(shown)]));
  return pages;
}

function comparisonWith(before: MatrixSource, given: MatrixSource, vocabulary: Vocabulary): ShownComparison {
  const older = runToCompletion(buildMatrix(vocabulary, [before]));
  const view = viewOf(runToCompletion(buildMatrix(vocabulary, [given], { older })));
  const comparison = comparisonOf(view, older);
  return { comparison, regressions: regressionsOf(comparison), notes: comparison.notes };
}

/** The files of an edition besides its XML. */
import type { Vocabulary } from '../../domain/vocabulary';
import { editionNames, INDEX } from '../../exchange/publish/names';
import { joined } from '../../exchange/tables/xlsx/write/workbook';
import type { Task } from '../../xml/task';
import { comparisonOf, regressionsOf } from '../compare/compare';
import { CHANGE_TEXTS, type ShownComparison } from '../compare/texts';
import { changesHtml } from '../export/changesHtml';
import { changesMarkdown } from '../export/changesMarkdown';
import { linkTo } from '../export/indexPage';
import { PUBLISHED_FORMATS } from '../export/published';
import { buildMatrix } from '../matrix';
import type { MatrixSource } from '../sources';
import { viewOf } from '../view';

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * The pages of an edition, by name.
 * @param before the last edition; `null`: there is none, and no page of changes
 */
export function* pagesOf(
  name: string,
  given: MatrixSource,
  before: MatrixSource | null,
  vocabulary: Vocabulary,
): Task<Map<string, Uint8Array>> {
  const names = editionNames(name);
  const view = viewOf(yield* buildMatrix(vocabulary, [given]));
  const pages = new Map<string, Uint8Array>();
  for (const { extension, write } of PUBLISHED_FORMATS) {
    const pieces: Uint8Array[] = [];
    for (const piece of write(view)) {
      pieces.push(typeof piece === 'string' ? utf8(piece) : piece);
      yield;
    }
    pages.set(names.as(extension), joined(pieces));
  }
  if (before === null) return pages;
  const shown = yield* comparisonWith(before, given, vocabulary);
  const links = [
    { text: CHANGE_TEXTS.allStates, href: linkTo(names.as('html')) },
    { text: CHANGE_TEXTS.allEditions, href: linkTo(INDEX) },
  ];
  pages.set(names.changesHtml, utf8(changesHtml(shown, { states: vocabulary.profile.states, links })));
  yield;
  pages.set(names.changesMarkdown, utf8(changesMarkdown(shown)));
  return pages;
}

function* comparisonWith(before: MatrixSource, given: MatrixSource, vocabulary: Vocabulary): Task<ShownComparison> {
  const older = yield* buildMatrix(vocabulary, [before]);
  const view = viewOf(yield* buildMatrix(vocabulary, [given], { older }));
  const comparison = comparisonOf(view, older);
  return { comparison, regressions: regressionsOf(comparison), notes: comparison.notes };
}

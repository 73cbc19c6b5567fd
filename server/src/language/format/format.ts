import type { TextEdit } from '../../xml/reparse';
import type { GovernedDocument } from '../../workspace/document';
import { ContentClassifier } from './contentClassifier';
import { mergeEdits } from './mergeEdits';
import { Layout } from './layout';
import type { FormatOptions } from '../../workspace/configuration/formatOptions';
import type { Task } from '../../xml/task';

export type { FormatOptions };

/**
 * Formats a document or a range of it: one element per line, indented by its depth. Only insignificant whitespace changes,
 * between elements and in tags. Values, mixed content, comments, CDATA sections, processing instructions, the DOCTYPE,
 * content under `xml:space="preserve"`, malformed markup and the line breaks of the file are not changed.
 *
 * Takes time proportional to the text, or to the range.
 * @param range only text in it is changed; its indentation follows the lines around it
 * @returns edits in document order; none touches another
 */
export function* format(
  { tree, schema }: GovernedDocument,
  options: FormatOptions,
  range: { readonly start: number; readonly end: number } = { start: 0, end: tree.length },
): Task<readonly TextEdit[]> {
  const layout = new Layout(tree, new ContentClassifier(tree, schema), options, range);
  yield* layout.document();
  return yield* mergeEdits(layout.edits, tree);
}

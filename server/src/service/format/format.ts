import type { TextEdit } from '../../xml/reparse';
import type { GovernedDocument } from '../document';
import { ContentShapes } from './contentShape';
import { joined } from './join';
import { Layout } from './layout';
import type { FormatOptions } from './options';

export type { FormatOptions };

/**
 * Lays a document out, or a part of it: one element a line, indented by its depth. Only blanks change, and only those that
 * mean nothing: between elements, and in tags. Values, mixed content, comments, CDATA sections, processing instructions, the
 * DOCTYPE and what `xml:space` preserves stay as they are, and so does whatever is broken, and the line ends of the file.
 *
 * Takes time in proportion to the text (of a range: to the range) and yields now and then: a caller may let others take
 * their turn, or give up.
 * @param range only what lies in it is changed; laid out against the lines around it
 * @returns edits in document order, none next to another
 */
export function* format(
  { tree, schema }: GovernedDocument,
  options: FormatOptions,
  range: { readonly start: number; readonly end: number } = { start: 0, end: tree.length },
): Generator<void, readonly TextEdit[], undefined> {
  const layout = new Layout(tree, new ContentShapes(tree, schema), options, range);
  yield* layout.document();
  return yield* joined(layout.edits, tree);
}

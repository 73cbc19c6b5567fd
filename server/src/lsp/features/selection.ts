import type { SelectionRange } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { selectionRanges } from '../../service/selection';
import type { XmlTree } from '../../xml/tree';
import type { Session } from '../session';
import { answer } from './answer';

/** `textDocument/selectionRange` */
export function registerSelection(session: Session): void {
  session.connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
    answer<SelectionRange[] | null>(session, 'Selection ranges', uri, null, token, ({ tree }) =>
      positions.map((position) => selectionRange(tree, tree.offsetAt(position))),
    ),
  );
}

/** The innermost range, each with the one around it as its parent. */
function selectionRange(tree: XmlTree, offset: number): SelectionRange {
  const outermost: SelectionRange = { range: rangeOf(tree, { start: 0, end: tree.length }) };
  return selectionRanges(tree, offset).reduceRight<SelectionRange>(
    (parent, range, index, { length }) => (index === length - 1 ? outermost : { range: rangeOf(tree, range), parent }),
    outermost,
  );
}

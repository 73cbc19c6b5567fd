import type { LinkedEditingRanges } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { linkedRanges } from '../../service/linkedEditing';
import type { Session } from '../session';
import { answer } from './answer';

/** `textDocument/linkedEditingRange` */
export function registerLinkedEditing(session: Session): void {
  session.connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }, token) =>
    answer<LinkedEditingRanges | null>(session, 'Linked editing', uri, null, token, ({ tree }) => {
      const ranges = linkedRanges(tree, tree.offsetAt(position)).map((range) => rangeOf(tree, range));
      return ranges.length === 0 ? null : { ranges, wordPattern: NAME };
    }),
  );
}

/** What goes on being typed in both tags. */
const NAME = '[^\\s<>/="\']*';

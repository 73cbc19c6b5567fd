import type { DocumentHighlight } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { tagHighlights } from '../../service/highlight/tag';
import type { Session } from '../session';
import { answer } from './answer';

/** `textDocument/documentHighlight` */
export function registerHighlight(session: Session): void {
  session.connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    answer<DocumentHighlight[]>(session, 'Highlights', uri, [], token, ({ tree }) =>
      tagHighlights(tree, tree.offsetAt(position)).map((range) => ({ range: rangeOf(tree, range) })),
    ),
  );
}

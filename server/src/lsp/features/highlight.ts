import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver';
import { highlights, type Highlight } from '../../service/highlight';
import type { Session } from '../session';
import { answer } from './answer';

const KINDS: Record<Highlight['kind'], DocumentHighlightKind | undefined> = {
  tag: undefined,
  defines: DocumentHighlightKind.Write,
  refers: DocumentHighlightKind.Read,
};

/** `textDocument/documentHighlight` */
export function registerHighlight(session: Session): void {
  session.connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    answer<DocumentHighlight[] | null>(session, 'Highlights', uri, null, token, (document) => {
      const found = highlights(document, document.tree.offsetAt(position));
      return found === null ? null : found.map(documentHighlight);
    }),
  );
}

function documentHighlight({ range, kind }: Highlight): DocumentHighlight {
  const shown = KINDS[kind];
  return { range, ...(shown !== undefined && { kind: shown }) };
}

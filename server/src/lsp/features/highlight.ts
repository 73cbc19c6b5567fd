import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver';
import { highlightsInSteps, type Highlight } from '../../service/highlight';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';

const KINDS: Record<Highlight['kind'], DocumentHighlightKind | undefined> = {
  tag: undefined,
  defines: DocumentHighlightKind.Write,
  refers: DocumentHighlightKind.Read,
};

/** `textDocument/documentHighlight` */
export function registerHighlight(session: Session): void {
  const { connection, runtime } = session;
  connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    answer<DocumentHighlight[] | null>(session, 'Highlights', uri, null, token, async (document, _open, isWanted) => {
      const work = highlightsInSteps(document, document.tree.offsetAt(position));
      const done = await inSlices(runtime, work, isWanted);
      return done?.result?.map(documentHighlight) ?? null;
    }),
  );
}

function documentHighlight({ range, kind }: Highlight): DocumentHighlight {
  const shown = KINDS[kind];
  return { range, ...(shown !== undefined && { kind: shown }) };
}

/** `textDocument/documentHighlight` and `textDocument/linkedEditingRange` */
import { DocumentHighlightKind, type DocumentHighlight, type LinkedEditingRanges } from 'vscode-languageserver';
import type { Highlight } from '../../language/types';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import { rangeOf } from '../../workspace/diagnostic';

const KINDS: Record<Highlight['kind'], DocumentHighlightKind | undefined> = {
  tag: undefined,
  defines: DocumentHighlightKind.Write,
  refers: DocumentHighlightKind.Read,
};

/** `textDocument/documentHighlight` */
export function registerHighlight(session: Session): void {
  const { connection, runtime, service } = session;
  connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    answer<DocumentHighlight[] | null>(session, 'Highlights', uri, null, token, async (document, _open, isWanted) => {
      const task = service.highlights(document, document.tree.offsetAt(position));
      const done = await runForDocument(runtime, task, isWanted);
      return done?.result?.map(documentHighlight) ?? null;
    }),
  );
}

function documentHighlight({ range, kind }: Highlight): DocumentHighlight {
  const shown = KINDS[kind];
  return { range, ...(shown !== undefined && { kind: shown }) };
}

/** `textDocument/linkedEditingRange` */
export function registerLinkedEditing(session: Session): void {
  const { connection, service } = session;
  connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }, token) =>
    answer<LinkedEditingRanges | null>(session, 'Linked editing', uri, null, token, (document) => {
      const { tree } = document;
      const ranges = service.linkedRanges(document, tree.offsetAt(position)).map((range) => rangeOf(tree, range));
      return ranges.length === 0 ? null : { ranges, wordPattern: NAME };
    }),
  );
}

/** Linked editing goes on while the typed text matches this. */
const NAME = '[^\\s<>/="\']*';

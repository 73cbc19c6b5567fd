import { identifierAt, referencesMeant } from '../../service/meant';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** `textDocument/references`: waits until all files of the workspace are known. */
export function registerReferences(session: Session): void {
  const { connection, indexer } = session;
  connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    answer(session, 'References', uri, null, token, async (document) => {
      const asked = identifierAt(document, document.tree.offsetAt(position));
      if (asked === null) return null;
      const elsewhere = await indexer.elsewhereCompletely(uri, token);
      return referencesMeant({ ...document, elsewhere }, asked, context.includeDeclaration).map((place) =>
        locationOf(place, uri),
      );
    }),
  );
}

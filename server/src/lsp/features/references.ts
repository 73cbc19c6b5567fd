import { identifierAt, referencesMeantInSteps } from '../../service/meant';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** `textDocument/references`: waits until all files of the workspace are known. */
export function registerReferences(session: Session): void {
  const { connection, runtime, indexer } = session;
  connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    answer(session, 'References', uri, null, token, async (document, _open, isWanted) => {
      const asked = identifierAt(document, document.tree.offsetAt(position));
      if (asked === null) return null;
      const elsewhere = await indexer.elsewhereCompletely(uri, token);
      const work = referencesMeantInSteps({ ...document, elsewhere }, asked, context.includeDeclaration);
      const done = await inSlices(runtime, work, isWanted);
      return done?.result.map((place) => locationOf(place, uri)) ?? null;
    }),
  );
}

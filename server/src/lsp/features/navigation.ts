/** `textDocument/definition` and `textDocument/references` */
import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { rangeOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { GovernedDocument, Occurrence } from '../../language/types';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** `textDocument/definition`: where the document itself has none, waits until all files of the workspace are known. */
export function registerDefinition(session: Session): void {
  const { connection, runtime, abilities, indexer, service } = session;
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer<Definition | DefinitionLink[] | null>(
      session,
      'Definition',
      uri,
      null,
      token,
      async (document, _open, isWanted) => {
        const { tree } = document;
        const identifier = service.identifierAt(document, tree.offsetAt(position));
        if (identifier === null) return null;
        const definedIn = async (searched: GovernedDocument): Promise<readonly Occurrence[]> =>
          (await runForDocument(runtime, service.definitions(searched, identifier), isWanted))?.result ?? [];
        let found = await definedIn({ ...document, otherPublications: undefined });
        if (found.length === 0) {
          const otherPublications = await indexer.allOtherPublications(uri, token);
          found = await definedIn({ ...document, otherPublications });
        }
        const locations = found.map((occurrence) => locationOf(occurrence, uri));
        if (!abilities.definitionLinks) return locations;
        const originSelectionRange = rangeOf(tree, identifier);
        return locations.map(({ uri: targetUri, range }) => ({
          originSelectionRange,
          targetUri,
          targetRange: range,
          targetSelectionRange: range,
        }));
      },
    ),
  );
}

/** `textDocument/references`: waits until all files of the workspace are known. */
export function registerReferences(session: Session): void {
  const { connection, runtime, indexer, service } = session;
  connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    answer(session, 'References', uri, null, token, async (document, _open, isWanted) => {
      const identifier = service.identifierAt(document, document.tree.offsetAt(position));
      if (identifier === null) return null;
      const otherPublications = await indexer.allOtherPublications(uri, token);
      const task = service.references({ ...document, otherPublications }, identifier, context.includeDeclaration);
      const done = await runForDocument(runtime, task, isWanted);
      return done?.result.map((occurrence) => locationOf(occurrence, uri)) ?? null;
    }),
  );
}

import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { definitionsMeant, identifierAt } from '../../service/meant';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** `textDocument/definition` */
export function registerDefinition(session: Session): void {
  const { connection, abilities } = session;
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer<Definition | DefinitionLink[] | null>(session, 'Definition', uri, null, token, (document) => {
      const { tree } = document;
      const asked = identifierAt(document, tree.offsetAt(position));
      if (asked === null) return null;
      const locations = definitionsMeant(document, asked).map((place) => locationOf(place, uri));
      if (!abilities.definitionLinks) return locations;
      const originSelectionRange = rangeOf(tree, asked);
      return locations.map(({ uri: targetUri, range }) => ({
        originSelectionRange,
        targetUri,
        targetRange: range,
        targetSelectionRange: range,
      }));
    }),
  );
}

import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { definitionsMeantInSteps, identifierAt } from '../../service/meant';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** `textDocument/definition` */
export function registerDefinition(session: Session): void {
  const { connection, runtime, abilities } = session;
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer<Definition | DefinitionLink[] | null>(
      session,
      'Definition',
      uri,
      null,
      token,
      async (document, _open, isWanted) => {
        const { tree } = document;
        const asked = identifierAt(document, tree.offsetAt(position));
        if (asked === null) return null;
        const done = await inSlices(runtime, definitionsMeantInSteps(document, asked), isWanted);
        const locations = (done?.result ?? []).map((place) => locationOf(place, uri));
        if (!abilities.definitionLinks) return locations;
        const originSelectionRange = rangeOf(tree, asked);
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

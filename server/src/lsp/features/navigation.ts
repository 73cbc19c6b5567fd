/** `textDocument/definition` and `textDocument/references` */
import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { rangeOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { InitializationOptions } from '../protocol';
import type { GovernedDocument, Occurrence, SchemaTarget, XmlTree } from '../../language/types';
import type { Session } from '../session';
import { answer } from './answer';
import { locationOf } from './convert';

/** The location of a place in the schema; none for a place in the bundled schema if the client cannot open it. */
function schemaLocations(
  { bundled, abilities }: Session,
  bundledSchemaUri: string | undefined,
  tree: XmlTree,
  target: SchemaTarget | null,
): Definition | DefinitionLink[] | null {
  if (target === null) return null;
  const { range } = target;
  const targetUri = target.uri === bundled.schema.uri ? bundledSchemaUri : target.uri;
  // Built-in documents have no file.
  if (targetUri === undefined || targetUri.startsWith('xsd:')) return null;
  if (!abilities.definitionLinks) return [{ uri: targetUri, range }];
  const originSelectionRange = rangeOf(tree, target);
  return [{ originSelectionRange, targetUri, targetRange: range, targetSelectionRange: range }];
}

/** `textDocument/typeDefinition`: the type in the schema. */
export function registerTypeDefinition(session: Session, { bundledSchemaUri }: InitializationOptions): void {
  const { connection, service } = session;
  connection.onTypeDefinition(({ textDocument: { uri }, position }, token) =>
    answer<Definition | DefinitionLink[] | null>(session, 'Type definition', uri, null, token, (document) => {
      const { tree } = document;
      return schemaLocations(session, bundledSchemaUri, tree, service.schemaType(document, tree.offsetAt(position)));
    }),
  );
}

/** `textDocument/definition`: what the schema declares, and identifiers; where the document itself has none, waits until all files of the workspace are known. */
export function registerDefinition(session: Session, { bundledSchemaUri }: InitializationOptions): void {
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
        const offset = tree.offsetAt(position);
        const identifier = service.identifierAt(document, offset);
        if (identifier === null) {
          return schemaLocations(session, bundledSchemaUri, tree, service.schemaDeclaration(document, offset));
        }
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

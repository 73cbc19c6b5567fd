import type { DocumentLink } from 'vscode-languageserver';
import type { GovernedDocument } from '../../workspace/document';
import { rangeOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import type { Task } from '../../xml/task';

/** Finding the positions of more would delay the editor, and nobody clicks that many. */
const MAX_LINKS = 10_000;

/** `textDocument/documentLink` */
export function registerDocumentLinks(session: Session): void {
  const { connection, runtime } = session;
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Document links',
      uri,
      [],
      token,
      async (document, _open, isWanted) => {
        const done = await runForDocument(runtime, documentLinks(document, session), isWanted);
        return done?.result ?? [];
      },
      'whole file',
    ),
  );
}

function* documentLinks(document: GovernedDocument, { abilities, service, localize }: Session): Task<DocumentLink[]> {
  const found: DocumentLink[] = [];
  for (const link of yield* service.links(document, MAX_LINKS)) {
    const { target } = link;
    const tooltip = localize('Open {0}', new URL(target).host);
    found.push({ range: rangeOf(document.tree, link), target, ...(abilities.linkTooltips && { tooltip }) });
    yield;
  }
  return found;
}

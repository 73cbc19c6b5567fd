import type { DocumentLink } from 'vscode-languageserver';
import type { GovernedDocument } from '../../service/document';
import { rangeOf } from '../../service/findings';
import { links } from '../../service/links';
import { inSteps } from '../../xml/pause';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';

/** Beyond so many, finding their places costs the editor more than anybody clicks. */
const MOST_LINKS = 10_000;

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
        const done = await inSlices(runtime, documentLinks(document, session), isWanted);
        return done?.result ?? [];
      },
      'whole file',
    ),
  );
}

function* documentLinks(
  document: GovernedDocument,
  { abilities, localize }: Session,
): Generator<void, DocumentLink[], undefined> {
  const found: DocumentLink[] = [];
  for (const link of yield* inSteps(() => links(document, MOST_LINKS))) {
    const { target } = link;
    const tooltip = localize('Open at {0}', new URL(target).host);
    found.push({ range: rangeOf(document.tree, link), target, ...(abilities.linkTooltips && { tooltip }) });
    yield;
  }
  return found;
}

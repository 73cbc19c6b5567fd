import type { DocumentLink } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { links } from '../../service/links';
import type { Session } from '../session';
import { answer } from './answer';

/** Beyond so many, finding their places costs the editor more than anybody clicks. */
const MOST_LINKS = 10_000;

/** `textDocument/documentLink` */
export function registerDocumentLinks(session: Session): void {
  const { connection, abilities, localize } = session;
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Document links',
      uri,
      [],
      token,
      (document) =>
        links(document, MOST_LINKS).map((link): DocumentLink => {
          const tooltip = localize('Open at {0}', new URL(link.target).host);
          return {
            range: rangeOf(document.tree, link),
            target: link.target,
            ...(abilities.linkTooltips && { tooltip }),
          };
        }),
      'whole file',
    ),
  );
}

import { rangeOf } from '../../service/findings';
import { hover } from '../../service/hover';
import { clockNow } from '../clock';
import type { Session } from '../session';
import { answer } from './answer';
import { markup } from './convert';

/** `textDocument/hover` */
export function registerHover(session: Session): void {
  const { connection, abilities, localize } = session;
  connection.onHover(({ textDocument, position }, token) =>
    answer(session, 'Hover', textDocument.uri, null, token, (document) => {
      const { tree } = document;
      const found = hover(document, tree.offsetAt(position), clockNow(), localize);
      if (found === null) return null;
      return { contents: markup(found.markdown, abilities.markdownHover), range: rangeOf(tree, found) };
    }),
  );
}

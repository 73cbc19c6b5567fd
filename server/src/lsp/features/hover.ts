import { rangeOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import { markup } from './convert';

/** `textDocument/hover` */
export function registerHover(session: Session): void {
  const { connection, runtime, abilities, service } = session;
  connection.onHover(({ textDocument, position }, token) =>
    answer(session, 'Hover', textDocument.uri, null, token, async (document, _open, isWanted) => {
      const { tree } = document;
      const task = service.hover(document, tree.offsetAt(position));
      const found = (await runForDocument(runtime, task, isWanted))?.result ?? null;
      if (found === null) return null;
      return { contents: markup(found.markdown, abilities.markdownHover, service), range: rangeOf(tree, found) };
    }),
  );
}

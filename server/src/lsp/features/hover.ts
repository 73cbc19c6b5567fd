import { rangeOf } from '../../service/findings';
import { hoverInSteps } from '../../service/hover';
import { clockNow } from '../clock';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';
import { markup } from './convert';

/** `textDocument/hover` */
export function registerHover(session: Session): void {
  const { connection, runtime, abilities, localize } = session;
  connection.onHover(({ textDocument, position }, token) =>
    answer(session, 'Hover', textDocument.uri, null, token, async (document, _open, isWanted) => {
      const { tree } = document;
      const work = hoverInSteps(document, tree.offsetAt(position), clockNow(), localize);
      const found = (await inSlices(runtime, work, isWanted))?.result ?? null;
      if (found === null) return null;
      return { contents: markup(found.markdown, abilities.markdownHover), range: rangeOf(tree, found) };
    }),
  );
}

import type { CancellationToken } from 'vscode-languageserver';
import { rangeOf } from '../../workspace/diagnostic';
import { AUTO_INSERT, type AutoInsertParams, type AutoInsertResult } from '../protocol';
import type { Session } from '../session';
import { answer } from './answer';

const NOTHING: AutoInsertResult = { insert: null };

/** `vpc/autoInsert`. A client that is a keystroke ahead gets nothing: what was typed since may have closed the tag. */
export function registerAutoInsert(session: Session): void {
  const { connection, service } = session;
  connection.onRequest(AUTO_INSERT, (params: AutoInsertParams, token: CancellationToken) => {
    const { uri, version, position, character } = params;
    return answer<AutoInsertResult>(session, 'Closing a tag', uri, NOTHING, token, (document, open) => {
      const { tree } = document;
      if (open.version !== version) return NOTHING;
      const insert = service.autoInsert(document, tree.offsetAt(position), character);
      return insert === null ? NOTHING : { insert: { range: rangeOf(tree, insert), snippet: insert.snippet } };
    });
  });
}

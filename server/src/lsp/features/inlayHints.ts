import type { InlayHint } from 'vscode-languageserver';
import { inlayHints } from '../../service/inlayHints';
import { inBackground } from '../background';
import type { Session } from '../session';
import { answer } from './answer';

/** `textDocument/inlayHint`, and asking for it again where the answers may be others. */
export function registerInlayHints(session: Session): void {
  const { connection, abilities, workspace, indexer, localize } = session;
  if (!abilities.inlayHints) return;
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer<InlayHint[] | null>(session, 'Inlay hints', uri, null, token, async (document) => {
      if (!(await workspace.showsInlayHints(uri))) return null;
      const { tree } = document;
      const [start, end] = [tree.offsetAt(range.start), tree.offsetAt(range.end)];
      return inlayHints(document, start, end, localize).map(({ offset, label, tooltip }) => ({
        position: tree.positionAt(offset),
        label,
        paddingLeft: true,
        ...(tooltip !== '' && { tooltip }),
      }));
    }),
  );
  if (!abilities.inlayHintRefresh) return;
  const refresh = (): void => inBackground(connection, 'Refresh', connection.languages.inlayHint.refresh());
  indexer.onDidRead(refresh);
  workspace.onDidChangeSettings(refresh);
}

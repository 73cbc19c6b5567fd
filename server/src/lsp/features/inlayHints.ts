import type { InlayHint } from 'vscode-languageserver';
import type { Session } from '../session';
import { answer } from './answer';
import { inBackground } from '../runSafe';

/** `textDocument/inlayHint`, and the refresh after settings or other files have changed. */
export function registerInlayHints(session: Session): void {
  const { connection, abilities, workspace, indexer, service } = session;
  if (!abilities.inlayHints) return;
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer<InlayHint[] | null>(session, 'Inlay hints', uri, null, token, async (document) => {
      if (!(await workspace.showsInlayHints(uri))) return null;
      const { tree } = document;
      const [start, end] = [tree.offsetAt(range.start), tree.offsetAt(range.end)];
      return service.inlayHints(document, start, end).map(({ offset, label, tooltip }) => ({
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

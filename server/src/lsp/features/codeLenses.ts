import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { rangesOf } from '../../workspace/diagnostic';
import { inBackground } from '../runSafe';
import type { Session } from '../session';
import { answer } from './answer';

/** Editors ask after each edit: these take about 0.1 s. */
const MAX_LENSES = 1_000;

/**
 * `textDocument/codeLens`: opens the matrix of the document, or at a patch. @param command of the client, called with the uri and,
 * for a patch, its position
 */
export function registerCodeLenses(session: Session, command: string): void {
  const { connection, abilities, workspace, service, localize } = session;
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer<CodeLens[]>(
      session,
      'Code lenses',
      uri,
      [],
      token,
      async (document) => {
        if (!(await workspace.showsCodeLenses(uri))) return [];
        const lenses = service.matrixLenses(document, MAX_LENSES);
        const ranges = rangesOf(document.tree, lenses);
        return lenses.map(({ subject }, index) => {
          const range = ranges[index]!;
          const isPatch = subject === 'patch';
          const title = isPatch ? localize('Open the matrix here') : localize('Open the Matrix');
          return { range, command: { title, command, arguments: isPatch ? [uri, range.start] : [uri] } };
        });
      },
      'whole file',
    ),
  );
  if (!abilities.codeLensRefresh) return;
  workspace.onDidChangeSettings(() =>
    inBackground(connection, 'Refresh', connection.sendRequest(CodeLensRefreshRequest.type)),
  );
}

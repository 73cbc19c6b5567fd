import { SymbolKind, type SymbolInformation } from 'vscode-languageserver';
import { workspaceSymbolsInSteps, type WorkspaceSymbol } from '../../service/workspaceSymbols';
import { inSlices } from '../paced';
import { runSafe } from '../runSafe';
import type { Session } from '../session';

/** Nobody reads on; whoever types on gets others. */
const MOST_SYMBOLS = 500;

const KINDS: Record<WorkspaceSymbol['kind'], SymbolKind> = {
  'patch-vendor': SymbolKind.Namespace,
  patch: SymbolKind.Class,
  product: SymbolKind.Object,
};

/** `workspace/symbol`: waits until all files of the workspace are known. */
export function registerWorkspaceSymbols({ connection, runtime, indexer }: Session): void {
  connection.onWorkspaceSymbol(({ query }, token) =>
    runSafe<SymbolInformation[]>(connection, runtime, 'Workspace symbols', [], token, async () => {
      const { files } = await indexer.elsewhereCompletely(null, token);
      const work = workspaceSymbolsInSteps(files, query, MOST_SYMBOLS);
      const done = await inSlices(runtime, work, () => !token.isCancellationRequested);
      return (done?.result ?? []).map(symbolInformation);
    }),
  );
}

function symbolInformation({ kind, name, container, uri, range }: WorkspaceSymbol): SymbolInformation {
  return { name, kind: KINDS[kind], containerName: container, location: { uri, range } };
}

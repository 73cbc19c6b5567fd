import { SymbolKind, type SymbolInformation } from 'vscode-languageserver';
import type { WorkspaceSymbol } from '../../language/types';
import { runInSlices } from '../timeSlicing';
import { runSafe } from '../runSafe';
import type { Session } from '../session';

/** More are not read: the user types on, which asks again. */
const MAX_SYMBOLS = 500;

const KINDS: Record<WorkspaceSymbol['kind'], SymbolKind> = {
  'patch-vendor': SymbolKind.Namespace,
  patch: SymbolKind.Class,
  product: SymbolKind.Object,
};

/** `workspace/symbol`: waits until all files of the workspace are known. */
export function registerWorkspaceSymbols({ connection, runtime, indexer, service }: Session): void {
  connection.onWorkspaceSymbol(({ query }, token) =>
    runSafe<SymbolInformation[]>(connection, runtime, 'Workspace symbols', [], token, async () => {
      const { files } = await indexer.allOtherPublications(null, token);
      const task = service.workspaceSymbols(files, query, MAX_SYMBOLS);
      const done = await runInSlices(runtime, task, () => !token.isCancellationRequested);
      return (done?.result ?? []).map(symbolInformation);
    }),
  );
}

function symbolInformation({ kind, name, container, uri, range }: WorkspaceSymbol): SymbolInformation {
  return { name, kind: KINDS[kind], containerName: container, location: { uri, range } };
}

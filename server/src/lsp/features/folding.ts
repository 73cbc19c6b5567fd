import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { foldingRangesInSteps, type FoldingRange as ServiceFoldingRange } from '../../service/folding';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';

/** What VS Code takes where a client does not say. */
const MOST_FOLDING_RANGES = 5_000;

/** `textDocument/foldingRange` */
export function registerFolding(session: Session): void {
  const { connection, runtime, abilities } = session;
  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Folding',
      uri,
      [],
      token,
      async ({ tree }, _open, isWanted) => {
        const work = foldingRangesInSteps(tree, abilities.foldingRangeLimit ?? MOST_FOLDING_RANGES);
        const done = await inSlices(runtime, work, isWanted);
        return (done?.result ?? []).map(foldingRange);
      },
      'whole file',
    ),
  );
}

function foldingRange({ startLine, endLine, kind }: ServiceFoldingRange): FoldingRange {
  const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region };
  return { startLine, endLine, ...(kind && { kind: kinds[kind] }) };
}

import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { foldingRanges, type FoldingRange as ServiceFoldingRange } from '../../service/folding';
import type { Session } from '../session';
import { answer } from './answer';

/** What VS Code takes where a client does not say. */
const MOST_FOLDING_RANGES = 5_000;

/** `textDocument/foldingRange` */
export function registerFolding(session: Session): void {
  const { connection, abilities } = session;
  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Folding',
      uri,
      [],
      token,
      ({ tree }) => foldingRanges(tree, abilities.foldingRangeLimit ?? MOST_FOLDING_RANGES).map(foldingRange),
      'whole file',
    ),
  );
}

function foldingRange({ startLine, endLine, kind }: ServiceFoldingRange): FoldingRange {
  const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region };
  return { startLine, endLine, ...(kind && { kind: kinds[kind] }) };
}

/** `textDocument/foldingRange` and `textDocument/selectionRange` */
import { FoldingRangeKind, type FoldingRange, type SelectionRange } from 'vscode-languageserver';
import type { LanguageService } from '../../language/languageService';
import type { FoldingRange as ServiceFoldingRange, GovernedDocument } from '../../language/types';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import { rangeOf } from '../../workspace/diagnostic';
import { EncodedJson } from '../transport/encodedJson';

/** VS Code's own limit, for clients that state none. */
const MAX_FOLDING_RANGES = 5_000;

/** `textDocument/foldingRange` */
export function registerFolding(session: Session): void {
  const { connection, runtime, abilities, service } = session;
  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Folding',
      uri,
      [],
      token,
      async (document, _open, isWanted) => {
        const task = service.foldingRanges(document, abilities.foldingRangeLimit ?? MAX_FOLDING_RANGES);
        const done = await runForDocument(runtime, task, isWanted);
        const ranges = done?.result ?? [];
        return runtime.takesJson === true ? encodedRanges(ranges) : ranges.map(foldingRange);
      },
      'whole file',
    ),
  );
}

/** The last answer: most edits change no line. */
let last: { readonly ranges: readonly ServiceFoldingRange[]; readonly answer: FoldingRange[] } | null = null;

function encodedRanges(ranges: readonly ServiceFoldingRange[]): FoldingRange[] {
  if (last === null || !areEqual(last.ranges, ranges))
    last = { ranges, answer: EncodedJson.as([JSON.stringify(ranges.map(foldingRange))]) };
  return last.answer;
}

function areEqual(a: readonly ServiceFoldingRange[], b: readonly ServiceFoldingRange[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ startLine, endLine, kind }, index) => {
      const other = b[index]!;
      return startLine === other.startLine && endLine === other.endLine && kind === other.kind;
    })
  );
}

function foldingRange({ startLine, endLine, kind }: ServiceFoldingRange): FoldingRange {
  const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region };
  return { startLine, endLine, ...(kind && { kind: kinds[kind] }) };
}

/** `textDocument/selectionRange` */
export function registerSelection(session: Session): void {
  const { connection, service } = session;
  connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
    answer<SelectionRange[] | null>(session, 'Selection ranges', uri, null, token, (document) =>
      positions.map((position) => selectionRange(service, document, document.tree.offsetAt(position))),
    ),
  );
}

/** The innermost range; the parent of each is the next larger one. */
function selectionRange(service: LanguageService, document: GovernedDocument, offset: number): SelectionRange {
  const { tree } = document;
  const outermost: SelectionRange = { range: rangeOf(tree, { start: 0, end: tree.length }) };
  return service
    .selectionRanges(document, offset)
    .reduceRight<SelectionRange>(
      (parent, range, index, { length }) =>
        index === length - 1 ? outermost : { range: rangeOf(tree, range), parent },
      outermost,
    );
}

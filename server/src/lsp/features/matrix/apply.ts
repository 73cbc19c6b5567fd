import type { CancellationToken } from 'vscode-languageserver';
import type { Applied, ApplyProblem } from '../../../exchange/apply/applied';
import { applyTable, faultProblem, type ApplyResult } from '../../../exchange/apply/apply';
import { readTable } from '../../../exchange/tables/tableFile';
import { reasonText, type WriteResult } from '../../../exchange/write/change';
import { Publication } from '../../../exchange/write/publication';
import { BudgetExceeded } from '../../../xml/budget';
import type { Task } from '../../../xml/task';
import { openDocument } from '../../matrix/files';
import type { MatrixApplyParams, MatrixApplyResult } from '../../protocol';
import { bytesOf } from '../../protocol/base64';
import { Outdated } from '../../runSafe';
import type { Session } from '../../session';
import { runForDocument } from '../../timeSlicing';
import { documentToWrite, workspaceEdit, type DocumentToWrite } from './documentToWrite';

/** Answers {@link MATRIX_APPLY}. Nothing is applied: the client does that, so that it is one step of its undo stack. */
export async function applied(
  session: Session,
  { uri, content, sheet }: MatrixApplyParams,
  token: CancellationToken,
): Promise<MatrixApplyResult> {
  const { localize, runtime, workspace } = session;
  const tooLarge = localize('Too large to be changed in the matrix. Use "vpc apply" instead.');
  const target = await documentToWrite(session, uri, tooLarge);
  if (typeof target === 'string') return notApplied(target);
  const { open, document, governed } = target;
  const { vocabulary, tree } = governed;
  const publication = vocabulary && Publication.of(tree, vocabulary);
  if (publication === null) return notApplied(localize('Not a VPC file.'));
  const options = { sheet, columns: await workspace.tableColumns(document.uri), anySupplier: target.anySupplier };
  const read = (): ApplyResult => {
    const { table, problem } = readTable(bytesOf(content));
    if (table === null) return { applied: null, refused: faultProblem(problem), kind: 'unreadable' };
    return applyTable(table, publication, vocabulary!, options);
  };
  const isCurrent = (): boolean => openDocument(session, uri) === open && !token.isCancellationRequested;
  try {
    const done = await runForDocument(runtime, writing(session, target, read), isCurrent);
    if (done === null) throw new Outdated();
    const { result, written } = done.result;
    if (result.applied === null) return notApplied(told(result.refused, session).reason);
    return resultOf(result.applied, written!, session, workspaceEdit(session, document, open, written!.edits));
  } catch (error) {
    // Reading a table is one piece of work, which no other question waits for longer than the budget allows.
    if (error instanceof BudgetExceeded) return notApplied(tooLarge);
    throw error;
  }
}

/** What the handler answers where nothing can be applied. @param reason localised */
export function notApplied(reason: string): MatrixApplyResult {
  const summary = { set: 0, added: 0, unchanged: 0 };
  return { edit: {}, problems: [{ at: '', reason }], notDone: [], notes: [], summary };
}

function* writing(
  { service }: Session,
  { governed, anySupplier }: DocumentToWrite,
  read: () => ApplyResult,
): Task<{ readonly result: ApplyResult; readonly written: WriteResult | null }> {
  const result = read();
  yield;
  if (result.applied === null) return { result, written: null };
  const changes = result.applied.changes.map(({ change }) => change);
  return { result, written: yield* service.write(governed, changes, { anySupplier }) };
}

function resultOf(
  { changes, problems, notes, columns, unchanged }: Applied,
  { notDone, counts }: WriteResult,
  session: Session,
  edit: MatrixApplyResult['edit'],
): MatrixApplyResult {
  const places = new Map(changes.map(({ change, at }) => [change, at]));
  return {
    edit,
    problems: problems.map((problem) => told(problem, session)),
    notDone: notDone.map(({ change, reason }) => {
      return { at: places.get(change) ?? '', reason: reasonText(reason, session.localize) };
    }),
    notes: [...columns, ...notes].map((note) => told(note, session).reason),
    summary: { set: counts.set, added: counts.added, unchanged: counts.unchanged + unchanged },
  };
}

function told({ at, message, args }: ApplyProblem, { localize }: Session): MatrixApplyResult['problems'][number] {
  return { at, reason: localize(message, ...args) };
}

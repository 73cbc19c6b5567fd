import type { CancellationToken } from 'vscode-languageserver';
import { reasonText, type NotDone } from '../../../exchange/write/change';
import { changeProblem } from '../../../exchange/write/changeShape';
import { transitionWarnings } from '../../../exchange/write/transitions';
import { ruleContextOf } from '../../../workspace/ruleContext';
import { openDocument } from '../../matrix/files';
import type { MatrixWriteParams, MatrixWriteResult } from '../../protocol';
import { Outdated } from '../../runSafe';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';
import { documentToWrite, workspaceEdit } from './documentToWrite';

/** Answers {@link MATRIX_WRITE}. Nothing is applied: the client does that, so that it is one step of its undo stack. */
export async function written(
  session: Session,
  { uri, changes }: MatrixWriteParams,
  token: CancellationToken,
): Promise<MatrixWriteResult> {
  const { localize, service } = session;
  const given = changes.map((change) => ({ change, problem: changeProblem(change) }));
  const malformed = given.flatMap(({ change, problem }) =>
    problem === null
      ? []
      : [{ change, reason: `${problem.pointer} ${localize(problem.message, ...problem.args)}`.trim() }],
  );
  const sound = given.filter(({ problem }) => problem === null).map(({ change }) => change);

  const target = await documentToWrite(
    session,
    uri,
    localize('Too large to be changed in the matrix. Use "vpc set" instead.'),
  );
  if (typeof target === 'string') return notWritten(changes, target);
  const { open, document, governed, anySupplier } = target;
  const isCurrent = (): boolean => openDocument(session, uri) === open && !token.isCancellationRequested;
  const done = await runInSlices(session.runtime, service.write(governed, sound, { anySupplier }), isCurrent);
  if (done === null) throw new Outdated();
  const { edits, notDone } = done.result;
  const told = ({ change, reason }: NotDone) => ({ change, reason: reasonText(reason, localize) });
  const refused = new Set(notDone.map(({ change }) => change));
  const doneChanges = sound.filter((change) => !refused.has(change));
  const otherPublications = await session.indexer.otherPublications(document.uri);
  const { previous } = ruleContextOf({ ...governed, otherPublications });
  const warnings =
    previous === undefined || governed.vocabulary === null
      ? []
      : transitionWarnings(doneChanges, previous, governed.vocabulary);
  return {
    edit: workspaceEdit(session, document, open, edits),
    notDone: [...malformed, ...notDone.map(told)],
    warnings: warnings.map(told),
  };
}

/** What the handler answers where nothing can be written. */
export function notWritten(changes: MatrixWriteParams['changes'], reason: string): MatrixWriteResult {
  return { edit: {}, notDone: changes.map((change) => ({ change, reason })), warnings: [] };
}

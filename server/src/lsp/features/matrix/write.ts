import { TextDocumentEdit, type CancellationToken, type WorkspaceEdit } from 'vscode-languageserver';
import { reasonText, type NotDone, type WriteResult } from '../../../exchange/write/change';
import { changeProblem } from '../../../exchange/write/changeShape';
import { transitionWarnings } from '../../../exchange/write/transitions';
import { ruleContextOf } from '../../../workspace/ruleContext';
import type { XmlDocument } from '../../documents';
import { documentOnDisk, openDocument } from '../../matrix/files';
import type { MatrixWriteParams, MatrixWriteResult } from '../../protocol';
import { Outdated } from '../../runSafe';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';
import { textEdits } from '../convert';

/** Answers {@link MATRIX_WRITE}. Nothing is applied: the client does that, so that it is one step of its undo stack. */
export async function written(
  session: Session,
  { uri, changes }: MatrixWriteParams,
  token: CancellationToken,
): Promise<MatrixWriteResult> {
  const { localize, workspace, service } = session;
  const given = changes.map((change) => ({ change, problem: changeProblem(change) }));
  const malformed = given.flatMap(({ change, problem }) =>
    problem === null
      ? []
      : [{ change, reason: `${problem.pointer} ${localize(problem.message, ...problem.args)}`.trim() }],
  );
  const sound = given.filter(({ problem }) => problem === null).map(({ change }) => change);

  const open = openDocument(session, uri);
  const document = open ?? (await documentOnDisk(session, uri));
  if (typeof document === 'string') return notWritten(changes, document);
  if (document.serviceLevel !== 'full') {
    return notWritten(changes, localize('Too large to be changed in the matrix. Use "vpc set" instead.'));
  }
  await document.ready(session.runtime);
  const governed = await workspace.governed(document);
  // The asset owner's files speak of the products of any supplier.
  const anySupplier = await workspace.isOwnerFile(document.uri);
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

/** @param open `undefined`: the file is not open, so its version is unknown */
function workspaceEdit(
  { abilities }: Session,
  { uri, tree }: XmlDocument,
  open: XmlDocument | undefined,
  edits: WriteResult['edits'],
): WorkspaceEdit {
  if (edits.length === 0) return {};
  const converted = textEdits(edits, tree);
  if (!abilities.documentChanges) return { changes: { [uri]: converted } };
  return { documentChanges: [TextDocumentEdit.create({ uri, version: open?.version ?? null }, converted)] };
}

import {
  LSPErrorCodes,
  ResponseError,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type PrepareRenameResult,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { GovernedDocument, RenameOutcome } from '../../language/types';
import { rangeOf } from '../../workspace/diagnostic';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';

type RenameEdits = Extract<RenameOutcome, { kind: 'edits' }>['edits'];

/** `textDocument/prepareRename` and `textDocument/rename` */
export function registerRename(session: Session): void {
  const { connection, runtime, documents, indexer, service, localize } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
    answer<PrepareRenameResult | null>(session, 'Rename', uri, null, token, (document) => {
      const target = service.prepareRename(document, document.tree.offsetAt(position));
      return target && { range: rangeOf(document.tree, target), placeholder: target.placeholder };
    }),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    answer<WorkspaceEdit | null>(session, 'Rename', uri, null, token, async (document, _open, isWanted) => {
      const offset = document.tree.offsetAt(position);
      const renamed = async (files: Promise<GovernedDocument['otherPublications']>): Promise<RenameEdits> => {
        const task = service.rename({ ...document, otherPublications: await files }, offset, newName);
        const done = await runForDocument(runtime, task, isWanted);
        // `answer` sees that it is no longer wanted, and reports that.
        if (done === null) return [];
        const outcome = done.result;
        if (outcome.kind === 'edits') return outcome.edits;
        throw new ResponseError(LSPErrorCodes.RequestFailed, localize(outcome.message, ...outcome.args));
      };
      if (!service.prepareRename(document, offset)?.acrossFiles) {
        return workspaceEdit(await renamed(Promise.resolve(undefined)), uri, session);
      }
      const edits = await renamed(indexer.allOtherPublications(uri, token));
      const onDisk = [...new Set(edits.flatMap((edit) => edit.uri ?? []))].filter((other) => !documents.get(other));
      if (onDisk.length === 0) return workspaceEdit(edits, uri, session);
      // Files can have changed without a notification, so those that are edited are read again first.
      indexer.filesChanged(onDisk);
      return workspaceEdit(await renamed(indexer.allOtherPublications(uri, token)), uri, session);
    }),
  );
}

/** Change annotation: edits of other files need the user's confirmation, where the client supports that. */
const OTHER_FILES = 'otherFiles';
/** Change annotation: whether these values use a renamed prefix, only the user knows. */
const VALUES = 'values';

function workspaceEdit(edits: RenameEdits, uri: string, { documents, abilities, localize }: Session): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  const annotated = abilities.changeAnnotations && edits.some((edit) => edit.uri !== null);
  const doubtful = edits.find((edit) => edit.isDoubtful);
  if (doubtful !== undefined && !abilities.changeAnnotations) {
    const line = String(doubtful.range.start.line + 1);
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      localize('The value in line {0} can contain the prefix, and no schema says so. Rename the prefix by hand.', line),
    );
  }
  for (const edit of edits) {
    const file = edit.uri ?? uri;
    const isElsewhere = edit.uri !== null;
    const textEdit: TextEdit | AnnotatedTextEdit = {
      range: edit.range,
      newText: edit.text,
      ...(annotated && isElsewhere && { annotationId: OTHER_FILES }),
      ...(edit.isDoubtful && { annotationId: VALUES }),
    };
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [textEdit]);
    else known.push(textEdit);
  }
  if (!abilities.documentChanges) return { changes: Object.fromEntries(byFile) };
  const changeAnnotations = {
    ...(annotated && { [OTHER_FILES]: { label: localize('Other files in the workspace'), needsConfirmation: true } }),
    ...(doubtful && { [VALUES]: { label: localize('Values that can contain the prefix'), needsConfirmation: true } }),
  };
  return {
    documentChanges: Array.from(byFile, ([file, changes]) =>
      TextDocumentEdit.create({ uri: file, version: documents.get(file)?.version ?? null }, changes),
    ),
    ...((annotated || doubtful !== undefined) && { changeAnnotations }),
  };
}

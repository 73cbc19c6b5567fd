import {
  LSPErrorCodes,
  ResponseError,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type PrepareRenameResult,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { GovernedDocument } from '../../service/document';
import { rangeOf } from '../../service/findings';
import { renameInSteps, renameTarget, type RenameOutcome } from '../../service/rename';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';

type RenameEdits = Extract<RenameOutcome, { kind: 'edits' }>['edits'];

/** `textDocument/prepareRename` and `textDocument/rename` */
export function registerRename(session: Session): void {
  const { connection, runtime, documents, indexer, localize } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
    answer<PrepareRenameResult | null>(session, 'Rename', uri, null, token, (document) => {
      const target = renameTarget(document, document.tree.offsetAt(position));
      return target && { range: rangeOf(document.tree, target), placeholder: target.placeholder };
    }),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    answer<WorkspaceEdit | null>(session, 'Rename', uri, null, token, async (document, _open, isWanted) => {
      const offset = document.tree.offsetAt(position);
      const renamed = async (files: Promise<GovernedDocument['elsewhere']>): Promise<RenameEdits> => {
        const work = renameInSteps({ ...document, elsewhere: await files }, offset, newName);
        const done = await inSlices(runtime, work, isWanted);
        // Who does not want it any more is told so by the caller.
        if (done === null) return [];
        const outcome = done.result;
        if (outcome.kind === 'edits') return outcome.edits;
        throw new ResponseError(LSPErrorCodes.RequestFailed, localize(outcome.message, ...outcome.args));
      };
      if (!renameTarget(document, offset)?.acrossFiles) {
        return workspaceEdit(await renamed(Promise.resolve(undefined)), uri, session);
      }
      const edits = await renamed(indexer.elsewhereCompletely(uri, token));
      const onDisk = [...new Set(edits.flatMap((edit) => edit.uri ?? []))].filter((other) => !documents.get(other));
      if (onDisk.length === 0) return workspaceEdit(edits, uri, session);
      // Files may have changed without anybody having said so: what is edited is read again first.
      indexer.filesChanged(onDisk);
      return workspaceEdit(await renamed(indexer.elsewhereCompletely(uri, token)), uri, session);
    }),
  );
}

/** Edits of other files are to be looked at before they are made, where the client can show them. */
const OTHER_FILES = 'otherFiles';

function workspaceEdit(edits: RenameEdits, uri: string, { documents, abilities, localize }: Session): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  const annotated = abilities.changeAnnotations && edits.some((edit) => edit.uri !== null);
  for (const edit of edits) {
    const file = edit.uri ?? uri;
    const isElsewhere = edit.uri !== null;
    const textEdit: TextEdit | AnnotatedTextEdit = {
      range: edit.range,
      newText: edit.text,
      ...(annotated && isElsewhere && { annotationId: OTHER_FILES }),
    };
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [textEdit]);
    else known.push(textEdit);
  }
  if (!abilities.documentChanges) return { changes: Object.fromEntries(byFile) };
  const label = localize('Other files of the workspace');
  return {
    documentChanges: Array.from(byFile, ([file, changes]) =>
      TextDocumentEdit.create({ uri: file, version: documents.get(file)?.version ?? null }, changes),
    ),
    ...(annotated && { changeAnnotations: { [OTHER_FILES]: { label, needsConfirmation: true } } }),
  };
}

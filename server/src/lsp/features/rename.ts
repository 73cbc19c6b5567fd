import { ErrorCodes, ResponseError, type PrepareRenameResult, type WorkspaceEdit } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { renamableTag, renameTag } from '../../service/rename/tag';
import type { Session } from '../session';
import { answer } from './answer';
import { documentEdit } from './convert';

/** `textDocument/prepareRename` and `textDocument/rename` */
export function registerRename(session: Session): void {
  const { connection, abilities, localize } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
    answer<PrepareRenameResult | null>(session, 'Preparing a rename', uri, null, token, ({ tree }) => {
      const tag = renamableTag(tree, tree.offsetAt(position));
      return tag && { range: rangeOf(tree, tag), placeholder: tag.name };
    }),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    answer<WorkspaceEdit | null>(session, 'Rename', uri, null, token, ({ tree }, open) => {
      const renamed = renameTag(tree, tree.offsetAt(position), newName);
      if (renamed === null) return null;
      if ('refused' in renamed) {
        throw new ResponseError(ErrorCodes.InvalidParams, localize(renamed.refused, ...renamed.args));
      }
      return documentEdit(renamed.edits, open, abilities);
    }),
  );
}

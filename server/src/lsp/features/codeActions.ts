import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { codeActions, type CodeAction as ServiceCodeAction } from '../../service/codeActions';
import { rangeOf } from '../../service/findings';
import type { Localize } from '../../service/localize';
import type { Abilities } from '../capabilities';
import type { XmlDocument } from '../documents';
import type { Session } from '../session';
import { answer } from './answer';
import { workspaceEdit } from './convert';

/** `textDocument/codeAction` */
export function registerCodeActions(session: Session): void {
  const { connection, abilities, localize } = session;
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer(session, 'Code actions', uri, [], token, (document, open) => {
      if (context.only?.every((kind) => kind !== '' && kind !== CodeActionKind.QuickFix)) return [];
      return codeActions(document, open.tree.offsetAt(range.start), open.tree.offsetAt(range.end)).flatMap(
        (action) => codeAction(action, open, context.diagnostics, abilities, localize) ?? [],
      );
    }),
  );
}

/**
 * A quick fix; `null` where the client cannot do what it takes.
 * @param diagnostics those of the request: the one that is fixed is named in the answer
 */
function codeAction(
  { fix, problem }: ServiceCodeAction,
  document: XmlDocument,
  diagnostics: readonly Diagnostic[],
  abilities: Abilities,
  localize: Localize,
): CodeAction | null {
  const edit = workspaceEdit(fix, document, abilities);
  if (edit === null) return null;
  const { start } = rangeOf(document.tree, problem);
  const fixed = diagnostics.filter(
    ({ code, range }) =>
      code === problem.code && range.start.line === start.line && range.start.character === start.character,
  );
  return {
    title: localize(fix.title, ...fix.args),
    kind: CodeActionKind.QuickFix,
    edit,
    ...(fix.preferred && { isPreferred: true }),
    ...(fixed.length > 0 && { diagnostics: fixed }),
  };
}

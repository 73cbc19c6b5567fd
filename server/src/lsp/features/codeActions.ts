import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { codeActionsInSteps, fixOffered, type CodeAction as OfferedFix } from '../../service/codeActions';
import type { GovernedDocument } from '../../service/document';
import { rangeOf } from '../../service/findings';
import { fixAllInSteps } from '../../service/fixAll';
import type { Fix } from '../../service/fixes';
import type { Problem } from '../../xml/problem';
import { FIX_ALL } from '../capabilities';
import type { XmlDocument } from '../documents';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';
import { documentEdit, workspaceEdit } from './convert';

/** What an action without its edit carries: enough to make it anew. */
type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly fix: Pick<Fix, 'title' | 'args'>; readonly problem: Pick<Problem, 'code' | 'start' | 'end'> }
  /** Fix all of a code; `null`: of any. */
  | { readonly all: string | null }
);

/** `textDocument/codeAction` and `codeAction/resolve` */
export function registerCodeActions(session: Session): void {
  const { connection, runtime } = session;
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer<CodeAction[]>(session, 'Code actions', uri, [], token, async (document, open, isCurrent) => {
      const [start, end] = [open.tree.offsetAt(range.start), open.tree.offsetAt(range.end)];
      const done = await inSlices(runtime, actions(session, document, open, { start, end }, context), isCurrent);
      return done?.result ?? [];
    }),
  );
  connection.onCodeActionResolve((action, token) => {
    const data = action.data as ActionData | undefined;
    if (data === undefined) return action;
    return answer<CodeAction | ResponseError<never>>(
      session,
      'Code action',
      data.uri,
      action,
      token,
      async (document, open, isCurrent) => {
        if (open.version !== data.version)
          return new ResponseError<never>(LSPErrorCodes.ContentModified, 'The document has changed');
        const done = await inSlices(runtime, editFor(session, document, open, data), isCurrent);
        const edit = done?.result ?? null;
        return edit === null ? action : { ...action, edit };
      },
    );
  });
}

type Steps<T> = Generator<void, T, undefined>;

/** A range of the text, by offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function* actions(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  span: Span,
  context: CodeActionContext,
): Steps<CodeAction[]> {
  const quick = isWanted(context, CodeActionKind.QuickFix) ? yield* quickFixes(session, document, open, span) : [];
  return [
    ...quick.map((action) => naming(action, context.diagnostics)),
    ...(yield* fixAllAction(session, document, open, context)),
  ];
}

/** Whether the client asks for a kind: it does where it names none. `source` stands for all kinds that begin with it. */
function isWanted({ only }: CodeActionContext, kind: string): boolean {
  return only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}

/** An action with the problem that it is for; the client's own record of it is found by code and place. */
interface QuickFix {
  readonly action: CodeAction;
  readonly code: string;
  readonly start: { readonly line: number; readonly character: number };
}

function* quickFixes(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  { start, end }: Span,
): Steps<QuickFix[]> {
  const { abilities, localize } = session;
  const { uri, version, tree } = open;
  const { fixes, ofKind, suppressions } = yield* codeActionsInSteps(document, start, end);
  const offered = (actions: readonly OfferedFix[]): QuickFix[] =>
    actions.flatMap(({ fix, problem }): QuickFix[] => {
      const edit = workspaceEdit(fix, open, abilities);
      if (edit === null) return [];
      const { code } = problem;
      const data: ActionData = {
        uri,
        version,
        fix: { title: fix.title, args: fix.args },
        problem: { code, start: problem.start, end: problem.end },
      };
      const action = {
        title: localize(fix.title, ...fix.args),
        kind: CodeActionKind.QuickFix,
        ...(abilities.resolveCodeActionEdits ? { data } : { edit }),
        ...(fix.preferred && { isPreferred: true }),
      };
      return [{ action, code, start: rangeOf(tree, problem).start }];
    });
  const all: QuickFix[] = [];
  for (const { code, count, problem } of ofKind) {
    const data: ActionData = { uri, version, all: code };
    const title = localize('Fix all {0} problems of this kind in the file', String(count));
    const action = yield* withEdit(session, document, open, title, CodeActionKind.QuickFix, data);
    all.push({ action, code, start: rangeOf(tree, problem).start });
  }
  return [...offered(fixes), ...all, ...offered(suppressions)];
}

/** Names the problem of the request that an action is for. */
function naming({ action, code, start }: QuickFix, diagnostics: readonly Diagnostic[]): CodeAction {
  const fixed = diagnostics.filter(
    (diagnostic) =>
      diagnostic.code === code &&
      diagnostic.range.start.line === start.line &&
      diagnostic.range.start.character === start.character,
  );
  return fixed.length === 0 ? action : { ...action, diagnostics: fixed };
}

/** All that is sure in the file. A client that cannot wait for the edit gets it where it asks for this kind by name. */
function* fixAllAction(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  context: CodeActionContext,
): Steps<CodeAction[]> {
  const { uri, version } = open;
  const isNamed = context.only !== undefined && isWanted(context, FIX_ALL);
  if (!isNamed && !(session.abilities.resolveCodeActionEdits && isWanted(context, FIX_ALL))) return [];
  const title = session.localize('Fix all problems of VPC Tools that need no decision');
  const action = yield* withEdit(session, document, open, title, FIX_ALL, { uri, version, all: null });
  return action.data === undefined && action.edit === undefined ? [] : [action];
}

/** With its edit, or, where the client can wait, with what it takes to make it. */
function* withEdit(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  title: string,
  kind: string,
  data: ActionData,
): Steps<CodeAction> {
  if (session.abilities.resolveCodeActionEdits) return { title, kind, data };
  const edit = yield* editFor(session, document, open, data);
  return edit === null ? { title, kind } : { title, kind, edit };
}

function* editFor(
  { abilities }: Session,
  document: GovernedDocument,
  open: XmlDocument,
  data: ActionData,
): Steps<WorkspaceEdit | null> {
  if ('all' in data) {
    const { edits } = yield* fixAllInSteps(document, data.all === null ? {} : { code: data.all });
    return edits.length === 0 ? null : documentEdit(edits, open, abilities);
  }
  const fix = yield* fixOffered(document, data.problem, data.fix.title, data.fix.args);
  return fix === null ? null : workspaceEdit(fix, open, abilities);
}

import {
  CodeActionKind,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type {
  CodeAction as OfferedFix,
  FixName,
  GovernedDocument,
  Problem,
  Range,
  Task,
  WriteChoices,
} from '../../language/types';
import { rangeOf } from '../../workspace/diagnostic';
import { FIX_ALL } from '../capabilities';
import type { XmlDocument } from '../documents';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import { documentEdit, workspaceEdit } from './convert';

/** What an action without its edit carries: enough to compute it again. */
type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly fix: FixName; readonly problem: Pick<Problem, 'code' | 'start' | 'end'> }
  /** Fix all problems of a code (`null`: of any code), with a fix that was chosen or the safe ones. */
  | { readonly all: string | null; readonly chosen?: FixName }
  /** The action on the statements at a range with this title. */
  | { readonly statements: FixName; readonly range: Range }
);

/** `textDocument/codeAction` and `codeAction/resolve` */
export function registerCodeActions(session: Session): void {
  const { connection, runtime } = session;
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer<CodeAction[]>(session, 'Code actions', uri, [], token, async (document, open, isCurrent) => {
      const [start, end] = [open.tree.offsetAt(range.start), open.tree.offsetAt(range.end)];
      const done = await runForDocument(
        runtime,
        actionsIn(session, document, open, { start, end }, context, await writeChoices(session, open)),
        isCurrent,
      );
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
        const choices = await writeChoices(session, open);
        const done = await runForDocument(runtime, editFor(session, document, open, data, choices), isCurrent);
        const edit = done?.result ?? null;
        return edit === null ? action : { ...action, edit };
      },
    );
  });
}

function* actionsIn(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  range: Range,
  context: CodeActionContext,
  choices: WriteChoices,
): Task<CodeAction[]> {
  const quick = isWanted(context, CodeActionKind.QuickFix) ? yield* quickFixes(session, document, open, range) : [];
  return [
    ...quick.map((action) => withDiagnostics(action, context.diagnostics)),
    ...(isWanted(context, CodeActionKind.RefactorRewrite) && !isTooLong(open, context)
      ? yield* statementChanges(session, document, open, range, choices)
      : []),
    ...(yield* fixAllAction(session, document, open, context)),
  ];
}

/** In UTF-16 units. Changes of statements need all statements of the file, which takes 0.1 s for a file of this length. */
const MAX_AUTOMATIC = 500_000;

/** Whether a document is too long for changes of statements that nobody has asked for: an editor asks at each move of the cursor. */
function isTooLong({ tree }: XmlDocument, { triggerKind }: CodeActionContext): boolean {
  return triggerKind === CodeActionTriggerKind.Automatic && tree.length > MAX_AUTOMATIC;
}

/** The asset owner's files speak of the products of any supplier, and of the asset owner's states. */
async function writeChoices({ workspace }: Session, { uri }: XmlDocument): Promise<WriteChoices> {
  return { anySupplier: await workspace.isOwnerFile(uri) };
}

/** Changes of the statements at a range. */
function* statementChanges(
  { abilities, service, localize }: Session,
  document: GovernedDocument,
  open: XmlDocument,
  range: Range,
  choices: WriteChoices,
): Task<CodeAction[]> {
  const { uri, version } = open;
  const actions = yield* service.statementActions(document, range, choices);
  return actions.map(({ title, args, edits }) => {
    const data: ActionData = { uri, version, statements: { title, args }, range };
    return {
      title: localize(title, ...args),
      kind: CodeActionKind.RefactorRewrite,
      ...(abilities.resolveCodeActionEdits ? { data } : { edit: documentEdit(edits, open, abilities) }),
    };
  });
}

/** Whether the client asks for a kind: it does where it names none. `source` includes all kinds that begin with it. */
function isWanted({ only }: CodeActionContext, kind: string): boolean {
  return only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
}

/** An action with the problem that it fixes; the client's diagnostic is found by code and start. */
interface QuickFix {
  readonly action: CodeAction;
  readonly code: string;
  readonly start: { readonly line: number; readonly character: number };
}

function* quickFixes(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  { start, end }: Range,
): Task<QuickFix[]> {
  const { abilities, service, localize } = session;
  const { uri, version, tree } = open;
  const { fixes, ofKind, suppressions } = yield* service.codeActions(document, start, end);
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
  for (const { code, count, problem, fix } of ofKind) {
    const data: ActionData = { uri, version, all: code, ...(fix !== null && { chosen: fix }) };
    const title =
      fix === null
        ? localize('Fix all {0} problems of this kind in the file', String(count))
        : localize('{0} (all {1} of this kind)', localize(fix.title, ...fix.args), String(count));
    const action = yield* withEdit(session, document, open, title, CodeActionKind.QuickFix, data);
    all.push({ action, code, start: rangeOf(tree, problem).start });
  }
  return [...offered(fixes), ...all, ...offered(suppressions)];
}

/** An action with the diagnostics of the request that it fixes. */
function withDiagnostics({ action, code, start }: QuickFix, diagnostics: readonly Diagnostic[]): CodeAction {
  const fixed = diagnostics.filter(
    (diagnostic) =>
      diagnostic.code === code &&
      diagnostic.range.start.line === start.line &&
      diagnostic.range.start.character === start.character,
  );
  return fixed.length === 0 ? action : { ...action, diagnostics: fixed };
}

/** All safe fixes in the file. A client that cannot resolve the edit later gets it only where it asks for this kind by name. */
function* fixAllAction(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  context: CodeActionContext,
): Task<CodeAction[]> {
  const { uri, version } = open;
  const isRequested = context.only !== undefined && isWanted(context, FIX_ALL);
  if (!isRequested && !(session.abilities.resolveCodeActionEdits && isWanted(context, FIX_ALL))) return [];
  const title = session.localize('Fix all auto-fixable VPC problems');
  const action = yield* withEdit(session, document, open, title, FIX_ALL, { uri, version, all: null });
  return action.data === undefined && action.edit === undefined ? [] : [action];
}

/** An action with its edit, or, for a client that resolves edits later, with the data to compute it. */
function* withEdit(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  title: string,
  kind: string,
  data: ActionData,
): Task<CodeAction> {
  if (session.abilities.resolveCodeActionEdits) return { title, kind, data };
  const edit = yield* editFor(session, document, open, data);
  return edit === null ? { title, kind } : { title, kind, edit };
}

function* editFor(
  { abilities, service }: Session,
  document: GovernedDocument,
  open: XmlDocument,
  data: ActionData,
  choices: WriteChoices = {},
): Task<WorkspaceEdit | null> {
  if ('statements' in data) {
    const chosen = yield* service.offeredStatementAction(document, data.range, data.statements, choices);
    return chosen && documentEdit(chosen.edits, open, abilities);
  }
  if ('all' in data) {
    const { all, chosen } = data;
    const options = { ...(all !== null && { code: all }), ...(chosen !== undefined && { fix: chosen }) };
    const { edits } = yield* service.fixAll(document, options);
    return edits.length === 0 ? null : documentEdit(edits, open, abilities);
  }
  const fix = yield* service.offeredFix(document, data.problem, data.fix.title, data.fix.args);
  return fix === null ? null : workspaceEdit(fix, open, abilities);
}

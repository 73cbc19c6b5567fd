import {
  CodeActionKind,
  CodeActionTriggerKind,
  Command,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
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
  StatementChoices,
  Task,
  WriteChoices,
} from '../../language/types';
import { rangeOf } from '../../workspace/diagnostic';
import { FIX_ALL, type Abilities } from '../capabilities';
import type { XmlDocument } from '../documents';
import { packed, unpacked } from '../packed';
import { COMMANDS, type InitializationOptions } from '../protocol';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';
import { documentEdit, workspaceEdit } from './convert';
import { offeredRewrites, rewriteEdits, type Rewrite } from './rewrites';

/** What an action without its edit carries, packed: enough to compute it again. */
type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly fix: FixName; readonly problem: Pick<Problem, 'code' | 'start' | 'end'> }
  /** Fix all problems of a code (`null`: of any code), with a fix that was chosen or the safe ones. */
  | { readonly all: string | null; readonly chosen?: FixName }
  /** The action on the statements at a range with this title. */
  | { readonly statements: FixName; readonly range: Range }
  | { readonly rewrite: Rewrite }
);

/** `textDocument/codeAction` and `codeAction/resolve` */
export function registerCodeActions(session: Session, { ownCommands = false }: InitializationOptions): void {
  const { connection, runtime, abilities } = session;
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer<(CodeAction | Command)[]>(session, 'Code actions', uri, [], token, async (document, open, isCurrent) => {
      const [start, end] = [open.tree.offsetAt(range.start), open.tree.offsetAt(range.end)];
      const choices = await writeChoices(session, open);
      const asked: Asked = { document, open, range: { start, end }, context, choices, rewrites: !ownCommands };
      const actions = (await runForDocument(runtime, actionsIn(session, asked), isCurrent))?.result ?? [];
      return abilities.codeActionLiterals ? actions : actions.map(asCommand);
    }),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const edit = await actionEdit(session, action.data, token);
    return edit === null ? action : edit instanceof ResponseError ? edit : { ...action, edit };
  });
}

/**
 * The edit of an action, computed from what the action carries.
 * @returns `null` where the data is none of this server, or there is nothing to do any more
 */
export async function actionEdit(
  session: Session,
  carried: unknown,
  token: CancellationToken,
): Promise<WorkspaceEdit | ResponseError<never> | null> {
  const data = unpacked<ActionData>(carried);
  if (data === null) return null;
  const { uri, version } = data;
  type Edit = WorkspaceEdit | ResponseError<never> | null;
  return answer<Edit>(session, 'Code action', uri, null, token, async (document, open, isCurrent) => {
    if (open.version !== version)
      return new ResponseError<never>(LSPErrorCodes.ContentModified, 'The document has changed');
    const choices = await writeChoices(session, open);
    const done = await runForDocument(session.runtime, editFor(session, document, open, data, choices), isCurrent);
    return done?.result ?? null;
  });
}

/** An action for a client that knows commands only. */
function asCommand({ title, data }: CodeAction): Command {
  return Command.create(title, COMMANDS.applyAction, data);
}

/** Whether actions are sent without their edits: these are computed when an action is chosen. */
function isLazy({ resolveCodeActionEdits, codeActionLiterals }: Abilities): boolean {
  return resolveCodeActionEdits || !codeActionLiterals;
}

/** A request for code actions. */
interface Asked {
  readonly document: GovernedDocument;
  readonly open: XmlDocument;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly choices: WriteChoices;
  /** Whether actions are offered that other clients have commands for. */
  readonly rewrites: boolean;
}

function* actionsIn(session: Session, asked: Asked): Task<CodeAction[]> {
  const { document, open, range, context, choices, rewrites } = asked;
  const quick = isWanted(context, CodeActionKind.QuickFix) ? yield* quickFixes(session, document, open, range) : [];
  return [
    ...quick.map((action) => withDiagnostics(action, context.diagnostics)),
    ...(isWanted(context, CodeActionKind.RefactorRewrite) && !isTooLong(open, context)
      ? yield* statementChanges(session, document, open, range, { ...choices, inProductsOnly: isAutomatic(context) })
      : []),
    ...(rewrites ? yield* rewriteActions(session, asked) : []),
    ...(yield* fixAllAction(session, document, open, context)),
  ];
}

/** Sorting, surrounding, a new file. A client that cannot resolve the edits later gets those that are not refused. */
function* rewriteActions(session: Session, { document, open, range, context }: Asked): Task<CodeAction[]> {
  const { uri, version } = open;
  const offered = offeredRewrites(session, document, range, context, (kind) => isWanted(context, kind));
  if (isLazy(session.abilities)) {
    return offered.map(({ title, kind, rewrite }) => ({ title, kind, data: packed({ uri, version, rewrite }) }));
  }
  const actions: CodeAction[] = [];
  for (const { title, kind, rewrite } of offered) {
    try {
      const edit = documentEdit(yield* rewriteEdits(session, document, rewrite), open, session.abilities);
      actions.push({ title, kind, edit });
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
    }
  }
  return actions;
}

/** In UTF-16 units. Changes of statements need all statements of the file, which takes 0.1 s for a file of this length. */
const MAX_AUTOMATIC = 500_000;

/** Whether a document is too long for changes of statements that nobody has asked for: an editor asks at each move of the cursor. */
function isTooLong({ tree }: XmlDocument, context: CodeActionContext): boolean {
  return isAutomatic(context) && tree.length > MAX_AUTOMATIC;
}

/** Whether the editor asks by itself, to show that there are actions: a sign in each line of a patch would say nothing. */
function isAutomatic({ triggerKind }: CodeActionContext): boolean {
  return triggerKind === CodeActionTriggerKind.Automatic;
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
  choices: StatementChoices,
): Task<CodeAction[]> {
  const { uri, version } = open;
  const actions = yield* service.statementActions(document, range, choices);
  return actions.map(({ title, args, edits }) => {
    const data: ActionData = { uri, version, statements: { title, args }, range };
    return {
      title: localize(title, ...args),
      kind: CodeActionKind.RefactorRewrite,
      ...(isLazy(abilities) ? { data: packed(data) } : { edit: documentEdit(edits, open, abilities) }),
    };
  });
}

/** Whether the client asks for a kind: it does where it names none. `source` includes all kinds that begin with it. */
function isWanted({ only }: CodeActionContext, kind: string): boolean {
  // Neovim 0.7 documents one kind as a text, and sends it as such.
  const kinds: readonly string[] | null | undefined = typeof only === 'string' ? [only] : only;
  return kinds?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
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
        ...(isLazy(abilities) ? { data: packed(data) } : { edit }),
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
function withDiagnostics(
  { action, code, start }: QuickFix,
  diagnostics: readonly Diagnostic[] | null | undefined,
): CodeAction {
  const fixed = (diagnostics ?? []).filter(
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
  const isRequested = Boolean(context.only) && isWanted(context, FIX_ALL);
  if (!isRequested && !(isLazy(session.abilities) && isWanted(context, FIX_ALL))) return [];
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
  if (isLazy(session.abilities)) return { title, kind, data: packed(data) };
  const edit = yield* editFor(session, document, open, data);
  return edit === null ? { title, kind } : { title, kind, edit };
}

function* editFor(
  session: Session,
  document: GovernedDocument,
  open: XmlDocument,
  data: ActionData,
  choices: WriteChoices = {},
): Task<WorkspaceEdit | null> {
  if ('rewrite' in data) {
    return documentEdit(yield* rewriteEdits(session, document, data.rewrite), open, session.abilities);
  }
  const { abilities, service } = session;
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

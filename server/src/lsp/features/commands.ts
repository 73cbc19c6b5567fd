/** `workspace/executeCommand`: what only a client with code for it could ask for before. See {@link COMMANDS}. */
import {
  CreateFile,
  LSPErrorCodes,
  ResponseError,
  TextDocumentEdit,
  TextEdit,
  type CancellationToken,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { knownProducts } from '../../workspace/knownProducts';
import {
  COMMANDS,
  type CreateFileParams,
  type CreateFileResult,
  type ExportMatrixParams,
  type MatrixExportResult,
  type MatrixFormat,
  type SortEntriesParams,
  type SortKey,
  type SurroundParams,
} from '../protocol';
import type { Matrices } from '../matrix/matrices';
import { nameOf } from '../matrix/files';
import { Outdated, runSafe } from '../runSafe';
import type { Session } from '../session';
import { escaped, isUri } from '../uris';
import { actionEdit } from './codeActions';
import { sorted, surrounded } from './editRequests';
import { ENDINGS, exported } from './matrix/exported';
import { today } from './rewrites';

type Run = (session: Session, argument: unknown, token: CancellationToken, matrices: Matrices) => Promise<unknown>;

const RUNS: Readonly<Record<string, Run>> = {
  [COMMANDS.sort]: sort,
  [COMMANDS.surround]: surround,
  [COMMANDS.createFile]: createFile,
  [COMMANDS.exportMatrix]: exportMatrix,
  [COMMANDS.applyAction]: applyAction,
};

/** `workspace/executeCommand` */
export function registerCommands(session: Session, matrices: Matrices): void {
  const { connection, runtime } = session;
  connection.onExecuteCommand(({ command, arguments: [argument] = [] }, token) =>
    runSafe<unknown>(connection, runtime, command, null, token, () => {
      const run = Object.hasOwn(RUNS, command) ? RUNS[command] : undefined;
      if (run === undefined) throw failure(session, 'Unknown command "{0}".', command);
      return run(session, argument, token, matrices);
    }),
  );
}

function failure({ localize }: Session, message: string, ...args: string[]): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, localize(message, ...args));
}

const SORT_KEYS: readonly SortKey[] = ['patch-id', 'released', 'severity', 'product-id', 'state'];

async function sort(session: Session, argument: unknown, token: CancellationToken): Promise<unknown> {
  const params = ofDocument(session, argument) as Partial<SortEntriesParams> & { uri: string };
  const by = SORT_KEYS.find((key) => key === params.by);
  if (by === undefined) throw failure(session, '"{0}" must be one of: {1}.', 'by', SORT_KEYS.join(', '));
  const result = answered(await sorted(session, { ...params, by }, token));
  if (result.refused !== null) throw refusal(result.refused);
  const { moved, edits } = result;
  return { moved, ...(await applied(session, editOf(session, params.uri, edits))) };
}

const SURROUNDINGS = ['element', 'comment', 'cdata'] as const;

async function surround(session: Session, argument: unknown, token: CancellationToken): Promise<unknown> {
  const params = ofDocument(session, argument) as Partial<SurroundParams> & { uri: string };
  const kind = SURROUNDINGS.find((each) => each === params.kind);
  if (kind === undefined) throw failure(session, '"{0}" must be one of: {1}.', 'kind', SURROUNDINGS.join(', '));
  const { uri, range, name } = params;
  if (!range?.start || !range.end) throw failure(session, '"{0}" is missing.', 'range');
  const asked: SurroundParams = { uri, range, kind, ...(typeof name === 'string' && name !== '' && { name }) };
  const { refused, edits } = answered(await surrounded(session, asked, token));
  if (refused !== null) throw refusal(refused);
  return applied(session, editOf(session, uri, edits));
}

async function applyAction(session: Session, argument: unknown, token: CancellationToken): Promise<unknown> {
  const edit = answered(await actionEdit(session, argument, token));
  if (edit === null) throw failure(session, 'The action is not possible any more.');
  return applied(session, edit);
}

async function createFile(session: Session, argument: unknown, token: CancellationToken): Promise<CreateFileResult> {
  const { workspace, indexer, service, abilities } = session;
  const params = propertiesOf(argument) as CreateFileParams;
  const folder = (isUri(params.folder) ? params.folder : workspace.folders[0])?.replace(/\/+$/, '');
  const date = params.date ?? today();
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw failure(session, '"{0}" is not a date like 2026-02-28.', date);
  const given = params.supplier ?? knownProducts((await indexer.allOtherPublications(null, token)).files).suppliers[0];
  const supplier = given?.trim() ?? '';
  if (supplier === '') throw failure(session, '"{0}" is missing.', 'supplier');
  const governing = await workspace.newFileBinding(folder);
  const { text, fileName } = service.newFile({ supplier, date, products: [], ...governing, snippets: false });
  if (fileName === null || folder === undefined || !abilities.createFiles || !abilities.applyEdit) {
    return { text, fileName, uri: null };
  }
  const uri = `${folder}/${escaped(fileName)}`;
  const start = { line: 0, character: 0 };
  await applied(session, {
    documentChanges: [
      CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }),
      TextDocumentEdit.create({ uri, version: null }, [TextEdit.insert(start, text)]),
    ],
  });
  return { text, fileName, uri };
}

async function exportMatrix(
  session: Session,
  argument: unknown,
  token: CancellationToken,
  matrices: Matrices,
): Promise<MatrixExportResult> {
  const { uris, compareWith, format: wanted } = propertiesOf(argument) as ExportMatrixParams;
  const formats = Object.keys(ENDINGS) as MatrixFormat[];
  const format = formats.find((each) => each === (wanted ?? 'html'));
  if (format === undefined) throw failure(session, '"{0}" must be one of: {1}.', 'format', formats.join(', '));
  const isList = Array.isArray(uris) && uris.every(isUri);
  if (uris && !isList) throw failure(session, '"{0}" must be a list of uris.', 'uris');
  const older = Array.isArray(compareWith) ? compareWith.filter(isUri) : [];
  const matrix = await matrices.built({
    scope: isList ? { kind: 'documents', uris } : { kind: 'workspace' },
    compareWith: older.map((uri) => ({ uri, name: nameOf(uri) })),
  });
  const made = await exported(session, matrix, { format }, () => !token.isCancellationRequested);
  if (made === null) throw failure(session, 'There is no matrix.');
  return made;
}

function propertiesOf(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null ? (argument as Readonly<Record<string, unknown>>) : {};
}

/** The argument of a command about an open document. */
function ofDocument(session: Session, argument: unknown): Readonly<Record<string, unknown>> & { uri: string } {
  const { uri, ...others } = propertiesOf(argument);
  if (!isUri(uri)) throw failure(session, '"{0}" is missing.', 'uri');
  if (session.documents.get(uri) === undefined) throw failure(session, 'The document is not open: {0}', uri);
  return { ...others, uri };
}

/** An answer. @throws {Outdated} where the document has changed, or the request was cancelled */
function answered<T>(answer: T | ResponseError<never>): T {
  if (answer instanceof ResponseError) throw answer.code === LSPErrorCodes.RequestFailed ? answer : new Outdated();
  return answer;
}

/** A refusal of the language service, which is localised already. */
function refusal(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}

function editOf({ documents, abilities }: Session, uri: string, edits: readonly TextEdit[]): WorkspaceEdit | null {
  if (edits.length === 0) return null;
  if (!abilities.documentChanges) return { changes: { [uri]: [...edits] } };
  const version = documents.get(uri)?.version ?? null;
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, [...edits])] };
}

/** Asks the client to apply an edit. @returns the edit for a client that cannot be asked @throws where it was not applied */
async function applied(session: Session, edit: WorkspaceEdit | null): Promise<{ edit?: WorkspaceEdit }> {
  if (edit === null) return {};
  if (!session.abilities.applyEdit) return { edit };
  const { applied: isApplied, failureReason } = await session.connection.workspace.applyEdit({ edit });
  if (isApplied) return {};
  throw failureReason
    ? failure(session, 'The editor has not applied the edit: {0}', failureReason)
    : failure(session, 'The editor has not applied the edit.');
}

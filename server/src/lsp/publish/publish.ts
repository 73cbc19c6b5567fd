import type { CancellationToken } from 'vscode-languageserver';
import { INDEX } from '../../exchange/publish/names';
import { noteText } from '../../matrix/notes';
import type { EditionFile } from '../../matrix/publish/edition';
import { planOf, type OtherEditions, type PublishPlan } from '../../matrix/publish/plan';
import { isReplaceable } from '../../matrix/publish/refusal';
import { MAX_PROBLEMS } from '../../workspace/diagnostic';
import { WorkspaceIndex, type OtherPublications, type PublicationRecord } from '../../workspace/workspaceIndex';
import { BudgetExceeded } from '../../xml/budget';
import { decode, withProblems } from '../../xml/decode';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import { XmlDocument } from '../documents';
import { nameOf, openDocument } from '../matrix/files';
import { PUBLISH, type CreationProblem, type PublishParams, type PublishResult } from '../protocol';
import { base64Of } from '../protocol/base64';
import { Outdated, runSafe } from '../runSafe';
import { schemaInUse } from '../schemaInUse';
import type { Session } from '../session';
import { runForDocument } from '../timeSlicing';
import { siblingUri } from '../uris';
import { keyOf, type WorkspaceBinding } from '../workspace';
import { editionsIn, NotPublished, publishFolder, readAt, sha256, tooLarge, uriIn, type Publishing } from './folder';
import { publishNoteText, refusalText } from './texts';

/** Registers {@link PUBLISH}. */
export function registerPublish(session: Session): void {
  const { connection, runtime } = session;
  connection.onRequest(PUBLISH, (params: PublishParams, token: CancellationToken) =>
    runSafe<PublishResult | null>(connection, runtime, 'Publishing', null, token, () =>
      published(session, params, token),
    ),
  );
}

/** What the parts of the work report. */
interface Reported {
  readonly notes: string[];
  readonly problems: CreationProblem[];
}

async function published(session: Session, params: PublishParams, token: CancellationToken): Promise<PublishResult> {
  const { localize } = session;
  const reported: Reported = { notes: [], problems: [] };
  try {
    return resultOf(await planned(session, params, token, reported), reported, session);
  } catch (error) {
    if (error instanceof NotPublished) return refused(error.message, reported);
    if (error instanceof BudgetExceeded) return refused(tooLarge(nameOf(params.uri), localize), reported);
    throw error;
  }
}

/** The answer where nothing is published. @param message localised */
function refused(message: string, reported: Reported, isReplaceable = false): PublishResult {
  return { files: [], count: 0, index: INDEX, ...reported, refusal: { message, isReplaceable } };
}

function resultOf({ files, refusal }: PublishPlan, reported: Reported, { localize }: Session): PublishResult {
  if (refusal !== null) return refused(refusalText(refusal, localize), reported, isReplaceable(refusal));
  const changed = files.filter(({ isChanged }) => isChanged);
  return {
    files: changed.map(({ name, contents }) => ({ name, base64: contents && base64Of(contents) })),
    ...{ count: files.length, index: INDEX, ...reported, refusal: null },
  };
}

async function planned(
  session: Session,
  { uri, folder, names, beside, replace = false }: PublishParams,
  token: CancellationToken,
  { notes, problems }: Reported,
): Promise<PublishPlan> {
  const { runtime, workspace, governing, localize } = session;
  if (!workspace.trusted) {
    throw new NotPublished(localize('Trust the workspace to publish: its configuration is not read without that.'));
  }
  await governing.check();
  const bytes = await runtime.readFile(uri);
  if (bytes === null) throw new NotPublished(localize('Cannot read the file.'));
  const { text, problems: encoding } = withProblems(decode(bytes));
  const document = XmlDocument.open(uri, openDocument(session, uri)?.languageId ?? 'xml', 0, text);
  if (document.serviceLevel !== 'full') throw new NotPublished(tooLarge(nameOf(uri), localize));
  await document.ready(runtime);
  const { vocabulary } = await workspace.binding(document);
  if (vocabulary === null) throw new NotPublished(localize('Not a VPC file.'));

  const run: Publishing['run'] = async (task) => {
    const done = await runForDocument(runtime, task, () => !token.isCancellationRequested);
    if (done === null) throw new Outdated();
    return done.result;
  };
  const publishing: Publishing = { session, vocabulary, ownKey: keyOf(uri), run };
  const around = new Map<string, PublicationRecord>();
  const plan = await planOf({ tree: document.tree, bytes, fileName: nameOf(uri) }, replace, {
    vocabulary,
    folder: publishFolder(folder, names, session),
    run,
    sha256,
    note: (note) => void notes.push(publishNoteText(note, localize)),
    others: () => othersAround({ uri, folder, names, beside }, publishing, notes, around),
    async hasErrors(name, others) {
      const found = await problemsUnder(
        name,
        document,
        await comparedWith(uri, others, around, session, token),
        publishing,
      );
      problems.push(...told([...encoding, ...found], document.tree, session));
      return [...encoding, ...found].some(({ severity }) => severity === 'error');
    },
    async own(name) {
      const place = { id: uri, shown: name, name, sha256: await sha256(bytes) };
      const read = await readAt(document, place, encoding, publishing);
      notes.push(...read.notes.map((note) => noteText(note, localize)));
      return read.edition;
    },
  });
  if (plan === null) throw new NotPublished(localize('Not a VPC file.'));
  return plan;
}

/** The other VPC files in the folder and beside the file. @param records receives what rules need of those in the folder */
async function othersAround(
  { uri, folder, names, beside }: Pick<PublishParams, 'uri' | 'folder' | 'names' | 'beside'>,
  publishing: Publishing,
  notes: string[],
  records: Map<string, PublicationRecord>,
): Promise<OtherEditions> {
  const { localize } = publishing.session;
  const inFolder = await editionsIn(folder, names, publishing);
  for (const [id, record] of inFolder.records) records.set(id, record);
  const [first] = inFolder.failed;
  // It can be the last edition: without it, the changes would be wrong.
  if (first !== undefined) {
    throw new NotPublished(localize('A file in the folder cannot be read. Correct or remove it. {0}', first));
  }
  const home = siblingUri(uri, '');
  return {
    inFolder: inFolder.editions,
    async beside() {
      if (home === null || keyOf(uriIn(home, 'a')) === keyOf(uriIn(folder, 'a'))) return [];
      const { editions, failed } = await editionsIn(home, beside, publishing);
      for (const each of failed) notes.push(localize('It is not compared: {0}', each));
      return editions;
    },
  };
}

/** The other files that rules compare a file with: those of the workspace, and the published ones. */
async function comparedWith(
  uri: string,
  published: readonly EditionFile[],
  records: ReadonlyMap<string, PublicationRecord>,
  { indexer }: Session,
  token: CancellationToken,
): Promise<OtherPublications> {
  const index = new WorkspaceIndex();
  index.complete = true;
  for (const record of (await indexer.allOtherPublications(uri, token)).files) index.read(keyOf(record.uri), record);
  for (const { id } of published) {
    const record = records.get(id);
    if (record !== undefined) index.read(keyOf(id), record);
  }
  return index.others(keyOf(uri));
}

/** The problems of a file as it will be published: rules and configuration go by its name after publication. */
async function problemsUnder(
  name: string,
  { uri, languageId, tree }: XmlDocument,
  otherPublications: OtherPublications,
  { session, run }: Publishing,
): Promise<readonly Problem[]> {
  const { workspace, service, runtime, localize } = session;
  const renamed = XmlDocument.open(siblingUri(uri, name) ?? uri, languageId, 0, tree.text());
  await renamed.ready(runtime);
  try {
    const binding = await workspace.binding(renamed);
    if (hasWrongSettings(binding)) {
      const [first = ''] = schemaInUse(renamed, binding, localize).problems;
      throw new NotPublished(localize('Configuration, profile or schema cannot be used. {0}', first));
    }
    return await run(service.diagnostics({ ...workspace.limited(renamed, binding), otherPublications }));
  } finally {
    // There is no such document: nobody else would forget it.
    if (keyOf(renamed.uri) !== keyOf(uri)) workspace.forget(renamed.uri);
  }
}

/** Whether the file would be checked with other rules than the user thinks. */
function hasWrongSettings({ kind, loaded, problems, settingMissing }: WorkspaceBinding): boolean {
  const inSchema = kind === 'setting' && (loaded?.problems ?? []).some(({ severity }) => severity === 'error');
  return problems.length > 0 || settingMissing || inSchema;
}

/** Problems with their lines. */
function told(problems: readonly Problem[], tree: XmlTree, { localize }: Session): CreationProblem[] {
  return problems.slice(0, MAX_PROBLEMS).map(({ severity, start, message, args }) => {
    const line = String(tree.positionAt(start).line + 1);
    return { severity, message: localize('Line {0}: {1}', line, localize(message, ...args)) };
  });
}

import type { CancellationToken } from 'vscode-languageserver';
import { compareNaturally } from '../../../domain/naturalOrder';
import { reasonText, type NotDone, type WriteResult } from '../../../exchange/write/change';
import { editedText } from '../../../exchange/write/children';
import { Publication } from '../../../exchange/write/publication';
import type { Plan } from '../../../matrix/plan/plan';
import { newOwnerFile, trackChanges } from '../../../matrix/plan/track';
import { CONFIG_FILE } from '../../../workspace/configuration/file';
import type { GovernedDocument } from '../../../workspace/document';
import { wellFormednessProblems } from '../../../xml/wellFormedness';
import { XmlDocument } from '../../documents';
import { nameOf, openDocument } from '../../matrix/files';
import type { Plans } from '../../plan/plans';
import type { PlanOwnerFilesResult, PlanTrackParams, PlanTrackResult } from '../../protocol';
import { Outdated } from '../../runSafe';
import { clockNow } from '../../runtime';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';
import { workspaceFiles } from '../../workspaceFiles';
import { documentToWrite, workspaceEdit, type DocumentToWrite } from '../matrix/documentToWrite';

/** Answers {@link PLAN_OWNER_FILES}. */
export async function ownerFiles(session: Session): Promise<PlanOwnerFilesResult> {
  const uris: string[] = [];
  for (const uri of (await workspaceFiles(session)).values()) {
    if (await session.workspace.isOwnerFile(uri)) uris.push(uri);
  }
  return { uris: uris.sort(compareNaturally) };
}

/** Answers {@link PLAN_TRACK}. Nothing is applied: the client does that, so that the user sees it and can undo it. */
export async function tracked(
  session: Session,
  plans: Plans,
  { id, uri, exists }: PlanTrackParams,
  token: CancellationToken,
): Promise<PlanTrackResult> {
  const { localize, workspace } = session;
  const plan = plans.get(id)?.current?.plan;
  if (plan == null) return notTracked(localize('There is no plan to track.'));
  if (!(await workspace.isOwnerFile(uri))) {
    const name = nameOf(uri);
    // Its states would count as a supplier's.
    const text = '{0} is not a file of the asset owner. Name it in {1}: "owner": ["{0}"]';
    return notTracked(localize(text, name, CONFIG_FILE));
  }
  if (!exists) return trackedInNew(session, plan, uri, token);
  const target = await documentToWrite(
    session,
    uri,
    localize('Too large to be changed in the editor. Use "vpc plan --track" instead.'),
  );
  if (typeof target === 'string') return notTracked(target);
  const { open, document, governed } = target;
  const isSound = wellFormednessProblems(document.tree).every(({ severity }) => severity !== 'error');
  const publication = governed.vocabulary && Publication.of(governed.tree, governed.vocabulary);
  if (!isSound) return notTracked(localize('{0} is not well-formed XML. Correct it first.', nameOf(uri)));
  if (publication === null) return notTracked(localize('{0} is not a VPC file.', nameOf(uri)));
  const isCurrent = (): boolean => openDocument(session, uri) === open && !token.isCancellationRequested;
  const written = await writing(session, plan, governed, publication, isCurrent);
  return resultOf(written, session, workspaceEdit(session, document, open, written.edits), '');
}

async function trackedInNew(
  session: Session,
  plan: Plan,
  uri: string,
  token: CancellationToken,
): Promise<PlanTrackResult> {
  const { vocabulary } = plan.matrix;
  const text = newOwnerFile(nameOf(uri), vocabulary, clockNow().instant);
  const document = XmlDocument.open(uri, 'vpc', 0, text);
  const governed: DocumentToWrite['governed'] = await session.workspace.governed(document);
  const publication = Publication.of(governed.tree, governed.vocabulary ?? vocabulary);
  if (publication === null) return notTracked(session.localize('{0} is not a VPC file.', nameOf(uri)));
  const written = await writing(session, plan, governed, publication, () => !token.isCancellationRequested);
  const whole = written.edits.length === 0 ? '' : editedText(document.tree.text(), 0, written.edits);
  return resultOf(written, session, {}, whole);
}

async function writing(
  { service, runtime }: Session,
  plan: Plan,
  governed: GovernedDocument,
  publication: Publication,
  isCurrent: () => boolean,
): Promise<WriteResult> {
  const changes = trackChanges(plan, publication);
  const done = await runInSlices(runtime, service.write(governed, changes, { anySupplier: true }), isCurrent);
  if (done === null) throw new Outdated();
  return done.result;
}

function resultOf(
  { notDone, counts }: WriteResult,
  { localize }: Session,
  edit: PlanTrackResult['edit'],
  text: string,
): PlanTrackResult {
  const told = ({ change, reason }: NotDone): string =>
    [[change.patch?.id, change.product?.id].filter(Boolean).join(', '), reasonText(reason, localize)].join(': ');
  return { edit, text, added: counts.added, problem: '', notDone: notDone.map(told) };
}

/** What the handler answers where nothing can be tracked. @param problem localised */
export function notTracked(problem: string): PlanTrackResult {
  return { edit: {}, text: '', added: 0, problem, notDone: [] };
}

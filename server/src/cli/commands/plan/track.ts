/** Writes a plan into a file of the asset owner (`--track`). */
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stat } from 'node:fs/promises';
import type { Vocabulary } from '../../../domain/vocabulary';
import { reasonText } from '../../../exchange/write/change';
import { Publication } from '../../../exchange/write/publication';
import { writeChanges } from '../../../exchange/write/write';
import type { Plan } from '../../../matrix/plan/plan';
import { newOwnerFile, trackChanges } from '../../../matrix/plan/track';
import { editedText } from '../../../exchange/write/children';
import { parse } from '../../../xml/parser';
import type { TextEdit } from '../../../xml/reparse';
import type { GovernedDocument } from '../../../workspace/document';
import { clockNow } from '../../days';
import type { Environment } from '../../environment';
import { usageError, type Io } from '../../io';
import { note } from '../../noteLines';
import { openToWrite, summaryOf, writeEdits } from '../../publicationWrite';
import { writeFileAtomically } from '../../write';
import { localize } from '../../language';

/** Throws a usage error for a file that the configuration does not call the owner's: its states would count as a supplier's. */
export async function requireOwner(file: string, environment: Environment, io: Io): Promise<void> {
  const { isOwner } = await environment.configured(pathToFileURL(resolve(io.cwd, file)).href);
  if (isOwner) return;
  throw usageError(
    localize(
      '--track {0}: not a file of the asset owner. Name it in vpc.config.json: "owner": ["{1}"]',
      file,
      basename(file),
    ),
  );
}

/**
 * Adds to the owner's file what the plan is to track; creates it where there is none.
 * @returns whether all of it could be written
 */
export async function track(plan: Plan, file: string, environment: Environment, io: Io): Promise<boolean> {
  const path = resolve(io.cwd, file);
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  const target = exists ? await openToWrite(path, environment, io) : null;
  const document = target?.document ?? (await newDocument(path, plan.matrix.vocabulary, environment));
  const publication = target?.publication ?? Publication.of(document.tree, document.vocabulary!)!;
  const changes = trackChanges(plan, publication);
  const { edits, notDone, counts } = writeChanges(document, changes, { clock: clockNow(), anySupplier: true });
  for (const { change, reason } of notDone) {
    const what = [change.patch?.id, change.product?.id].filter(Boolean).join(', ');
    note(`${file}: ${what}: ${reasonText(reason, localize)}`, io);
  }
  if (target !== null) await writeEdits(target, edits, false, io);
  else if (edits.length > 0) await writeFileAtomically(file, newText(document, edits), io);
  note(`${file}: ${summaryOf(counts, false) || localize('nothing to track that is not in it')}`, io);
  return notDone.length === 0;
}

function newText({ tree }: GovernedDocument, edits: readonly TextEdit[]): string {
  return editedText(tree.text(), 0, edits);
}

/** A new file. */
async function newDocument(path: string, vocabulary: Vocabulary, environment: Environment): Promise<GovernedDocument> {
  const fileName = basename(path);
  const tree = parse(newOwnerFile(fileName, vocabulary, Date.now()));
  return environment.governed({ tree, path: fileName, uri: pathToFileURL(path).href, fileName });
}

import { joined } from '../../../exchange/tables/xlsx/write/workbook';
import { noteText, type Note } from '../../../matrix/notes';
import { vendorsOf, type PatchDigest } from '../../../matrix/digest';
import { PublicationLines } from '../../../matrix/lines';
import type { PlanPlace } from '../../../matrix/plan/decision';
import { PLAN_FILE_TYPES, PLAN_FORMATS } from '../../../matrix/plan/export/formats';
import type { ShownPlan } from '../../../matrix/plan/export/shown';
import { PLAN_WRITERS, type PlanWriter } from '../../../matrix/plan/export/writers';
import { figuresOf } from '../../../matrix/plan/figures';
import type { Task } from '../../../xml/task';
import { base64Of } from '../../protocol/base64';
import type { ShownVersion } from '../../plan/planSubscription';
import type { Plans } from '../../plan/plans';
import type { PlanExportParams, PlanExportResult } from '../../protocol';
import type { Session } from '../../session';
import { runInSlices } from '../../timeSlicing';

/** Answers {@link PLAN_EXPORT}; `null` where the plan is not open, has no such format, or the request was cancelled. */
export async function exportedPlan(
  session: Session,
  plans: Plans,
  { id, format: wanted, separator }: PlanExportParams,
  isWanted: () => boolean,
): Promise<PlanExportResult | null> {
  const shown = plans.get(id)?.current;
  const format = PLAN_FORMATS.find((one) => one === wanted);
  if (shown?.plan == null || format === undefined) return null;
  const { plan, since } = shown;
  const lineOf = await lineFinder(shown, plans);
  const exporting: ShownPlan = { plan, figures: figuresOf(plan), since, lineOf, translate: session.localize };
  const pieces = PLAN_WRITERS[format](exporting, { separator, language: session.language });
  const done = await runInSlices(session.runtime, written(pieces), isWanted);
  if (done === null) return null;
  const { bytes, left } = done.result;
  const notes = left.map((note) => noteText(note, session.localize));
  return { bytes: base64Of(bytes), notes, fileName: `plan${PLAN_FILE_TYPES[format].endings[0]}` };
}

/** @returns the whole file, and notes on what its format has no room for */
function* written(
  pieces: ReturnType<PlanWriter>,
): Task<{ readonly bytes: Uint8Array; readonly left: readonly Note[] }> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return { bytes: joined(parts), left: next.value ?? [] };
    parts.push(typeof next.value === 'string' ? encoder.encode(next.value) : next.value);
    yield;
  }
}

/** Finds the lines of places in the files as they are now: they are read again, because their texts are not kept. */
async function lineFinder({ documents }: ShownVersion, plans: Plans): Promise<(place: PlanPlace) => number> {
  const files = await Promise.all(
    documents.map(async ({ uri }) => {
      const found = await plans.files.publication(uri);
      if (found === null) return null;
      const { publication, document } = found;
      const patches = vendorsOf(publication.entry).flatMap((vendor) => vendor.patches);
      const byContent = new Map(patches.map((patch): [string, PatchDigest] => [JSON.stringify(patch), patch]));
      return { lines: new PublicationLines(publication, document.tree), byContent };
    }),
  );
  return ({ source, patch, statement }) => {
    const file = source === null ? null : files[source];
    if (file == null || patch === null) return 1;
    return file.lines.lineOf(file.byContent.get(JSON.stringify(patch)) ?? patch, statement);
  };
}

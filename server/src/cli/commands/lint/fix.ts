import { checkDocument } from '../../../language/diagnostics';
import { writeRefusal } from '../../../disk/gate';
import { fixAll } from '../../../language/fixes/fixAll';
import { unifiedDiff } from '../../edits';
import { encodedEdits } from '../../encodedEdits';
import type { Environment } from '../../environment';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput } from '../../input';
import type { Io } from '../../io';
import type { FileReport } from '../../reporters/reporter';
import { WriteError, writeFileAtomically } from '../../write';
import { asksForFixes, type CheckOptions } from './options';
import { bindingNotes, reportOn, checkKindsOf, type Fixed, type Outcome } from './report';
import { runToCompletion } from '../../../xml/task';
import { localize } from '../../language';

/**
 * Fixes one file and reports the remaining problems; with `--dry-run`, all problems. Line ends, byte order mark and
 * encoding do not change.
 */
export async function fixFile(file: string, options: CheckOptions, environment: Environment, io: Io): Promise<Outcome> {
  const input = await readInput(file, options.stdinFilename, io);
  if (isUnreadable(input)) return { result: input, notes: [] };
  const { document: governed, binding } = await environment.bound(input);
  const { reports: schemas, notes: schemaNotes } = await environment.schemaReports(binding);
  const notes = [...bindingNotes(input.path, binding), ...schemaNotes];
  const document = { ...governed, now: Date.now() };
  const checkKinds = checkKindsOf(document);
  const unfixedReport = (): FileReport => {
    const { problems, suppressed } = checkDocument(document);
    return reportOn(input.path, [...input.problems, ...problems], document, suppressed, asksForFixes(options));
  };
  const isInput = file === STANDARD_INPUT;
  const unfixed: Fixed = { fixed: 0, ...(isInput && !options.dryRun && { text: input.bytes }) };

  // Invalid bytes were decoded as U+FFFD: written back, they would be lost.
  if (input.problems.length > 0) {
    const note = localize('{0} is not fixed: correct its encoding first', input.path);
    return { result: unfixedReport(), notes: [...notes, note], checkKinds, schemas, fix: unfixed };
  }
  const { edits, document: fixedDocument, fixed } = runToCompletion(fixAll(document));
  if (edits.length === 0) return { result: unfixedReport(), notes, checkKinds, schemas, fix: unfixed };
  const text = input.tree.text();
  if (options.dryRun) {
    const diff = unifiedDiff(input.path, text, edits);
    return { result: unfixedReport(), notes, checkKinds, schemas, fix: { fixed: fixed.length, diff } };
  }

  const refusal = isInput ? null : await writeRefusal(file, io.cwd);
  if (refusal !== null) {
    const failure = localize('cannot write {0}: {1}', input.path, localize(refusal.message, ...refusal.args));
    return { result: unfixedReport(), notes, checkKinds, schemas, fix: { fixed: 0, failure } };
  }
  const bytes = encodedEdits(input, text, edits);
  if (bytes === null) {
    const note = localize('{0} is not fixed: the result cannot be encoded in {1}', input.path, input.encoding);
    return { result: unfixedReport(), notes: [...notes, note], checkKinds, schemas, fix: unfixed };
  }
  try {
    if (!isInput) await writeFileAtomically(file, bytes, io, input.bytes);
    environment.siblings?.wasWritten(file);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const failure = localize('cannot write {0}: {1}', input.path, error.reason);
    return { result: unfixedReport(), notes, checkKinds, schemas, fix: { fixed: 0, failure } };
  }
  const { problems, suppressed } = checkDocument(fixedDocument);
  return {
    result: reportOn(input.path, problems, fixedDocument, suppressed, asksForFixes(options)),
    notes,
    checkKinds,
    schemas,
    fix: { fixed: fixed.length, ...(isInput && { text: bytes }) },
  };
}

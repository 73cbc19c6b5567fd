import { checked } from '../../../service/diagnostics';
import { fixAll } from '../../../service/fixAll';
import { encode } from '../../../xml/decode';
import { edited, unifiedDiff } from '../../edits';
import type { Environment } from '../../environment';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput } from '../../input';
import type { Io } from '../../io';
import type { FileReport } from '../../reporters/reporter';
import { reason, writeFileAtomically } from '../../write';
import type { CheckOptions } from './options';
import type { Mended, Outcome } from './outcome';
import { bindingNotes, reportOn, roomsOf } from './report';

/**
 * Mends one file and reports what is left in it; where it is only tried, what is in it as it stands. Everything that
 * no fix means stays: line ends, byte order mark, encoding.
 */
export async function mend(file: string, options: CheckOptions, environment: Environment, io: Io): Promise<Outcome> {
  const input = await readInput(file, options.stdinFilename, io);
  if (isUnreadable(input)) return { result: input, notes: [] };
  const notes = await bindingNotes(input, environment, io);
  const document = { ...(await environment.governed(input)), now: Date.now() };
  const rooms = roomsOf(document);
  const asItIs = (): FileReport => {
    const { problems, suppressed } = checked(document);
    return reportOn(input.path, [...input.problems, ...problems], document, suppressed);
  };
  const isInput = file === STANDARD_INPUT;
  const nothing: Mended = { fixed: 0, ...(isInput && !options.dryRun && { text: input.bytes }) };

  // Bytes without meaning were read as U+FFFD: written back, they would be lost.
  if (input.problems.length > 0) {
    const note = `${input.path} is not mended: its encoding has to be put right first`;
    return { result: asItIs(), notes: [...notes, note], rooms, mended: nothing };
  }
  const { edits, document: mended, fixed } = fixAll(document);
  if (edits.length === 0) return { result: asItIs(), notes, rooms, mended: nothing };
  const text = input.tree.text();
  if (options.dryRun) {
    const diff = unifiedDiff(input.path, text, edits);
    return { result: asItIs(), notes, rooms, mended: { fixed: fixed.length, diff } };
  }

  const bytes = encode(edited(text, edits), input);
  if (bytes === null) {
    const note = `${input.path} is not mended: what would be written cannot be written in ${input.encoding}`;
    return { result: asItIs(), notes: [...notes, note], rooms, mended: nothing };
  }
  try {
    if (!isInput) await writeFileAtomically(file, bytes, io, input.bytes);
    environment.beside?.wasWritten(file);
  } catch (error) {
    return { result: { path: input.path, reason: reason(error) }, notes };
  }
  // What is left of the problems is among these; what comments suppress is told, too.
  const { problems, suppressed } = checked(mended);
  return {
    result: reportOn(input.path, problems, mended, suppressed),
    notes,
    rooms,
    mended: { fixed: fixed.length, ...(isInput && { text: bytes }) },
  };
}

import { createTwoFilesPatch } from 'diff';
import { checked } from '../../../service/diagnostics';
import type { GovernedDocument } from '../../../service/document';
import { fixAll } from '../../../service/fixAll';
import type { FixEdit } from '../../../service/fixes';
import { encode } from '../../../xml/decode';
import type { Environment } from '../../environment';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, readInput, type ReadInput } from '../../input';
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
  if (options.dryRun)
    return { result: asItIs(), notes, rooms, mended: { fixed: fixed.length, diff: diffOf(input, edits) } };

  const bytes = encode(edited(input, edits), input);
  if (bytes === null) {
    const note = `${input.path} is not mended: what would be written cannot be written in ${input.encoding}`;
    return { result: asItIs(), notes: [...notes, note], rooms, mended: nothing };
  }
  try {
    if (!isInput) await writeFileAtomically(file, bytes, io, input.bytes);
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

/** The whole text of a document with edits that come in order. */
function edited({ tree }: Pick<GovernedDocument, 'tree'>, edits: readonly FixEdit[]): string {
  let done = 0;
  const parts: string[] = [];
  for (const { start, end, text } of edits) {
    parts.push(tree.slice(done, start), text);
    done = end;
  }
  return [...parts, tree.slice(done, tree.length)].join('');
}

function diffOf(input: ReadInput, edits: readonly FixEdit[]): string {
  const before = input.tree.slice(0, input.tree.length);
  const patch = createTwoFilesPatch(`a/${input.path}`, `b/${input.path}`, before, edited(input, edits));
  // The line of equals signs that the library puts first is for patches of several files in one.
  return patch.replace(/^=+\n/, '');
}

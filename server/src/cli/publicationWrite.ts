/** Writing statements into a file: what the commands that do that have in common. */
import type { WriteCounts } from '../exchange/write/change';
import { Publication } from '../exchange/write/publication';
import type { GovernedDocument } from '../workspace/document';
import { wellFormednessProblems } from '../xml/wellFormedness';
import type { TextEdit } from '../xml/reparse';
import { unifiedDiff } from './edits';
import { encodedEdits } from './encodedEdits';
import { encodingFault } from './encodingFault';
import type { Environment } from './environment';
import { isUnreadable, readInput, type ReadInput } from './input';
import { CommandError, ExitCode, type Io } from './io';
import { counted, placeOf } from './reporters/text';
import { writeFileAtomically } from './write';
import { localize } from './language';

/** A file that statements can be written into. */
export interface FileToWrite {
  /** Absolute. */
  readonly path: string;
  readonly input: ReadInput;
  readonly document: GovernedDocument;
  readonly publication: Publication;
}

/**
 * Reads a file. Throws a {@link CommandError} for one that cannot be read, that is not well-formed or no VPC file, or whose encoding is
 * wrong.
 * @param path absolute
 */
export async function openToWrite(path: string, environment: Environment, io: Io): Promise<FileToWrite> {
  const input = await readInput(path, undefined, io);
  if (isUnreadable(input))
    throw new CommandError(localize('cannot read {0}: {1}', input.path, input.reason), ExitCode.Failure);
  refuseUnsound(input);
  const document = await environment.governed(input);
  const publication = document.vocabulary && Publication.of(document.tree, document.vocabulary);
  if (publication === null) throw new CommandError(localize('{0}: not a VPC file', input.path), ExitCode.Failure);
  return { path, input, document, publication };
}

/** What a file that is not well-formed or whose encoding is wrong says is a guess: nothing is written into it. */
function refuseUnsound(input: ReadInput): void {
  const fault = encodingFault(input);
  if (fault !== null) throw new CommandError(fault, ExitCode.Failure);
  const [problem] = wellFormednessProblems(input.tree).filter(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  const place = placeOf(input.path, input.tree.positionAt(problem.start));
  const message = localize('{0}: not well-formed XML ({1}); run vpc lint for details', place, problem.code);
  throw new CommandError(message, ExitCode.Failure);
}

/**
 * Writes edits into a file, or shows them as a diff. Throws a {@link CommandError} where the encoding of the file cannot hold them, or
 * where it cannot be written.
 * @param edits sorted; none touches another
 */
export async function writeEdits(
  { path, input, document }: FileToWrite,
  edits: readonly TextEdit[],
  isDry: boolean,
  io: Io,
): Promise<void> {
  if (edits.length === 0) return;
  const text = document.tree.text();
  const bytes = encodedEdits(input, text, edits);
  if (bytes === null) {
    const message = localize('{0} is not changed: the result cannot be encoded in {1}', input.path, input.encoding);
    throw new CommandError(message, ExitCode.Failure);
  }
  if (isDry) io.out.write(unifiedDiff(input.path, text, edits));
  else await writeFileAtomically(path, bytes, io, input.bytes);
}

/** What was written, or would be: `12 statements set, 3 added`. */
export function summaryOf({ set, added, unchanged }: WriteCounts, isDry: boolean): string {
  const parts = [
    { count: set, done: isDry ? '{0} would be set' : '{0} set' },
    { count: added, done: isDry ? '{0} would be added' : '{0} added' },
    { count: unchanged, done: '{0} unchanged' },
  ].filter(({ count }) => count > 0);
  return parts
    .map(({ count, done }, index) => {
      return localize(done, index === 0 ? counted(count, '{0} statement', '{0} statements') : String(count));
    })
    .join(', ');
}

/** Files that can be written into. */
import { wellFormednessProblems } from '../xml/wellFormedness';
import { encodingFault } from './encodingFault';
import type { ReadInput } from './input';
import { CommandError, ExitCode } from './io';
import { placeOf } from './reporters/text';

/**
 * Throws a {@link CommandError} for a file that is not well-formed or whose encoding is wrong: what it says is a guess, and nothing is
 * written into it.
 */
export function refuseUnsound(input: ReadInput): void {
  const fault = encodingFault(input);
  if (fault !== null) throw new CommandError(fault, ExitCode.Failure);
  const [problem] = wellFormednessProblems(input.tree).filter(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  const place = placeOf(input.path, input.tree.positionAt(problem.start));
  const message = `${place}: not well-formed XML (${problem.code}); run vpc lint for details`;
  throw new CommandError(message, ExitCode.Failure);
}

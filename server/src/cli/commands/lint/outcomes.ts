import type { Environment } from '../../environment';
import { STANDARD_INPUT } from '../../files';
import { inputPath } from '../../input';
import type { Io } from '../../io';
import { check } from './check';
import type { LintOptions } from './options';
import type { Outcome } from './outcome';

/**
 * What comes of each file, in their order; the work is shared by several threads where that is asked.
 * @param named the files that are named in the run: the rules know them all
 */
export async function* outcomes(
  files: readonly string[],
  named: readonly string[],
  options: LintOptions,
  environment: Environment,
  io: Io,
): AsyncGenerator<Outcome> {
  const threads = Math.min(options.jobs ?? 1, files.length);
  const run = named.map((file) => (file === STANDARD_INPUT ? inputPath(options.stdinFilename, io) : file));
  if (threads > 1 && io.program !== undefined) {
    const { shared } = await import('./threads');
    yield* shared(files, threads, { options, run }, io.program, io);
    return;
  }
  environment.introduce(run);
  for (const file of files) yield await check(file, options, environment, io);
}

import type { Environment } from '../../environment';
import type { Io } from '../../io';
import { check } from './check';
import type { LintOptions } from './options';
import type { Outcome } from './outcome';

/** What comes of each file, in their order; the work is shared by several threads where that is asked. */
export async function* outcomes(
  files: readonly string[],
  options: LintOptions,
  environment: Environment,
  io: Io,
): AsyncGenerator<Outcome> {
  const threads = Math.min(options.jobs ?? 1, files.length);
  if (threads > 1 && io.program !== undefined) {
    const { shared } = await import('./threads');
    yield* shared(files, threads, options, io.program, io);
    return;
  }
  for (const file of files) yield await check(file, options, environment, io);
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CommandError, ExitCode, type Io } from '../../io';
import { localize } from '../../language';

/**
 * Runs the language server in this process, from the file beside this program: it is a program of its own, so that the command
 * starts fast.
 * @param args of the server, without node and script
 */
export function serve(args: readonly string[], { program }: Pick<Io, 'program'>): void {
  if (program === undefined)
    throw new CommandError(localize('there is no language server beside this program'), ExitCode.Failure);
  const server = join(dirname(program), 'server.js');
  process.argv = [process.argv[0]!, server, ...(args.length === 0 ? ['--stdio'] : args)];
  createRequire(program)(server);
}

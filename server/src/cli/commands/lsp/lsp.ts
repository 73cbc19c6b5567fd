import { CommandError, ExitCode, type Io } from '../../io';
import { localize } from '../../language';

/**
 * Runs the language server in this process.
 * @param args of the server, without node and script
 */
export function serve(args: readonly string[], { serve: start }: Pick<Io, 'serve'>): void {
  if (start === undefined)
    throw new CommandError(localize('there is no language server beside this program'), ExitCode.Failure);
  process.argv = [...process.argv.slice(0, 2), ...(args.length === 0 ? ['--stdio'] : args)];
  start();
}

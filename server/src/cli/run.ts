import { Command, CommanderError } from 'commander';
import type { Bundled } from './bundled';
import { COMMANDS } from './commands';
import { CommandError, ExitCode, type Io } from './io';

/**
 * Runs `vpc`. Each command's code is loaded when it is called, so that none waits for another's.
 * @param args without node and script
 * @returns the exit code; nothing is thrown
 */
export async function run(args: readonly string[], bundled: Bundled, io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Clean;
  const program = programOf(bundled, io);
  const finish = (code: ExitCode): void => {
    exitCode = code;
  };
  for (const add of COMMANDS) add(program, { bundled, io, finish });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Clean : ExitCode.Usage;
    if (error instanceof CommandError) {
      io.err.write(`vpc: ${error.message}\n`);
      return error.exitCode;
    }
    io.err.write(`vpc: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return ExitCode.Failure;
  }
}

function programOf({ version }: Bundled, io: Io): Command {
  return new Command('vpc')
    .description('Writes, checks, imports and shows Vendor Patch Compatibility (VPC) files.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(vpc --help lists what there is)')
    .configureOutput({ writeOut: (text) => io.out.write(text), writeErr: (text) => io.err.write(text) })
    .exitOverride();
}

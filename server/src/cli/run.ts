import { CommanderError, type Command } from 'commander';
import { COMMANDS } from './commands';
import { noteInput } from './inputs';
import { CommandError, ExitCode, notesSink, type Io, type Bundled } from './io';
import { note } from './noteLines';
import { localize, useLanguageOf } from './language';
import { TranslatedCommand } from './program';

/**
 * Runs `vpc`. The code of a command is loaded when it is called, so that starting is fast.
 * @param args without node and script
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], bundled: Bundled, given: Io): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Clean;
  // What is written to standard error contains names and texts of files: it is escaped here, for all who write there.
  const io: Io = { ...given, err: notesSink(given.err) };
  const unknownLanguage = useLanguageOf(io);
  if (unknownLanguage !== null) note(unknownLanguage, io);
  const program = programOf(bundled, io);
  const finish = (code: ExitCode): void => {
    exitCode = code;
  };
  for (const add of COMMANDS) add(program, { bundled, io, finish });
  program.hook('preAction', (_, command) => noteFileOptions(command, io));
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Clean : ExitCode.Usage;
    if (error instanceof CommandError) {
      note(error.message, io);
      return error.exitCode;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err.write(`vpc: ${localize('internal error: {0}', text)}\n`);
    return ExitCode.Failure;
  }
}

const ENVIRONMENT = `
Environment:
  VPC_LANG  language of texts, for example de or en (default: that of LC_ALL, LC_MESSAGES, LANG)`;

function programOf({ version }: Bundled, io: Io): Command {
  return new TranslatedCommand('vpc')
    .description('Creates, checks, imports, compares and shows Vendor Patch Compatibility (VPC) files.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureOutput({ writeOut: (text) => io.out.write(text), writeErr: (text) => io.err.write(text) })
    .addHelpText('after', ENVIRONMENT)
    .exitOverride();
}

/** The options that name a file to read. */
const FILE_OPTIONS = ['schema', 'profile', 'config', 'baseline', 'products', 'myProducts'];

/** Records the files that the options name as inputs. */
function noteFileOptions(command: Command, io: Io): void {
  const options = new Map(Object.entries(command.opts<Readonly<Record<string, unknown>>>()));
  for (const name of FILE_OPTIONS) {
    const value = options.get(name);
    if (typeof value === 'string') noteInput(value, io);
  }
}

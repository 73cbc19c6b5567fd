import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Bundled } from './bundled';
import { CommandError, ExitCode, type Io } from './io';
import type { ImportOptions } from './commands/import';
import type { LintOptions } from './commands/lint';
import type { MatrixOptions } from './commands/matrix';
import type { NewOptions } from './commands/new';
import type { ProfileOptions } from './commands/profile';

/**
 * Runs `vpc`. Each command's code is loaded when it is called, so that none waits for another's.
 * @param args without node and script
 * @returns the exit code; nothing is thrown
 */
export async function run(args: readonly string[], bundled: Bundled, io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Clean;
  const program = programOf(bundled, io, (code) => {
    exitCode = code;
  });
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

const EXIT_CODES = `
Exit codes:
  0  nothing at or above the threshold
  1  findings
  2  wrong arguments, or a schema or profile that cannot be used
  3  some input could not be read, or an internal error`;

function programOf(bundled: Bundled, io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command('vpc')
    .description('Writes, checks, imports and shows Vendor Patch Compatibility (VPC) files.')
    .version(bundled.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(vpc --help lists what there is)')
    .configureOutput({ writeOut: (text) => io.out.write(text), writeErr: (text) => io.err.write(text) })
    .exitOverride();
  addLint(program, bundled, io, finish);
  addNew(program, bundled, io, finish);
  addImport(program, bundled, io, finish);
  addMatrix(program, bundled, io, finish);
  addProfile(program, bundled, io, finish);
  return program;
}

type AddCommand = (program: Command, bundled: Bundled, io: Io, finish: (code: ExitCode) => void) => void;

const schemaOption = () => new Option('--schema <file>', 'use this XSD for every file, whatever the files say');
const profileOption = () =>
  new Option('--profile <file>', 'use this profile: which element plays which role, how files are named');

const addLint: AddCommand = (program, bundled, io, finish) => {
  program
    .command('lint')
    .description('check files: well-formedness, schema, rules')
    .argument('[files...]', 'files, folders (VPC files below them), globs, or - for standard input (default: .)')
    .addOption(new Option('--format <format>', 'how to report').choices(['pretty', 'json']).default('pretty'))
    .option('--output <file>', 'write the report to a file')
    .addOption(schemaOption())
    .addOption(profileOption())
    .addOption(
      new Option('--fail-on <severity>', 'the mildest severity that makes the exit code 1')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--max-warnings <count>', 'more warnings than this make the exit code 1', count)
    .option('--stdin-filename <name>', 'what standard input is called: for the filename rule and in reports')
    .addHelpText('after', EXIT_CODES)
    .action(async (files: string[], options: LintOptions) => {
      const { lint } = await import('./commands/lint');
      finish(await lint(files, options, bundled, io));
    });
};

const addNew: AddCommand = (program, bundled, io, finish) => {
  program
    .command('new')
    .description('write a VPC file with everything that must be in it, ready to be filled in')
    .requiredOption('--supplier <name>', 'the product supplier who publishes the file')
    .option('--date <day>', 'the day of the publication, as 2026-03-10 (default: today)')
    .option('--products <csv>', "the supplier's products: columns id, version, platform")
    .addOption(new Option('--schema <file>', 'write the file as this XSD asks for'))
    .addOption(profileOption())
    .option('--output <file>', 'the file to write; - for standard output (default: named by the convention)')
    .action(async (options: NewOptions) => {
      const { newPublication } = await import('./commands/new');
      finish(await newPublication(options, bundled, io));
    });
};

const addImport: AddCommand = (program, bundled, io, finish) => {
  program
    .command('import')
    .description('make a VPC file out of what a patch vendor publishes')
    .command('cvrf')
    .description('make a VPC file out of a security release document (CVRF 1.1)')
    .argument('<file>', 'the release document')
    .requiredOption('--supplier <name>', 'the product supplier who publishes the VPC file')
    .option('--products <csv>', "the supplier's products: columns id, version, platform")
    .addOption(new Option('--schema <file>', 'write the file as this XSD asks for'))
    .addOption(profileOption())
    .option('--output <file>', 'the file to write; - for standard output (default: named by the convention)')
    .action(async (file: string, options: ImportOptions) => {
      const { importRelease } = await import('./commands/import');
      finish(await importRelease(file, options, bundled, io));
    });
};

const addMatrix: AddCommand = (program, bundled, io, finish) => {
  program
    .command('matrix')
    .description('show patches by products with their states')
    .argument('<files...>', 'files, folders or globs')
    .addOption(
      new Option('--format <format>', 'what to write').choices(['html', 'csv', 'json', 'markdown']).default('html'),
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .addOption(profileOption())
    .action(async (files: string[], options: MatrixOptions) => {
      const { matrix } = await import('./commands/matrix');
      finish(await matrix(files, options, bundled, io));
    });
};

const addProfile: AddCommand = (program, bundled, io, finish) => {
  program
    .command('profile')
    .description('print which profile and schema are in use, and where their rows come from')
    .addOption(schemaOption())
    .addOption(profileOption())
    .action(async (options: ProfileOptions) => {
      const { profile } = await import('./commands/profile');
      finish(await profile(options, bundled, io));
    });
};

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

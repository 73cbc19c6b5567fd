import { Option } from 'commander';
import { count, profileOption, schemaOption, type AddCommand } from '../command';
import type { LintOptions } from './lint';

const EXIT_CODES = `
Exit codes:
  0  nothing at or above the threshold
  1  findings
  2  wrong arguments, or a schema or profile that cannot be used
  3  some input could not be read, or an internal error`;

export const addLint: AddCommand = (program, { bundled, io, finish }) => {
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
      const { lint } = await import('./lint');
      finish(await lint(files, options, bundled, io));
    });
};

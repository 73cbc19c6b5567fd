import { InvalidArgumentError, Option } from 'commander';
import { reporters, type Format } from '../../reporters';
import {
  configOptions,
  count,
  filesOrInput,
  profileOption,
  schemaOption,
  strictSchemaOption,
  catalogOption,
  type AddCommand,
} from '../command';
import { ReportRequests, THRESHOLDS, type LintOptions, type Shard } from './options';
import { localize } from '../../language';

const NOTES = `
To write several reports, give each --format its own --output:
  vpc lint --format pretty --format sarif --output vpc.sarif

With --fix, standard input is fixed and written to standard output; the report goes to standard error.

Exit codes:
  0  no problems at or above the --fail-on severity
  1  problems found
  2  invalid arguments, schema, profile, configuration or baseline
  3  an input could not be read, or internal error`;

export const addLint: AddCommand = (program, { bundled, io, finish }) => {
  const requests = new ReportRequests();
  const formats = Object.keys(reporters);
  const command = program
    .command('lint')
    .description('check files for well-formedness, schema and rule violations')
    .argument('[files...]', 'files, folders (searched for VPC files), globs, or - for standard input (default: .)')
    .addOption(
      new Option('--format <format>', 'report format, repeatable (default: pretty)')
        .choices(formats)
        .argParser((text) => requests.format(oneOf<Format>(text, formats))),
    )
    .option('--output <file>', 'write the report to this file, repeatable', (file) => requests.output(file))
    .option('--fix', 'apply safe fixes in place')
    .option('--dry-run', 'show the changes of --fix as a diff, without changing files')
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .addOption(profileOption())
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that makes the exit code 1')
        .choices(THRESHOLDS)
        .default('error'),
    )
    .option('--max-warnings <count>', 'exit with 1 if there are more warnings than this', count)
    .option('--quiet', 'report only problems at or above the --fail-on severity, without notes')
    .option('--ignore-unknown', 'pass over named files that are not VPC files')
    .option('--changed', 'check only files that differ from the last commit (uses Git)')
    .option('--since <ref>', 'check only files changed since HEAD diverged from this branch, tag or commit')
    .option('--shard <part>', 'check only one part of the files, for example 1/4, to share them among machines', shard)
    .option('--jobs <count>', 'number of files to check in parallel (default: 1)', jobs)
    .option('--baseline <file>', 'report only problems that are not in this baseline')
    .option('--no-baseline', 'ignore the baseline of vpc.config.json')
    .option('--update-baseline', 'add the current problems to the baseline, and remove those that no longer occur')
    .option('--watch', 'check again when files change')
    .option('--stdin-filename <name>', 'read standard input, and use this file name for the filename rule and reports')
    .addHelpText('after', NOTES)
    .option('--print-config', 'print the effective configuration of the files and where each value comes from')
    .action(async (files: string[], options: LintOptions & { printConfig?: boolean }) => {
      if (options.printConfig) {
        const { printConfig } = await import('./printConfig');
        return finish(await printConfig(files.length === 0 ? ['.'] : files, options, bundled, io));
      }
      const { lint } = await import('./lint');
      finish(
        await lint(filesOrInput(files, options.stdinFilename), { ...options, reports: requests.all() }, bundled, io),
      );
    });
  for (const option of configOptions()) command.addOption(option);
};

function oneOf<T extends string>(text: string, allowed: readonly string[]): T {
  if (!allowed.includes(text)) throw new InvalidArgumentError(localize('Allowed choices are {0}.', allowed.join(', ')));
  return text as T;
}

function shard(text: string): Shard {
  const [, index, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || parts === undefined || index < 1 || index > parts) {
    throw new InvalidArgumentError(localize('Expected a part such as 1/4, the first of four.'));
  }
  return { index, count: parts };
}

const MAX_JOBS = 64;

function jobs(text: string): number {
  const number = count(text);
  if (number < 1 || number > MAX_JOBS)
    throw new InvalidArgumentError(localize('Expected a number from 1 to {0}.', String(MAX_JOBS)));
  return number;
}

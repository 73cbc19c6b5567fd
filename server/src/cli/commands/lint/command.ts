import { InvalidArgumentError, Option } from 'commander';
import { reporters, type Format } from '../../reporters';
import { configOptions, count, profileOption, schemaOption, type AddCommand } from '../command';
import { ReportRequests, THRESHOLDS, type LintOptions, type Shard } from './options';

const NOTES = `
Several reports at once: each --output belongs to the --format before it, as in
  vpc lint --format pretty --format sarif --output vpc.sarif

With --fix, standard input is mended to standard output and the report goes to standard error.

Exit codes:
  0  nothing at or above the threshold
  1  findings
  2  wrong arguments, or a schema, profile, configuration or baseline that cannot be used
  3  some input could not be read, or an internal error`;

export const addLint: AddCommand = (program, { bundled, io, finish }) => {
  const requests = new ReportRequests();
  const formats = Object.keys(reporters);
  const command = program
    .command('lint')
    .description('check files: well-formedness, schema, rules')
    .argument('[files...]', 'files, folders (VPC files below them), globs, or - for standard input (default: .)')
    .addOption(
      new Option('--format <format>', `how to report, repeatable: ${formats.join(', ')} (default: pretty)`).argParser(
        (text) => requests.format(oneOf<Format>(text, formats)),
      ),
    )
    .option('--output <file>', 'write the report to a file, repeatable', (file) => requests.output(file))
    .option('--fix', 'mend what needs no decision, in the files')
    .option('--dry-run', 'show as a diff what --fix would do, and change nothing')
    .addOption(schemaOption())
    .addOption(profileOption())
    .addOption(
      new Option('--fail-on <severity>', 'the mildest severity that makes the exit code 1')
        .choices(THRESHOLDS)
        .default('error'),
    )
    .option('--max-warnings <count>', 'more warnings than this make the exit code 1', count)
    .option('--quiet', 'report only what counts by --fail-on, and no notes')
    .option('--changed', 'only files that differ from the last commit, by git')
    .option('--since <ref>', 'only files that differ from where HEAD left this branch, tag or commit (with --changed)')
    .option('--shard <part>', 'only one part of the files, as 1/4: for several machines', shard)
    .option('--jobs <count>', 'check so many files at the same time (default: 1)', jobs)
    .option('--baseline <file>', 'hold back the findings that this file knows: only what is new counts')
    .option('--no-baseline', 'hold nothing back, whatever vpc.config.json says')
    .option('--update-baseline', 'write into the baseline what is found now, and drop what no longer occurs')
    .option('--watch', 'check again whenever a file changes')
    .option('--stdin-filename <name>', 'what standard input is called: for the filename rule and in reports')
    .addHelpText('after', NOTES)
    .option('--print-config', 'print what holds for the files, and who says so')
    .action(async (files: string[], options: LintOptions & { printConfig?: boolean }) => {
      if (options.printConfig) {
        const { printConfig } = await import('./printConfig');
        return finish(await printConfig(files.length === 0 ? ['.'] : files, options, bundled, io));
      }
      const { lint } = await import('./lint');
      finish(await lint(files, { ...options, reports: requests.all() }, bundled, io));
    });
  for (const option of configOptions()) command.addOption(option);
};

function oneOf<T extends string>(text: string, allowed: readonly string[]): T {
  if (!allowed.includes(text)) throw new InvalidArgumentError(`Allowed choices are ${allowed.join(', ')}.`);
  return text as T;
}

function shard(text: string): Shard {
  const [, index, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || parts === undefined || index < 1 || index > parts) {
    throw new InvalidArgumentError('Write it as 1/4: the first of four parts.');
  }
  return { index, count: parts };
}

const MOST_JOBS = 64;

function jobs(text: string): number {
  const number = count(text);
  if (number < 1 || number > MOST_JOBS) throw new InvalidArgumentError(`It must be 1 to ${MOST_JOBS}.`);
  return number;
}

import { governed, schemaOption, type AddCommand } from '../command';
import type { FormatCommandOptions } from './format';

const NOTES = `
How files are laid out stands in vpc.config.json under "format", for this command and for the editor. Only blanks
change, and only those that mean nothing. What is not well-formed XML is left as it is.

Standard input is laid out to standard output; where that cannot be done, it comes out as it went in.

Exit codes:
  0  done; with --check: everything is laid out already
  1  with --check: some file is not
  2  wrong arguments, or a schema, profile or configuration that cannot be used
  3  some file could not be read, or is not well-formed and was left alone, or an internal error`;

export const addFormat: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('format')
    .description('lay files out: one element a line, indented by its depth')
    .argument('[files...]', 'files, folders (VPC files below them), globs, or - for standard input (default: .)')
    .option('--check', 'change nothing, list the files that would change, and end with 1 where there are some')
    .option('--dry-run', 'change nothing, and show as a diff what would change')
    .option('--quiet', 'say only what went wrong')
    .option('--stdin-filename <name>', 'what standard input is called: for vpc.config.json and in messages')
    .addOption(schemaOption())
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: FormatCommandOptions) => {
      const { formatFiles } = await import('./format');
      finish(await formatFiles(files, options, bundled, io));
    });
  governed(command);
};

import {
  filesOrInput,
  withGovernance,
  schemaOption,
  strictSchemaOption,
  catalogOption,
  type AddCommand,
} from '../command';
import type { FormatCommandOptions } from './format';

const NOTES = `
The layout is set in vpc.config.json under "format", for this command and for the editor. Only insignificant
whitespace is changed. Files that are not well-formed XML are left unchanged.

Standard input is formatted to standard output; if that is not possible, it is written unchanged.

Exit codes:
  0  formatted; with --check: all files are formatted
  1  with --check: some files are not formatted
  2  invalid arguments, schema, profile or configuration
  3  a file could not be read or is not well-formed, or internal error`;

export const addFormat: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('format')
    .description('format files: one element per line, indented by depth')
    .argument('[files...]', 'files, folders (searched for VPC files), globs, or - for standard input (default: .)')
    .option('--check', 'list files that would change, without changing them; exit with 1 if there are any')
    .option('--dry-run', 'show the changes as a diff, without changing files')
    .option('--ignore-unknown', 'pass over named files that are not VPC files')
    .option('--quiet', 'print errors only')
    .option('--stdin-filename <name>', 'read standard input, and use this file name for vpc.config.json and messages')
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: FormatCommandOptions) => {
      const { formatFiles } = await import('./format');
      finish(await formatFiles(filesOrInput(files, options.stdinFilename), options, bundled, io));
    });
  withGovernance(command);
};

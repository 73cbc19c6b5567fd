import { Option } from 'commander';
import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import { FORMATS, type CompareOptions } from './options';

const NOTES = `
Suppliers and publications are paired; what cannot be paired is named in notes. A regression is an approval
that was withdrawn, also where patch, product or statement are not listed any more and no listed patch
replaces it. A supplier that publishes one file a month need not repeat earlier months.

Exit codes:
  0  compared; with --fail-on-regression: no regressions
  1  with --fail-on-regression: regressions found
  2  invalid arguments, profile, configuration or product list
  3  a file could not be read or understood, nothing could be paired, or internal error`;

export const addCompare: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('compare')
    .description('show the changes between older and newer VPC files')
    .argument('<old>', 'the older file, a folder, or a glob in quotes')
    .argument('<new>', 'the newer file, a folder, or a glob in quotes')
    .addOption(
      new Option('--format <format>', 'output format (default: by the extension of --output, else pretty)').choices(
        FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--my-products <file>', 'compare only the products listed in a CSV file (columns id, version, platform)')
    .option('--fail-on-regression', 'exit with 1 if there are regressions')
    .addHelpText('after', NOTES)
    .action(async (before: string, after: string, options: CompareOptions) => {
      const { compareFiles } = await import('./compare');
      finish(await compareFiles(before, after, options, bundled, io));
    });
  withGovernance(command.addOption(schemaOption()).addOption(strictSchemaOption()).addOption(catalogOption()));
};

import { Option } from 'commander';
import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import { PATCH_FIELDS } from '../../../matrix/export/texts';
import { FORMATS, SEPARATORS, type MatrixOptions } from './options';

const NOTES = `
Of the editions of one publication, the latest one counts; publications of one supplier are combined. If
something is missing or not certain, notes on standard error and at the top of the output say so. See
docs/MATRIX.md for how the matrix decides.

Exit codes:
  0  written
  2  invalid arguments, profile or product list
  3  a file could not be read or understood (the matrix is written without it), or internal error`;

export const addMatrix: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('matrix')
    .description('write a matrix of patches by products with their states')
    .argument('<files...>', 'files, folders or globs')
    .addOption(
      new Option('--format <format>', 'output format (default: by the extension of --output, else html)').choices(
        FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--compare <old...>', 'mark changes since older editions: files, folders or globs')
    .option('--only-changed', 'with --compare: show only changed patches')
    .option('--my-products <file>', 'show only the products listed in a CSV file (columns id, version, platform)')
    .addOption(
      new Option('--fields <names...>', 'further columns about the patches; not for JSON, which has all').choices(
        PATCH_FIELDS,
      ),
    )
    .addOption(
      new Option('--separator <name>', 'separator of CSV output').choices(Object.keys(SEPARATORS)).default('comma'),
    )
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: MatrixOptions) => {
      const { matrix } = await import('./matrix');
      finish(await matrix(files, options, bundled, io));
    });
  withGovernance(command.addOption(schemaOption()).addOption(strictSchemaOption()).addOption(catalogOption()));
};

import { Option } from 'commander';
import { profileOption, type AddCommand } from '../command';
import { FORMATS, SEPARATORS, type MatrixOptions } from './options';

const NOTES = `
Several files are seen together: where a supplier has published more than once, what was published last holds; where two
suppliers contradict each other, or a file itself, both are shown.

Exit codes:
  0  written
  2  wrong arguments, or a profile or a product list that cannot be used
  3  a file that could not be read or is no VPC file, or an internal error`;

export const addMatrix: AddCommand = (program, { bundled, io, finish }) => {
  const several = (file: string, before: readonly string[] = []): string[] => [...before, file];
  program
    .command('matrix')
    .description('show patches by products with their states')
    .argument('<files...>', 'files, folders or globs')
    .addOption(
      new Option('--format <format>', 'what to write (default: as the name of --output ends, else html)').choices(
        FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--compare <old>', 'mark what has changed since an older edition; may be given several times', several)
    .option('--only-changed', 'with --compare: only the patches that have changed')
    .option('--my-products <file>', 'only the products of a CSV file (columns id, version, platform)')
    .addOption(
      new Option('--separator <name>', 'what stands between the values of a CSV file')
        .choices(Object.keys(SEPARATORS))
        .default('comma'),
    )
    .addOption(profileOption())
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: MatrixOptions) => {
      const { matrix } = await import('./matrix');
      finish(await matrix(files, options, bundled, io));
    });
};

import { Option } from 'commander';
import { profileOption, type AddCommand } from '../command';
import type { MatrixOptions } from './matrix';

export const addMatrix: AddCommand = (program, { bundled, io, finish }) => {
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
      const { matrix } = await import('./matrix');
      finish(await matrix(files, options, bundled, io));
    });
};

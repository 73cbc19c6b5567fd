import { withGovernance, writtenSchemaOption, type AddCommand } from '../command';
import type { NewOptions } from './new';

export const addNew: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('new')
    .description('create a VPC file with all required elements, ready to fill in')
    .requiredOption('--supplier <name>', 'the supplier that publishes the file')
    .option('--date <day>', 'publication date, for example 2026-03-10 (default: today)')
    .option('--products <csv>', "the supplier's products: CSV with the columns id, version, platform, supplier")
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'output file, or - for standard output (default: named by the filename convention)')
    .action(async (options: NewOptions) => {
      const { newPublication } = await import('./new');
      finish(await newPublication(options, bundled, io));
    });
  withGovernance(command);
};

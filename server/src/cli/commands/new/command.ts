import { governed, writtenSchemaOption, type AddCommand } from '../command';
import type { NewOptions } from './new';

export const addNew: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('new')
    .description('write a VPC file with everything that must be in it, ready to be filled in')
    .requiredOption('--supplier <name>', 'the product supplier who publishes the file')
    .option('--date <day>', 'the day of the publication, as 2026-03-10 (default: today)')
    .option('--products <csv>', "the supplier's products: columns id, version, platform")
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'the file to write; - for standard output (default: named by the convention)')
    .action(async (options: NewOptions) => {
      const { newPublication } = await import('./new');
      finish(await newPublication(options, bundled, io));
    });
  governed(command);
};

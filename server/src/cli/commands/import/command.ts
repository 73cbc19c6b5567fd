import { governed, writtenSchemaOption, type AddCommand } from '../command';
import type { ImportOptions } from './import';

export const addImport: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('import')
    .description('make a VPC file out of what a patch vendor publishes')
    .command('cvrf')
    .description('make a VPC file out of a security release document (CVRF 1.1)')
    .argument('<file>', 'the release document')
    .requiredOption('--supplier <name>', 'the product supplier who publishes the VPC file')
    .option('--products <csv>', "the supplier's products: columns id, version, platform")
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'the file to write; - for standard output (default: named by the convention)')
    .action(async (file: string, options: ImportOptions) => {
      const { importRelease } = await import('./import');
      finish(await importRelease(file, options, bundled, io));
    });
  governed(command);
};

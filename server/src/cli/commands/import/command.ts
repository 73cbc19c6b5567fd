import { withGovernance, writtenSchemaOption, type AddCommand } from '../command';
import type { ImportOptions } from './import';

export const addImport: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('import')
    .description("create a VPC file from a patch vendor's publication")
    .command('cvrf')
    .description('create a VPC file from a security release document (CVRF 1.1)')
    .argument('<file>', 'the release document')
    .requiredOption('--supplier <name>', 'the supplier that publishes the VPC file')
    .option('--products <csv>', "the supplier's products: CSV with the columns id, version, platform, supplier")
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'output file, or - for standard output (default: named by the filename convention)')
    .action(async (file: string, options: ImportOptions) => {
      const { importRelease } = await import('./import');
      finish(await importRelease(file, options, bundled, io));
    });
  withGovernance(command);
};

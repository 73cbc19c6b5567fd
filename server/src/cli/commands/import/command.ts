import { Option, type Command } from 'commander';
import type { ReleaseFormat } from '../../../exchange/importDocuments';
import { NOT_CONTAINED } from '../../../exchange/releases/drafts';
import { withGovernance, writtenSchemaOption, type AddCommand } from '../command';
import type { ImportOptions } from './import';

const NOTES = `
A patch gets a row for each product that it concerns: its platform or one of its components is what the patch is for. A
name means all versions and processors of a product, but no other product: "Windows 11" matches "Windows 11 Version 24H2
for x64-based Systems", and "Windows Server 2022" does not match "Windows Server 2022, 23H2 Edition". Without
components, a product gets the patches for all software.

What was matched and what was left out is told on standard error.

Exit codes:
  0  written
  2  invalid arguments or profile
  3  a document or the product list could not be read, or internal error; nothing is written`;

const FORMATS: Readonly<Record<ReleaseFormat, string>> = {
  cvrf: 'create a VPC file from security release documents (CVRF 1.1)',
  csaf: 'create a VPC file from security advisories (CSAF 2.0, 2.1)',
};

export const addImport: AddCommand = (program, { bundled, io, finish }) => {
  const command = program.command('import').description("create a VPC file from a patch vendor's publications");
  for (const [format, description] of Object.entries(FORMATS) as [ReleaseFormat, string][]) {
    withGovernance(withImportOptions(command.command(format).description(description))).action(
      async (files: string[], options: ImportOptions) => {
        const { importFiles } = await import('./import');
        finish(await importFiles(files, format, options, bundled, io));
      },
    );
  }
};

function withImportOptions(command: Command): Command {
  return command
    .argument('<files...>', 'the documents, which become one VPC file')
    .requiredOption('--supplier <name>', 'the supplier that publishes the VPC file')
    .option(
      '--products <file>',
      "the supplier's products: CSV with the columns id, version, platform, supplier, components (default: that of the configuration)",
    )
    .addOption(
      new Option('--not-contained <how>', 'products that do not contain what a patch is for')
        .choices(NOT_CONTAINED)
        .default('omit'),
    )
    .option('--date <day>', 'publication date, for example 2026-03-10 (default: today)')
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'output file, or - for standard output (default: named by the filename convention)')
    .addHelpText('after', NOTES);
}

import { Option, type Command } from 'commander';
import type { ReleaseFormat } from '../../../exchange/importDocuments';
import { NOT_CONTAINED } from '../../../exchange/releases/drafts';
import { withGovernance, writtenSchemaOption, type AddCommand, type CommandContext } from '../command';
import type { ImportOptions } from './import';
import type { TableOptions } from './table';

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

export const addImport: AddCommand = (program, context) => {
  const { bundled, io, finish } = context;
  const command = program
    .command('import')
    .description("create a VPC file from a patch vendor's publications or from a table");
  for (const [format, description] of Object.entries(FORMATS) as [ReleaseFormat, string][]) {
    withGovernance(withImportOptions(command.command(format).description(description))).action(
      async (files: string[], options: ImportOptions) => {
        const { importFiles } = await import('./import');
        finish(await importFiles(files, format, options, bundled, io));
      },
    );
  }
  addTable(command, context);
};

const TABLE_NOTES = `
The columns are patch and released, and any of vendor, title, type, severity, revised, vulnerabilities, targets, supersedes
and url about the patch, product, version, platform, state, date, comment, restriction and restart about a product; in
English or German. Other names can be given in vpc.config.json:
  "tables": { "columns": { "patch": "KB-Nummer", "released": "Erschienen am" } }
A patch can have several rows. Without a column for products, those of the product list are entered.

What does not fit is listed with the address of its cell, and then nothing is written.

Exit codes:
  0  written
  1  something does not fit
  2  invalid arguments, profile or configuration
  3  the table or the product list could not be read, or internal error`;

function addTable(command: Command, { bundled, io, finish }: CommandContext): void {
  const table = command
    .command('table')
    .description('create a VPC file from a table of patches, with or without results (CSV, XLSX)')
    .argument('<file>', 'the table')
    .requiredOption('--supplier <name>', 'the supplier that publishes the VPC file')
    .option('--vendor <name>', 'the patch vendor of rows that name none')
    .option('--sheet <name>', 'the sheet to read (default: the only one that fits)')
    .option('--products <file>', "the supplier's products (default: those of the configuration)")
    .option('--date <day>', 'publication date, for example 2026-03-10 (default: today)')
    .addOption(writtenSchemaOption())
    .option('--output <file>', 'output file, or - for standard output (default: named by the filename convention)')
    .addHelpText('after', TABLE_NOTES)
    .action(async (file: string, options: TableOptions) => {
      const { importTableFile } = await import('./table');
      finish(await importTableFile(file, options, bundled, io));
    });
  withGovernance(table);
}

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

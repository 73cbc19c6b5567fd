import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import type { ApplyOptions } from './apply';

const NOTES = `
The table is one that "vpc matrix" has written (XLSX or CSV) and in which states were changed, or one with a result in each line.
Of the first kind, only cells that were changed since the export are written; an empty cell takes nothing away.
The columns of the second kind are patch, vendor, product, version, platform, state, date, comment, restriction and restart, in
English or German; patch, product and one of the values are needed. Other names can be given in vpc.config.json:
  "tables": { "columns": { "patch": "KB-Nummer", "state": "Testergebnis" } }
An empty version or platform means any. States can be written in any case, and by the synonyms of the profile.
Dates are those of the spreadsheet, or written as 2026-03-10 or 10.03.2026.

What does not fit is listed with the address of its cell, and then nothing is written. With --partial, the rest is.

Examples:
  vpc apply acme.vpc.xml matrix.xlsx --dry-run
  vpc apply acme.vpc.xml results.csv --partial

Exit codes:
  0  everything fits, and is written
  1  something does not fit
  2  invalid arguments, or it cannot be told which sheet or columns are meant
  3  a file could not be read or written or is not well-formed, or internal error`;

export const addApply: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('apply')
    .description('write the states of a table (CSV or XLSX) into a file')
    .argument('<file>', 'VPC file')
    .argument('<table>', 'CSV or XLSX file')
    .option(
      '--sheet <name>',
      'the sheet to read (default: those that "vpc matrix" has written, else the only one that fits)',
    )
    .option('--partial', 'write what fits, even if something does not')
    .option('--dry-run', 'show the changes as a diff, without changing the file')
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .addHelpText('after', NOTES)
    .action(async (file: string, table: string, options: ApplyOptions) => {
      const { apply } = await import('./apply');
      finish(await apply(file, table, options, bundled, io));
    });
  withGovernance(command);
};

import { InvalidArgumentError, Option } from 'commander';
import { dropOf, type Drop } from '../../../exchange/next/dropped';
import { NOT_CONTAINED } from '../../../exchange/releases/drafts';
import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import type { NextOptions } from './next';
import { localize } from '../../language';

const NOTES = `
The next edition is the same publication with the next version. Everything in the edition is carried over as it is: no
state changes. Patches of the release documents are added with a row for each product that they concern, in the first
state. Patches that the edition has get what is new about them: revision, vulnerabilities, supersedence.

Products are those of --products, else of the configuration, else of the edition: there, a product gets the patches for
the software that it is already listed for, and for its platform.

--drop superseded leaves out patches whose replacement is listed for each of their products and not refused;
--drop months:12 those released more than 12 months before the publication. Without it, all are kept.

What was added, updated, marked and dropped, and what became doubtful, is told on standard error.

Examples:
  vpc next Acme_VPC_2026-03-10.xml --release 2026-Apr.xml
  vpc next Acme_VPC_2026-03-10.xml --release 2026-Apr.xml --date 2026-04-20 --drop superseded --output -

Exit codes:
  0  written
  1  the edition cannot be changed so
  2  invalid arguments, or the file already exists
  3  a file could not be read or is not well-formed, or internal error; nothing is written`;

const collect = (text: string, before: readonly string[] = []): string[] => [...before, text];

function drop(text: string): Drop {
  const wanted = dropOf(text);
  if (wanted === null) throw new InvalidArgumentError(localize('Use superseded or months:N.'));
  return wanted;
}

export const addNext: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('next')
    .description('make the next edition of a file')
    .argument('<edition>', 'VPC file')
    .option('--release <file>', 'release document (CVRF or CSAF) with new patches, repeatable', collect)
    .option('--products <file>', "the supplier's products (default: those of the configuration, else of the edition)")
    .addOption(
      new Option('--not-contained <how>', 'products that do not contain what a patch is for')
        .choices(NOT_CONTAINED)
        .default('omit'),
    )
    .option('--date <day>', 'publication date, for example 2026-04-14 (default: today)')
    .option('--drop <which>', 'leave patches out: superseded or months:N', drop)
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .option(
      '--output <file>',
      'output file, or - for standard output (default: beside the edition, under its right name)',
    )
    .addHelpText('after', NOTES)
    .action(async (edition: string, options: NextOptions) => {
      const { next } = await import('./next');
      finish(await next(edition, options, bundled, io));
    });
  withGovernance(command);
};

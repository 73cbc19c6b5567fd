import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import type { SetOptions } from './set';

const NOTES = `
Names are compared as in the matrix: case, spaces and punctuation do not count. A version or platform that is left out
means any. In a name, * means any text; with it, only statements that are there are changed. Without it, a statement
that is not there is added, if the file knows patch and product. An entry with several versions or platforms is divided
where only some of them change. Order, indentation, line ends and encoding stay as they are.

States can be written in any case, and by the synonyms of the profile: Freigegeben, In Prüfung.
--date sets the date of the state: a day, a date and time, "now" (today) or "keep". Without it, a state that changes gets
the date of today. An empty --comment or --restriction takes the texts away.

Nothing is written where a part cannot be done, or where the file would become invalid.

Examples:
  vpc set acme.vpc.xml --patch KB5078752 --product "Batch;8.2" --state Approved
  vpc set acme.vpc.xml --patch "*@Adobe" --product "*" --state "Not Applicable" --comment "Not installed" --dry-run

Exit codes:
  0  written, or nothing to change
  1  a statement cannot be changed in this file
  2  invalid arguments, or a patch or product that the file does not have
  3  the file could not be read or written or is not well-formed, or internal error`;

const collect = (text: string, before: readonly string[] = []): string[] => [...before, text];

export const addSet: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('set')
    .description('set the state of patches for products in a file')
    .argument('<file>', 'VPC file')
    .requiredOption('--patch <id[@vendor]>', 'the patch, repeatable; * is any text', collect)
    .requiredOption('--product <id[;version[;platform]]>', 'the product, repeatable; * is any text', collect)
    .requiredOption('--state <state>', 'the new state')
    .option('--date <date>', 'date of the state: 2026-03-10, 2026-03-10T14:30:00Z, now or keep (default: now)')
    .option('--comment <text>', 'replace the comments')
    .option('--restriction <text>', 'replace the restrictions')
    .option('--dry-run', 'show the changes as a diff, without changing the file')
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .addHelpText('after', NOTES)
    .action(async (file: string, options: SetOptions) => {
      const { setStates } = await import('./set');
      finish(await setStates(file, options, bundled, io));
    });
  withGovernance(command);
};

import { Option } from 'commander';
import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import { PLAN_FORMATS } from '../../../matrix/plan/export/formats';
import { FAIL_ON, type PlanCommandOptions } from './options';

const NOTES = `
For each asset and patch, one decision with its reason and the places that it rests on: install, install with
restriction, wait, do not install, not applicable, superseded, nobody says, contradiction, installed, installed
though not approved. docs/PLAN.md says how the plan decides.

The list of assets is CSV or XLSX with the columns asset, zone, supplier, product, version and platform, in English or
German; asset and product must be there. An asset with several products has several rows. The list of installed
patches has the columns asset, patch, date and vendor.

--since makes the plan for the older files, too, with the same lists, and tells which decisions have changed, which
suppliers have published nothing new, and which new files are doubtful.

--track enters in a file of the asset owner ("owner" in vpc.config.json) what is to be installed, as In Internal Test, and
what all assets with the product have, as Installed. What the file already says is not changed.

HTML is a report to read, filter and print; XLSX has a sheet for what there is to do, what waits and what is not to be done.

Of a supplier with a file that could not be read or understood, nothing is to be installed.

Examples:
  vpc plan received --assets assets.csv
  vpc plan received --assets assets.xlsx --installed installed.csv --output plan.html
  vpc plan received --assets assets.csv --format ids
  vpc plan received --assets assets.csv --since HEAD --fail-on alarms changes

Exit codes:
  0  written
  1  with --fail-on: there are alarms (installed though not approved), overdue patches, changed decisions
  2  invalid arguments, profile, configuration or list
  3  a file could not be read or understood (the plan is written), or internal error`;

export const addPlan: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('plan')
    .description('decide which patches to install on which assets')
    .argument('<files...>', "the suppliers' files: files, folders or globs")
    .requiredOption('--assets <file>', 'list of assets (CSV or XLSX)')
    .option('--installed <file>', 'list of installed patches (CSV or XLSX)')
    .option('--date <day>', 'the day for which the plan is made, for example 2026-12-01 (default: now)')
    .option(
      '--since <folder|commit>',
      'tell what has changed since older files: a folder, or a Git commit, branch or tag',
    )
    .option(
      '--track <file>',
      "enter what is to be installed in the owner's own file, which is created where there is none",
    )
    .addOption(new Option('--fail-on <what...>', 'exit with 1 if the plan has any').choices(FAIL_ON))
    .addOption(
      new Option('--format <format>', 'output format (default: by the extension of --output, else markdown)').choices(
        PLAN_FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .addHelpText('after', NOTES)
    .action(async (files: string[], options: PlanCommandOptions) => {
      const { planCommand } = await import('./plan');
      finish(await planCommand(files, options, bundled, io));
    });
  withGovernance(command.addOption(schemaOption()).addOption(strictSchemaOption()).addOption(catalogOption()));
};

import { Option } from 'commander';
import { governed, type AddCommand } from '../command';
import type { CompareOptions } from './compare';

const NOTES = `
A regression is a patch or a product that is gone, a statement about a product that is gone, an approval that is
withdrawn, or a state that the state model does not lead to.

Exit codes:
  0  compared; with --fail-on-regression: no regression
  1  regressions, with --fail-on-regression
  2  wrong arguments, or a profile or configuration that cannot be used
  3  a file that could not be read or is no VPC file, or an internal error`;

export const addCompare: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('compare')
    .description('say what has changed from one edition of a VPC file to another')
    .argument('<old>', 'the earlier edition')
    .argument('<new>', 'the later edition')
    .addOption(new Option('--format <format>', 'how to tell').choices(['pretty', 'json', 'markdown']).default('pretty'))
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--fail-on-regression', 'end with 1 where something is a step back')
    .addHelpText('after', NOTES)
    .action(async (before: string, after: string, options: CompareOptions) => {
      const { compareFiles } = await import('./compare');
      finish(await compareFiles(before, after, options, bundled, io));
    });
  governed(command);
};

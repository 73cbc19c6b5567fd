import { Option } from 'commander';
import type { AddCommand } from '../command';
import type { ExplainOptions } from './explain';

export const addExplain: AddCommand = (program, { bundled, io, finish }) => {
  program
    .command('explain')
    .description('say what a code means, why it matters and what to do')
    .argument('<code>', 'such as vpc/cve-syntax, xml/missing-end-tag or xsd/cvc-complex-type.2.4.a')
    .addOption(new Option('--profile <file>', 'write the examples with the names of this profile'))
    .action(async (code: string, options: ExplainOptions) => {
      const { explain } = await import('./explain');
      finish(await explain(code, options, bundled, io));
    });
};

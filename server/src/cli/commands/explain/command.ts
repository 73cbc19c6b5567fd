import { withGovernance, type AddCommand } from '../command';
import type { ExplainOptions } from './explain';

const NOTES = `
Examples have the element names of --profile, or of the profile that --config names. Without these options,
no configuration is read.`;

export const addExplain: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('explain')
    .description('explain a problem code: what it means, why it matters, what to do')
    .argument('<code>', 'for example vpc/cve-syntax, xml/missing-end-tag or xsd/cvc-complex-type.2.4.a')
    .addHelpText('after', NOTES)
    .action(async (code: string, options: ExplainOptions) => {
      const { explain } = await import('./explain');
      finish(await explain(code, options, bundled, io));
    });
  withGovernance(command);
};

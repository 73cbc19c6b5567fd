import type { AddCommand } from '../command';

export const addExplain: AddCommand = (program, { bundled, io, finish }) => {
  program
    .command('explain')
    .description('say what a code means, why it matters and what to do')
    .argument('<code>', 'such as vpc/cve-syntax, xml/missing-end-tag or xsd/cvc-complex-type.2.4.a')
    .action(async (code: string) => {
      const { explain } = await import('./explain');
      finish(explain(code, bundled, io));
    });
};

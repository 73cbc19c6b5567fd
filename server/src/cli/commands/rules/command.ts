import { Option } from 'commander';
import { configFileOptions, type AddCommand } from '../command';
import type { RulesOptions } from './rules';

export const addRules: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('rules')
    .description('list the rules that are checked beyond XML and schema, with their severity in the configuration')
    .addOption(
      new Option('--format <format>', 'output format').choices(['pretty', 'json', 'markdown']).default('pretty'),
    )
    .addOption(
      new Option('--preset <preset>', 'list only the rules of a preset')
        .choices(['basic', 'extended', 'full'])
        .default('full'),
    )
    .action(async (options: RulesOptions) => {
      const { rules } = await import('./rules');
      finish(await rules(options, bundled, io));
    });
  for (const option of configFileOptions()) command.addOption(option);
};

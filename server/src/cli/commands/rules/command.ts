import { Option } from 'commander';
import type { AddCommand } from '../command';
import type { RulesOptions } from './rules';

export const addRules: AddCommand = (program, { io, finish }) => {
  program
    .command('rules')
    .description('list what is checked beyond XML and schema')
    .addOption(new Option('--format <format>', 'how to list').choices(['pretty', 'json', 'markdown']).default('pretty'))
    .addOption(
      new Option('--preset <preset>', 'the rules of a preset').choices(['basic', 'extended', 'full']).default('full'),
    )
    .action(async (options: RulesOptions) => {
      const { rules } = await import('./rules');
      finish(rules(options, io));
    });
};

import { governed, schemaOption, type AddCommand } from '../command';
import type { ProfileOptions } from './profile';

export const addProfile: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('profile')
    .description('print which profile and schema are in use, and where their rows come from')
    .addOption(schemaOption())
    .action(async (options: ProfileOptions) => {
      const { profile } = await import('./profile');
      finish(await profile(options, bundled, io));
    });
  governed(command);
};

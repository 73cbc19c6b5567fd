import { withGovernance, schemaOption, strictSchemaOption, catalogOption, type AddCommand } from '../command';
import type { ProfileOptions } from './profile';

export const addProfile: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('profile')
    .description('print the profile and schema in use and the sources of their element tables')
    .addOption(schemaOption())
    .addOption(strictSchemaOption())
    .addOption(catalogOption())
    .action(async (options: ProfileOptions) => {
      const { profile } = await import('./profile');
      finish(await profile(options, bundled, io));
    });
  withGovernance(command);
};

import { schemaOption, strictSchemaOption, catalogOption, withGovernance, type AddCommand } from '../command';
import type { PublishOptions } from './publish';

const NOTES = `
The file is checked as "vpc lint" does, under the name that the filename convention gives it. Where it has no
errors, it is written to the folder under that name, with HTML, CSV, Excel and Markdown, a page of the changes since
the last edition, index.html over all editions, and SHA256SUMS. See docs/PUBLISH.md.

Exit codes:
  0  published, or everything is published already
  1  the file has errors, or what is published would change
  2  invalid arguments, profile or configuration
  3  a file could not be read or written, or internal error`;

export const addPublish: AddCommand = (program, { bundled, io, finish }) => {
  const command = program
    .command('publish')
    .description('write a checked edition with its pages and checksums to a folder')
    .argument('<file>', 'the VPC file')
    .requiredOption('--to <folder>', 'the folder with all published editions')
    .option('--replace', 'replace files that are published with other content')
    .option('--dry-run', 'only list what would be written')
    .addHelpText('after', NOTES)
    .action(async (file: string, options: PublishOptions) => {
      const { publish } = await import('./publish');
      finish(await publish(file, options, bundled, io));
    });
  withGovernance(command.addOption(schemaOption()).addOption(strictSchemaOption()).addOption(catalogOption()));
};

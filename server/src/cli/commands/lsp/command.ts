import { Option } from 'commander';
import type { AddCommand } from '../command';

export const addLsp: AddCommand = (program, { io }) => {
  program
    .command('lsp')
    .description('start the language server, for an editor')
    .addOption(new Option('--stdio', 'messages on standard input and output (the default)'))
    .addOption(new Option('--socket <port>', 'connect to this port of this computer').conflicts('stdio'))
    .addOption(new Option('--pipe <name>', 'connect to this pipe or socket file').conflicts(['stdio', 'socket']))
    .addOption(new Option('--clientProcessId <pid>', 'end when this process does').hideHelp())
    .action(async () => {
      const { serve } = await import('./lsp');
      serve(process.argv.slice(process.argv.indexOf('lsp') + 1), io);
      // The server ends this process itself.
      await new Promise(() => undefined);
    });
};

/** Entry of the language server in a Node process, see `program.ts`: `dist/server.js --stdio` (or `--node-ipc`, `--socket=PORT`, `--pipe=NAME`). */
import { version } from '../../../package.json';
import { raiseInterruptBudget } from '../disk/engineFlags';
import { REFERENCE_SCHEMA } from '../workspace/referenceSchema';
import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { environmentLocale, translationsFor } from '../disk/translations';
import { nodeRuntime } from './nodeRuntime';
import type { Runtime } from './runtime';
import { startServer } from './server';
import { connect, transportOf, USAGE, type Transport } from './transport/connect';

raiseInterruptBudget();

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) printed(USAGE);
if (args.includes('--version')) printed(version);
const transport = transportOf(args) ?? refused();
const connection = connect(transport);

function printed(text: string): never {
  process.stdout.write(`${text}\n`);
  process.exit(0);
}

function refused(): Transport {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

// The last resort: a rejection that is not handled is logged and does not end the server.
process.on('unhandledRejection', (error) => connection.console.error(`Unhandled: ${String(error)}`));

const runtime: Runtime = {
  ...nodeRuntime(connection, version),
  takesJson: transport.kind !== 'node-ipc',
  translations: (locale) => translationsFor(locale ?? environmentLocale(process.env), __dirname),
};

startServer(connection, runtime, { schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY });

/** Entry of the language server in a Node process: `dist/server.js --stdio` (or `--node-ipc`, `--socket=PORT`, `--pipe=NAME`). */
import { setFlagsFromString } from 'node:v8';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../workspace/referenceSchema';
import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { nodeRuntime } from './nodeRuntime';
import { startServer } from './server';
import { connect, transportOf, USAGE, type Transport } from './transport/connect';

/**
 * V8's interrupt budget in bytes of executed bytecode, four times the default: how much of a function runs before it is
 * optimised. The optimising compiler runs on a thread of its own, which competes with the editor on machines with two cores
 * while a large file is opened, so that keystrokes wait. Hot functions are optimised all the same.
 */
const INTERRUPT_BUDGET = 540_000;
// V8 12 counts calls instead, and writes a complaint about an unknown flag to stderr.
if (Number.parseInt(process.versions.v8) < 12) setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);

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

const runtime = { ...nodeRuntime(connection, version), takesJson: transport.kind !== 'node-ipc' };
startServer(connection, runtime, {
  schema: REFERENCE_SCHEMA,
  vocabulary: REFERENCE_VOCABULARY,
});

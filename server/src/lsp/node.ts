/** Entry of the language server in a Node process: `dist/server.js --stdio` (or `--node-ipc`, `--socket=PORT`). */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../service/referenceSchema';
import { REFERENCE_VOCABULARY } from '../vpc/bundled';
import { decode } from '../xml/decode';
import { findThroughClient, readThroughClient } from './clientFiles';
import { stdioConnection } from './messages/stdio';
import { filesBelow } from './nodeFiles';
import type { Runtime } from './runtime';
import { startServer } from './server';

/**
 * How much of a function the engine runs before it compiles it with all its might, in bytes of its bytecode: four times as much
 * as usual. It compiles on another thread, for as long as it takes to open a large file and type a thousand characters; where there
 * are two cores that thread is one too many beside the editor's, and keys wait. What is really hot is compiled all the same.
 */
const HOT_AFTER = 540_000;
setFlagsFromString(`--interrupt-budget=${HOT_AFTER}`);

const yieldTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const connection = process.argv.includes('--stdio')
  ? stdioConnection({ yieldTurn })
  : createConnection(ProposedFeatures.all);

// The last resort: a mistake that nobody waited for is logged and does not end the server.
process.on('unhandledRejection', (error) => connection.console.error(`Unhandled: ${String(error)}`));

const runtime: Runtime = {
  version,
  yieldTurn,
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  async readFile(uri) {
    if (!uri.startsWith('file:')) return readThroughClient(uri, connection);
    try {
      return decode(await readFile(fileURLToPath(uri))).text;
    } catch (error) {
      connection.console.info(`Cannot read ${uri}: ${String(error)}`);
      return null;
    }
  },
  findFiles(folder, extension, most) {
    if (!folder.startsWith('file:')) return findThroughClient({ folder, extension, most }, connection);
    return filesBelow(folder, extension, most);
  },
};

startServer(connection, runtime, { schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY });

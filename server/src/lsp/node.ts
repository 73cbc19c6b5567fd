/** Entry of the language server in a Node process: `dist/server.js --stdio` (or `--node-ipc`, `--socket=PORT`). */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../service/referenceSchema';
import { REFERENCE_VOCABULARY } from '../vpc/bundled';
import { startServer } from './server';

startServer(
  createConnection(ProposedFeatures.all),
  {
    version,
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    async readFile(uri, connection) {
      if (!uri.startsWith('file:')) return null;
      try {
        return await readFile(fileURLToPath(uri), 'utf8');
      } catch (error) {
        connection.console.info(`Cannot read ${uri}: ${String(error)}`);
        return null;
      }
    },
  },
  { schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY },
);

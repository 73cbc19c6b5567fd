import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { filesBelow } from '../../server/src/lsp/nodeFiles';
import { startServer } from '../../server/src/lsp/server';
import { REFERENCE_VOCABULARY } from '../../server/src/vpc/bundled';
import { REFERENCE_SCHEMA_TEXT } from './documents';
import { LspClient } from './lspClient';

/**
 * A client that talks to a server in this process.
 * @param onRead told of each file that the server reads
 */
export function startInProcess(onRead: (uri: string) => void = () => undefined): LspClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(
    connection,
    {
      version: '0.0.0',
      yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
      rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      readFile: (uri) => {
        onRead(uri);
        return readFile(fileURLToPath(uri), 'utf8').catch(() => null);
      },
      findFiles: filesBelow,
    },
    { schema: { uri: 'vpc:/schemas/vpc.xsd', text: REFERENCE_SCHEMA_TEXT }, vocabulary: REFERENCE_VOCABULARY },
  );
  return LspClient.over(toClient, toServer);
}

import { PassThrough } from 'node:stream';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { nodeRuntime } from '../../server/src/lsp/nodeRuntime';
import type { Runtime } from '../../server/src/lsp/runtime';
import { startServer } from '../../server/src/lsp/server';
import { jsonEncoder } from '../../server/src/lsp/transport/encodedJson';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { REFERENCE_SCHEMA_TEXT } from './documents';
import { LspClient } from './lspClient';

/**
 * A client that talks to a server in this process.
 * @param onRead called with each file that the server reads
 * @param replaced parts of the runtime, for example the disk
 */
export function startInProcess(
  onRead: (uri: string) => void = () => undefined,
  replaced: Partial<Runtime> = {},
): LspClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient, { contentTypeEncoder: jsonEncoder }),
  );
  const runtime = nodeRuntime(connection, '0.0.0');
  startServer(
    connection,
    {
      ...runtime,
      readFile: async (uri, within = null) => {
        if ((await runtime.refusal(uri, within)) !== null) return null;
        onRead(uri);
        return runtime.readFile(uri, within);
      },
      ...replaced,
    },
    { schema: { uri: 'vpc:/schemas/vpc.xsd', text: REFERENCE_SCHEMA_TEXT }, vocabulary: REFERENCE_VOCABULARY },
  );
  return LspClient.over(toClient, toServer);
}

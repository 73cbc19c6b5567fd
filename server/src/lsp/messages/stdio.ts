/** The connection over standard input and output, on which no message holds the event loop for long, whatever its length. */
import { Console } from 'node:console';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Connection,
} from 'vscode-languageserver/node';
import type { Runtime } from '../runtime';
import { pacedDecoder } from './decoder';
import { pacedEncoder } from './encoder';
import { pacedOutput } from './output';

/** Ends the process when the client has gone. */
export function stdioConnection(runtime: Pick<Runtime, 'yieldTurn'>): Connection {
  const { stdin, stdout, stderr } = process;
  // Standard output is the client's: what some library may print there would be taken for a message.
  globalThis.console = new Console(stderr, stderr);
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(stdin, { contentTypeDecoder: pacedDecoder(runtime) }),
    new StreamMessageWriter(pacedOutput(stdout, runtime), { contentTypeEncoder: pacedEncoder(runtime) }),
  );
  let isShutDown = false;
  connection.onShutdown(() => void (isShutDown = true));
  const end = (): never => process.exit(isShutDown ? 0 : 1);
  stdin.once('end', end);
  stdin.once('close', end);
  return connection;
}

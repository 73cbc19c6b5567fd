/** The connection to the client, by the arguments of the command line. */
import { Console } from 'node:console';
import { createConnection as connectSocket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { createConnection, ProposedFeatures, StreamMessageWriter, type Connection } from 'vscode-languageserver/node';
import { jsonEncoder } from './encodedJson';
import { StrictMessageReader } from './messages';

export const USAGE =
  'Start the language server with one of: --stdio, --node-ipc, --socket=PORT, --pipe=NAME; or print: --version, --help';

/** How a client is reached. */
export type Transport =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'node-ipc' }
  | { readonly kind: 'socket'; readonly port: number }
  | { readonly kind: 'pipe'; readonly name: string };

/** The first transport that the arguments name; `null` for none. Other arguments, such as `--clientProcessId`, are the library's. */
export function transportOf(args: readonly string[]): Transport | null {
  for (const [index, arg] of args.entries()) {
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const value = equals < 0 ? (args[index + 1] ?? '') : arg.slice(equals + 1);
    if (name === '--stdio') return { kind: 'stdio' };
    if (name === '--node-ipc') return { kind: 'node-ipc' };
    if (name === '--pipe') return value === '' ? null : { kind: 'pipe', name: value };
    if (name === '--socket') {
      const port = Number(value);
      return Number.isInteger(port) && port > 0 && port < 65_536 ? { kind: 'socket', port } : null;
    }
  }
  return null;
}

/**
 * Connects to the client. The process ends with the stream: with 0 after a shutdown, else with 1; and with 1 and a line on
 * standard error where the stream is broken.
 */
export function connect(transport: Transport): Connection {
  if (transport.kind === 'node-ipc') {
    // The arguments of the command line say so to the library, too.
    return createConnection(ProposedFeatures.all);
  }
  if (transport.kind === 'stdio') {
    // Standard output is for messages only.
    globalThis.console = new Console(process.stderr);
    return connectStreams(process.stdin, process.stdout);
  }
  const socket = transport.kind === 'pipe' ? connectSocket(transport.name) : connectSocket(transport.port, '127.0.0.1');
  return connectStreams(socket, socket);
}

function connectStreams(input: Readable, output: Writable): Connection {
  const writer = new StreamMessageWriter(output, { contentTypeEncoder: jsonEncoder });
  const reader = new StrictMessageReader(input, writer, (error) =>
    end(`The stream of messages is broken, and the server ends. ${error.message}`),
  );
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  const ended = (): never => process.exit(isShutDown ? 0 : 1);
  input.on('end', ended);
  input.on('close', ended);
  input.on('error', (error) => end(`Cannot read from the client: ${error.message}`));
  // The client has closed its end: there is nobody to write to.
  output.on('error', ended);
  return connection;
}

function end(message: string): never {
  process.stderr.write(`VPC language server: ${message}\n`);
  process.exit(1);
}

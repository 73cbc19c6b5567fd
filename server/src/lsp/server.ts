import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { abilitiesOf, serverCapabilities } from './capabilities';
import type { Runtime } from './runtime';

/**
 * Wires the service to a connection and starts listening.
 * @param runtime what the environment gives; the server does no I/O but through it and the connection
 */
export function startServer(connection: Connection, runtime: Runtime): void {
  connection.onInitialize(({ capabilities }: InitializeParams): InitializeResult => {
    const abilities = abilitiesOf(capabilities);
    return {
      capabilities: serverCapabilities(abilities),
      serverInfo: { name: 'VPC Tools', version: runtime.version },
    };
  });
  connection.listen();
}

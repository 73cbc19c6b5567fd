import type { Connection } from 'vscode-languageserver';

/**
 * Lets something to the client go on by itself. Nobody waits for it, so what goes wrong is logged: a client may refuse, or
 * be gone.
 */
export function inBackground(connection: Connection, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => connection.console.warn(`${what} failed: ${String(error)}`));
}

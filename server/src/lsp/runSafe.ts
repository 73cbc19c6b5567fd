import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Runtime } from './runtime';

/** Thrown inside of a handler whose document has changed meanwhile: the answer would be about a text that is gone. */
export class Outdated extends Error {}

/**
 * The one wrapper around every handler: lets the event loop see a cancellation or a newer edit first, and turns a failure
 * into a line of the log and a neutral answer, so that one bad document never takes the server down. A
 * `ResponseError` is an answer, and passed on.
 * @param what names the request in the log
 * @param fallback the neutral answer
 */
export async function runSafe<T>(
  connection: Connection,
  runtime: Runtime,
  what: string,
  fallback: T,
  token: CancellationToken,
  answer: () => T | Promise<T>,
): Promise<T | ResponseError<never>> {
  await runtime.yieldTurn();
  if (token.isCancellationRequested) return cancelled();
  try {
    const result = await answer();
    return token.isCancellationRequested ? cancelled() : result;
  } catch (error) {
    if (token.isCancellationRequested) return cancelled();
    if (error instanceof ResponseError) throw error;
    if (error instanceof Outdated) {
      return new ResponseError<never>(LSPErrorCodes.ContentModified, 'The document has changed');
    }
    connection.console.error(
      `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return fallback;
  }
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled');
}

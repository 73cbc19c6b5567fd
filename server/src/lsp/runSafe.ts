import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Runtime } from './runtime';
import { BudgetExceeded } from '../xml/budget';

/** Thrown in a handler whose document has changed meanwhile, so that the answer would be about an old text. */
export class Outdated extends Error {}

/** The codes of errors that handlers answer with. Others come from requests to the client, which are none of its own questions. */
const OWN_ERRORS: ReadonlySet<number> = new Set([LSPErrorCodes.RequestFailed, LSPErrorCodes.ServerCancelled]);

/**
 * Wraps every request handler: first yields, so that a cancellation or a newer edit is seen; logs an error and returns a
 * neutral answer instead, so that one bad document never ends the server. A `ResponseError` of a handler is passed on.
 * @param what the name of the request in the log
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
    if (error instanceof ResponseError && OWN_ERRORS.has(error.code)) throw error;
    if (error instanceof Outdated) {
      return new ResponseError<never>(LSPErrorCodes.ContentModified, 'The document has changed');
    }
    if (error instanceof BudgetExceeded) {
      connection.console.warn(`${what}: it was stopped, because it took too long`);
      return fallback;
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

/**
 * Does not wait for `work`, such as a notification of the client, and logs its failure: the client may refuse it or be gone.
 * @param what names the work in the log
 */
export function inBackground(connection: Connection, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => connection.console.warn(`${what} failed: ${String(error)}`));
}

/** Does work that others do not depend on, and logs its failure. @param what names the work in the log */
export function logged(connection: Connection, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    connection.console.warn(
      `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

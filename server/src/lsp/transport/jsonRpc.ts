/** What the body of a message is, by JSON-RPC 2.0: a message, or an error for its sender. */
import { isUtf8 } from 'node:buffer';
import { ErrorCodes, type Message, type ResponseMessage } from 'vscode-languageserver';

/** A message, or the answer to something that is none. */
export type ReadMessage = { readonly message: Message } | { readonly reply: ResponseMessage };

/** Reads the body of a message. Never throws. */
export function readMessage(body: Uint8Array): ReadMessage {
  if (!isUtf8(body)) return refused(null, ErrorCodes.ParseError, 'The message is not in UTF-8.');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
  } catch (error) {
    return refused(null, ErrorCodes.ParseError, `The message is not JSON. ${String(error)}`);
  }
  if (Array.isArray(value)) {
    return refused(null, ErrorCodes.InvalidRequest, 'Batches are not supported. Send each message by itself.');
  }
  if (typeof value !== 'object' || value === null) {
    return refused(null, ErrorCodes.InvalidRequest, 'The message is not an object.');
  }
  const { id, method, params } = value as Record<string, unknown>;
  if (id !== undefined && !isId(id)) {
    return refused(null, ErrorCodes.InvalidRequest, '"id" must be a number or a string.');
  }
  if (method === undefined) {
    if (id !== undefined && ('result' in value || 'error' in value)) return { message: value as unknown as Message };
    return refused(id ?? null, ErrorCodes.InvalidRequest, 'The message has neither a method nor a result.');
  }
  if (typeof method !== 'string') return refused(id ?? null, ErrorCodes.InvalidRequest, '"method" must be a string.');
  if (params !== undefined && params !== null && typeof params !== 'object') {
    return refused(id ?? null, ErrorCodes.InvalidRequest, '"params" must be an object or an array.');
  }
  return { message: value as Message };
}

/** A response to an error of this server can have no id. */
function isId(id: unknown): id is string | number | null {
  return id === null || typeof id === 'string' || typeof id === 'number';
}

function refused(id: string | number | null, code: number, message: string): ReadMessage {
  return { reply: { jsonrpc: '2.0', id, error: { code, message } } };
}

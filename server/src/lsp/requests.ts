import type { CancellationToken } from 'vscode-languageserver';
import { parse } from '../xml/parser';
import {
  BUNDLED_SCHEMA,
  RECOGNISE,
  type BundledSchemaResult,
  type RecogniseParams,
  type RecogniseResult,
} from './protocol';
import { runSafe } from './runSafe';
import type { Session } from './session';

/** Registers the requests of `protocol.ts`. */
export function registerRequests({ connection, runtime, workspace, bundled }: Session): void {
  connection.onRequest(RECOGNISE, ({ text, fileName }: RecogniseParams, token: CancellationToken) =>
    runSafe<RecogniseResult>(connection, runtime, 'Recognition', { recognised: false }, token, async () => ({
      recognised: await workspace.recognises(parse(text), fileName),
    })),
  );
  connection.onRequest(BUNDLED_SCHEMA, (): BundledSchemaResult => ({ text: bundled.schema.text }));
}

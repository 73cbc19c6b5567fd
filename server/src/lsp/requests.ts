import type { CancellationToken } from 'vscode-languageserver';
import { parse } from '../xml/parser';
import {
  BUNDLED_SCHEMA,
  RECOGNISE,
  REPORT,
  type BundledSchemaResult,
  type RecogniseParams,
  type RecogniseResult,
  type ReportResult,
} from './protocol';
import { reportOf } from './report';
import { runSafe } from './runSafe';
import type { Session } from './session';

/** Registers the requests of `protocol.ts`. */
export function registerRequests(session: Session): void {
  const { connection, runtime, workspace, bundled } = session;
  connection.onRequest(RECOGNISE, ({ text, fileName }: RecogniseParams, token: CancellationToken) =>
    runSafe<RecogniseResult>(connection, runtime, 'Recognition', { recognised: false }, token, async () => ({
      recognised: await workspace.recognises(parse(text), fileName),
    })),
  );
  connection.onRequest(REPORT, (_: object, token: CancellationToken) =>
    runSafe<ReportResult | null>(connection, runtime, 'Report', null, token, () => reportOf(session, token)),
  );
  connection.onRequest(BUNDLED_SCHEMA, (): BundledSchemaResult => ({ text: bundled.schema.text }));
}

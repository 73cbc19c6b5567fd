import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  type TextDocuments,
} from 'vscode-languageserver';
import type { Finding } from '../service/findings';
import type { Severity } from '../xml/problem';
import { inBackground } from './background';
import type { XmlDocument } from './documents';
import { runSafe } from './runSafe';
import type { Runtime } from './runtime';

/**
 * Finds what is wrong with a document; the same for both ways of telling the client.
 * @param isWanted asked now and then while it goes on
 * @returns `null` where it was not wanted any more
 */
export type Diagnose = (document: XmlDocument, isWanted: () => boolean) => Promise<Diagnostic[] | null>;

/** A way of telling the client. */
export interface DiagnosticsTransport {
  /** Settings or schemas have changed: every open document may have other problems now. */
  refresh(): void;
}

/** The client asks. Answers that did not change since it last asked are not sent again. */
export function pullDiagnostics(
  connection: Connection,
  runtime: Runtime,
  documents: TextDocuments<XmlDocument>,
  diagnose: Diagnose,
  canRefresh: boolean,
): DiagnosticsTransport {
  const last = new Map<string, { resultId: string; text: string }>();
  let results = 0;
  documents.onDidClose(({ document }) => last.delete(document.uri));

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
    runSafe(connection, runtime, 'Diagnostics', emptyReport(), token, async () => {
      const document = documents.get(uri);
      if (document === undefined) return emptyReport();
      const items = await diagnose(document, () => documents.get(uri) === document && !token.isCancellationRequested);
      if (items === null) return askAgain();
      const text = JSON.stringify(items);
      const known = last.get(uri);
      const resultId = known?.text === text ? known.resultId : String(++results);
      last.set(uri, { resultId, text });
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    }),
  );
  return {
    refresh() {
      if (canRefresh) inBackground(connection, 'Refresh', connection.languages.diagnostics.refresh());
    },
  };
}

function emptyReport(): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items: [] };
}

/** The document has changed meanwhile; LSP has an error for "ask again". */
function askAgain(): never {
  const data: DiagnosticServerCancellationData = { retriggerRequest: true };
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed', data);
}

/** The client is told: after each edit, when the edits that wait already are in. What did not change is not sent again. */
export function pushDiagnostics(
  connection: Connection,
  runtime: Runtime,
  documents: TextDocuments<XmlDocument>,
  diagnose: Diagnose,
): DiagnosticsTransport {
  const sent = new Map<string, string>();

  async function push(document: XmlDocument): Promise<void> {
    await runtime.yieldTurn();
    const { uri, version } = document;
    const isCurrent = (): boolean => documents.get(uri) === document;
    if (!isCurrent()) return;
    try {
      const diagnostics = await diagnose(document, isCurrent);
      if (diagnostics === null || !isCurrent()) return;
      const text = JSON.stringify(diagnostics);
      if (sent.get(uri) === text) return;
      sent.set(uri, text);
      await connection.sendDiagnostics({ uri, version, diagnostics });
    } catch (error) {
      connection.console.error(`Diagnostics failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  documents.onDidChangeContent(({ document }) => void push(document));
  documents.onDidClose(({ document: { uri } }) => {
    sent.delete(uri);
    inBackground(connection, 'Clearing', connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  return { refresh: () => documents.all().forEach((document) => void push(document)) };
}

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A finding as LSP has it. Fixes are recomputed from the document, so nothing else travels with it. */
export function diagnosticOf(finding: Finding, uri: string, withRelated: boolean): Diagnostic {
  const { code, source, severity, message, range, related } = finding;
  const diagnostic: Diagnostic = { range, severity: SEVERITIES[severity], code, source, message };
  if (withRelated && related.length > 0) {
    diagnostic.relatedInformation = related.map((place) => ({
      location: { uri: place.uri ?? uri, range: place.range },
      message: place.message,
    }));
  }
  return diagnostic;
}

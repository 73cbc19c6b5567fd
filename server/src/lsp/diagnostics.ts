import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type Diagnostic as LspDiagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  type TextDocuments,
} from 'vscode-languageserver';
import { rangeOf, type Diagnostic } from '../workspace/diagnostic';
import type { Severity } from '../xml/problem';
import type { XmlDocument } from './documents';
import { runSafe, inBackground } from './runSafe';
import type { Runtime } from './runtime';
import type { FoundConfig } from '../workspace/configuration/configurations';
import { parse } from '../xml/parser';
import type { Session } from './session';

/**
 * Computes the diagnostics of a document, for pull and push alike.
 * @param isWanted called before each time slice; `false` cancels
 * @returns `null` if cancelled
 */
export type Diagnose = (document: XmlDocument, isWanted: () => boolean) => Promise<LspDiagnostic[] | null>;

/** How diagnostics reach the client: it pulls them, or the server pushes them. */
export interface DiagnosticsTransport {
  /** Updates all open documents, after settings or schemas have changed. */
  refresh(): void;
}

/** Diagnostics that the client pulls. An unchanged result is answered with "unchanged". */
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
      if (items === null) return requestRetrigger();
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

/** The document has changed meanwhile: the client is asked to repeat the request. */
function requestRetrigger(): never {
  const data: DiagnosticServerCancellationData = { retriggerRequest: true };
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed', data);
}

/** Diagnostics that the server pushes after each edit, once all edits that have arrived are applied. Unchanged ones are not sent again. */
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

/** Converts a diagnostic to LSP, without `data`: fixes are recomputed from the document. @param uri of the document */
export function lspDiagnosticOf(found: Diagnostic, uri: string, withRelated: boolean): LspDiagnostic {
  const { code, source, severity, message, range, related } = found;
  const diagnostic: LspDiagnostic = { range, severity: SEVERITIES[severity], code, source, message };
  if (withRelated && related.length > 0) {
    diagnostic.relatedInformation = related.map((place) => ({
      location: { uri: place.uri ?? uri, range: place.range },
      message: place.message,
    }));
  }
  return diagnostic;
}

/**
 * Publishes the problems of configuration files. They are always pushed: they are not open as documents of this server, so
 * clients do not pull them.
 * @returns clears what was published; to be called when files have changed, because remaining problems are found again
 */
export function publishConfigDiagnostics({ connection, workspace, localize }: Session): () => void {
  const sent = new Map<string, string>();
  const send = (uri: string, diagnostics: LspDiagnostic[]): void => {
    inBackground(connection, 'Problems of the configuration', connection.sendDiagnostics({ uri, diagnostics }));
  };
  workspace.onConfig((found) => {
    const diagnostics = diagnosticsOf(found);
    const text = JSON.stringify(diagnostics);
    if ((sent.get(found.uri) ?? '[]') === text) return;
    sent.set(found.uri, text);
    send(found.uri, diagnostics);
  });
  return () => {
    for (const [uri, text] of sent) if (text !== '[]') send(uri, []);
    sent.clear();
  };

  function diagnosticsOf({ text, problems }: FoundConfig): LspDiagnostic[] {
    const tree = parse(text);
    return problems.map((problem) => ({
      range: rangeOf(tree, problem),
      severity: DiagnosticSeverity.Error,
      source: 'vpc',
      message: localize(problem.message, ...problem.args),
    }));
  }
}

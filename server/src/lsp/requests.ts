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
  type DocumentReport,
} from './protocol';
import { runSafe } from './runSafe';
import type { Session } from './session';
import { children, isElement, type ContentNode } from '../xml/nodes';
import { XmlDocument } from './documents';
import { runForDocument } from './timeSlicing';

/** Registers the requests that belong to no language feature: recognition, report, bundled schema. */
export function registerRequests(session: Session): void {
  const { connection, runtime, workspace, governing, bundled } = session;
  connection.onRequest(RECOGNISE, ({ text, uri }: RecogniseParams, token: CancellationToken) =>
    runSafe<RecogniseResult>(connection, runtime, 'Recognition', { recognised: false }, token, async () => {
      await governing.check();
      return { recognised: await workspace.recognises(parse(text), uri) };
    }),
  );
  connection.onRequest(REPORT, (_: object, token: CancellationToken) =>
    runSafe<ReportResult | null>(connection, runtime, 'Report', null, token, () => reportOf(session, token)),
  );
  connection.onRequest(BUNDLED_SCHEMA, (): BundledSchemaResult => ({ text: bundled.schema.text }));
}

/** What the maintainers need to know about a session: versions, sizes and times, without any content or names of files. */
async function reportOf(session: Session, token: CancellationToken): Promise<ReportResult> {
  const { runtime, workspace, documents, bundled } = session;
  const reports: DocumentReport[] = [];
  for (const document of documents.all()) {
    const report = await documentReport(session, document, token);
    if (report !== null) reports.push(report);
  }
  return {
    version: runtime.version,
    profileVersion: bundled.vocabulary.profile.version,
    trusted: workspace.trusted,
    folders: workspace.folders.length,
    documents: reports,
  };
}

/** Parses and checks a fresh copy of a document, so that the times are those of opening it. `null` if cancelled. */
async function documentReport(
  { runtime, workspace, service }: Session,
  open: XmlDocument,
  token: CancellationToken,
): Promise<DocumentReport | null> {
  await open.ready(runtime);
  const { uri, languageId, version, tree, serviceLevel } = open;
  const started = performance.now();
  const fresh = XmlDocument.open(uri, languageId, version, tree.text());
  await fresh.ready(runtime);
  const parsed = performance.now();
  const binding = await workspace.binding(fresh);
  const document = workspace.limited(fresh, binding);
  const found = await runForDocument(runtime, service.diagnostics(document), () => !token.isCancellationRequested);
  if (found === null) return null;
  return {
    length: tree.length,
    lines: tree.lineCount,
    elements: elementsIn(tree.content),
    schema: binding.kind,
    schemaProblems: binding.loaded?.problems.length ?? 0,
    recognised: binding.vocabulary !== null,
    serviceLevel,
    problems: found.result.length,
    parsingMs: Math.round(parsed - started),
    checkingMs: Math.round(performance.now() - parsed),
  };
}

function elementsIn(content: ContentNode | null): number {
  let count = 0;
  for (const child of children(content)) if (isElement(child)) count += 1 + elementsIn(child.content);
  return count;
}

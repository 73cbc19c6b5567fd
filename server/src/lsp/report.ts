import type { CancellationToken } from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics';
import { children, isElement, type ContentNode } from '../xml/nodes';
import { XmlDocument } from './documents';
import { paced } from './paced';
import type { DocumentReport, ReportResult } from './protocol';
import type { Session } from './session';

/** What somebody who mends this project needs to know of a user's session, and nothing that says what the user works on. */
export async function reportOf(session: Session, token: CancellationToken): Promise<ReportResult> {
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

/** Reads and checks a document afresh, so that the times are those of opening it. */
async function documentReport(
  { runtime, workspace }: Session,
  open: XmlDocument,
  token: CancellationToken,
): Promise<DocumentReport | null> {
  await open.ready(runtime);
  const { uri, languageId, version, tree, care } = open;
  const started = performance.now();
  const fresh = XmlDocument.open(uri, languageId, version, tree.text());
  await fresh.ready(runtime);
  const parsed = performance.now();
  const binding = await workspace.binding(fresh);
  const document = workspace.limited(fresh, binding);
  const found = await paced(
    runtime,
    () => diagnostics(document),
    () => !token.isCancellationRequested,
  );
  if (found === null) return null;
  return {
    length: tree.length,
    lines: tree.lineCount,
    elements: elementsIn(tree.content),
    schema: binding.kind,
    schemaProblems: binding.loaded?.problems.length ?? 0,
    recognised: binding.vocabulary !== null,
    care,
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

import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { withProblems } from '../xml/decode';
import { diagnosticsOf } from './diagnose';
import { XmlDocument } from './documents';
import { readText } from './runtime';
import { runSafe } from './runSafe';
import type { Session } from './session';
import { fileNameOf, keyOf } from './workspace';
import { workspaceFiles } from './workspaceFiles';

/**
 * Registers `workspace/diagnostic`: the problems of all VPC files of the workspace, open or not, sent file by file to a client
 * that supports partial results. A file whose problems the client already has is answered with "unchanged".
 */
export function registerWorkspaceDiagnostics(session: Session): void {
  const { connection, runtime, localize } = session;
  const last = new Map<string, { readonly resultId: string; readonly text: string }>();
  let results = 0;

  function report(
    document: XmlDocument,
    items: Diagnostic[],
    isOpen: boolean,
    known: string | undefined,
  ): WorkspaceDocumentDiagnosticReport {
    const { uri } = document;
    const version = isOpen ? document.version : null;
    const text = JSON.stringify(items);
    const before = last.get(uri);
    const resultId = before?.text === text ? before.resultId : `w${++results}`;
    last.set(uri, { resultId, text });
    if (resultId === known) return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items };
  }

  connection.languages.diagnostics.onWorkspace((params, token, progress, partial) => {
    const previous = new Map(params.previousResultIds.map(({ uri, value }) => [keyOf(uri), { uri, value }]));
    return runSafe<WorkspaceDiagnosticReport>(
      connection,
      runtime,
      'Workspace diagnostics',
      { items: [] },
      token,
      async () => {
        const items: WorkspaceDocumentDiagnosticReport[] = [];
        const send = (item: WorkspaceDocumentDiagnosticReport): void => {
          if (partial === undefined) items.push(item);
          else partial.report({ items: [item] });
        };
        progress.begin(localize('Checking VPC files'), 0, undefined, true);
        try {
          const files = await workspaceFiles(session);
          let done = 0;
          for (const [key, uri] of files) {
            if (token.isCancellationRequested) break;
            progress.report((100 * done++) / files.size, fileNameOf(uri) ?? uri);
            const known = previous.get(key)?.value;
            const checked = await tryToCheck(session, key, uri, token);
            if (checked === null) continue;
            previous.delete(key);
            send(report(checked.document, checked.items, checked.isOpen, known));
          }
          // Files that the client knows and that are gone or are no VPC files any more have no problems.
          if (!token.isCancellationRequested) {
            for (const { uri } of previous.values()) {
              last.delete(uri);
              send({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
            }
          }
        } finally {
          progress.done();
        }
        return { items };
      },
    );
  });
}

interface Checked {
  readonly document: XmlDocument;
  readonly isOpen: boolean;
  readonly items: Diagnostic[];
}

/** Like {@link check}. A file whose check fails is left out, and the others are checked. */
async function tryToCheck(
  session: Session,
  key: string,
  uri: string,
  token: CancellationToken,
): Promise<Checked | null> {
  try {
    return await check(session, key, uri, token);
  } catch (error) {
    const what = error instanceof Error ? error.stack : String(error);
    session.connection.console.error(`Checking ${uri} failed: ${what}`);
    return null;
  }
}

/** @returns `null` if it is not a VPC file or the request is cancelled */
async function check(session: Session, key: string, uri: string, token: CancellationToken): Promise<Checked | null> {
  const { documents, runtime, workspace } = session;
  const isWanted = (): boolean => !token.isCancellationRequested;
  for (;;) {
    const open = documents.all().find((document) => keyOf(document.uri) === key);
    if (open !== undefined) {
      const isCurrent = (): boolean => isWanted() && documents.get(open.uri) === open;
      const items = await diagnosticsOf(session, open, isCurrent);
      if (items !== null) return { document: open, isOpen: true, items };
      // It was edited meanwhile: check the newer text.
      if (isWanted()) continue;
      return null;
    }
    const file = await readText(runtime, uri, workspace.folders);
    if (file === null) return null;
    const { text, problems } = withProblems(file);
    if ((await workspace.vocabularyOf(text, uri)) === null) return null;
    const document = XmlDocument.open(uri, 'xml', 0, text);
    const items = await diagnosticsOf(session, document, isWanted, false, problems);
    return items && { document, isOpen: false, items };
  }
}

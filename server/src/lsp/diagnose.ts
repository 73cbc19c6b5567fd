import {
  type Diagnostic,
  DiagnosticSeverity,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { allDiagnosticsOf, MAX_PROBLEMS, rangeOf } from '../workspace/diagnostic';
import { BudgetExceeded } from '../xml/budget';
import type { Localize, Problem } from '../xml/problem';
import type { Task } from '../xml/task';
import { rootElement } from '../xml/locate';
import type { XmlTree } from '../xml/tree';
import { lspDiagnosticOf, type Diagnose } from './diagnostics';
import type { XmlDocument } from './documents';
import { SCHEMA_IN_USE } from './protocol';
import { schemaInUse } from './schemaInUse';
import type { Session } from './session';
import { runForDocument } from './timeSlicing';
import { type WorkspaceBinding, fileNameOf } from './workspace';
import { inBackground, Outdated } from './runSafe';
import { serviceLevelMessage, type ServiceLevel } from './serviceLevel';

/**
 * The diagnostics of a document.
 * @param isWanted called before each time slice; `false` cancels
 * @param isOpen whether the client is asked for its settings; else for those of its folder
 * @param ofBytes problems of the file's encoding, which the text does not show
 * @returns `null` if cancelled
 */
export async function diagnosticsOf(
  session: Session,
  document: XmlDocument,
  isWanted: () => boolean,
  isOpen = true,
  ofBytes: readonly Problem[] = [],
): Promise<Diagnostic[] | null> {
  await document.ready(session.runtime);
  await session.governing.check();
  return diagnosticsWith(session, document, await session.workspace.binding(document, isOpen), isWanted, ofBytes);
}

async function diagnosticsWith(
  session: Session,
  document: XmlDocument,
  binding: WorkspaceBinding,
  isWanted: () => boolean,
  ofBytes: readonly Problem[] = [],
): Promise<Diagnostic[] | null> {
  const { runtime, workspace, indexer, service } = session;
  const limited = workspace.limited(document, binding);
  // Only the rules for VPC files look at other files.
  const otherPublications = limited.vocabulary === null ? undefined : await indexer.otherPublications(document.uri);
  const whole = { ...limited, otherPublications };
  const misnamed = misnamedDiagnostics(binding, whole.tree, session);
  try {
    const found = await indexer.runUrgent(() => runForDocument(runtime, service.diagnostics(whole), isWanted));
    if (found === null) return null;
    indexer.updateOpenDocumentsSoon();
    const converted = await runForDocument(
      runtime,
      lspDiagnosticsOf([...ofBytes, ...found.result], document.uri, whole.tree, session),
      isWanted,
    );
    return converted && [...misnamed, ...converted.result];
  } catch (error) {
    if (error instanceof ResponseError || error instanceof Outdated) throw error;
    return [...misnamed, stoppedDiagnostic(error, document.uri, whole.tree, session)];
  }
}

/** Tells, at the root element, that the document was not checked to its end: no problems would look like none. */
function stoppedDiagnostic(error: unknown, uri: string, tree: XmlTree, { localize, connection }: Session): Diagnostic {
  const isBudget = error instanceof BudgetExceeded;
  if (!isBudget) connection.console.error(`Checking ${uri} failed: ${stackOf(error)}`);
  const message = isBudget
    ? localize(
        'Checking took too long and was stopped, so that other files are checked, too. Use "vpc lint" to check this file.',
      )
    : localize('This file could not be checked: internal error. The log of the server says more. Please report it.');
  return { range: rangeOf(tree, rootNameIn(tree)), message, severity: DiagnosticSeverity.Warning, source: 'vpc' };
}

/** The name of the root element, where problems of a whole document are shown; the start where there is none. */
function rootNameIn(tree: XmlTree): { start: number; end: number } {
  const root = rootElement(tree);
  if (root === null) return { start: 0, end: 0 };
  const start = root.offset + 1;
  return { start, end: start + root.node.name.length };
}

/** Tells that a document is named like a VPC file and is none: once, at its root element. It is no problem of the document. */
function misnamedDiagnostics({ misnamed }: WorkspaceBinding, tree: XmlTree, { localize }: Session): Diagnostic[] {
  if (misnamed === null || rootElement(tree) === null) return [];
  const range = rangeOf(tree, rootNameIn(tree));
  const message = localize(misnamed.message, ...misnamed.args);
  return [{ range, message, severity: DiagnosticSeverity.Information, source: 'vpc' }];
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Problems between two time slices. */
const PROBLEMS_PER_STEP = 500;

/** Converts problems to LSP. A task, because finding the positions of thousands of problems takes long. */
function* lspDiagnosticsOf(
  problems: readonly Problem[],
  uri: string,
  tree: XmlTree,
  { abilities, localize }: Session,
): Task<Diagnostic[]> {
  const converted: Diagnostic[] = [];
  for (let from = 0; from < Math.min(problems.length, MAX_PROBLEMS); from += PROBLEMS_PER_STEP) {
    const part = problems.slice(from, Math.min(from + PROBLEMS_PER_STEP, MAX_PROBLEMS));
    for (const diagnostic of allDiagnosticsOf(part, tree, localize)) {
      converted.push(lspDiagnosticOf(diagnostic, uri, abilities.relatedInformation));
    }
    yield;
  }
  const more = problems.length - converted.length;
  if (more > 0) converted.push(limitDiagnostic(more, rangeOf(tree, problems[MAX_PROBLEMS]!), localize));
  return converted;
}

/** The last diagnostic of a document with too many problems, where the first one is that is not shown. */
function limitDiagnostic(more: number, range: Diagnostic['range'], localize: Localize): Diagnostic {
  const message = localize(
    '{0} more problems are not shown; the limit is {1} for each file.',
    String(more),
    String(MAX_PROBLEMS),
  );
  return { range, message, severity: DiagnosticSeverity.Warning, source: 'vpc' };
}

/** Like {@link diagnosticsOf} for open documents; it also notifies the client of the schema in use and of a reduced service level. */
export function createDiagnose(session: Session): Diagnose {
  const { connection, runtime, documents, workspace, governing, localize } = session;
  const sent = new Map<string, string>();
  const notifyServiceLevel = serviceLevelNotifier(session);
  documents.onDidClose(({ document: { uri } }) => {
    sent.delete(uri);
    workspace.forget(uri);
  });

  return async (document, isWanted) => {
    await document.ready(runtime);
    const { uri } = document;
    await governing.check();
    const binding = await workspace.binding(document);
    const status = schemaInUse(document, binding, localize);
    const text = JSON.stringify(status);
    if (sent.get(uri) !== text) {
      sent.set(uri, text);
      inBackground(connection, 'Notifying of the schema', connection.sendNotification(SCHEMA_IN_USE, status));
    }
    notifyServiceLevel(document);
    return diagnosticsWith(session, document, binding, isWanted);
  };
}

/** Warns the user once when the size of a document turns features off, and again when its service level changes. */
function serviceLevelNotifier({ connection, documents, localize }: Session): (document: XmlDocument) => void {
  const notified = new Map<string, ServiceLevel>();
  documents.onDidClose(({ document }) => notified.delete(document.uri));
  return ({ uri, serviceLevel }) => {
    if ((notified.get(uri) ?? 'full') === serviceLevel) return;
    notified.set(uri, serviceLevel);
    if (serviceLevel === 'full') return;
    const message = serviceLevelMessage(serviceLevel, fileNameOf(uri) ?? uri, localize);
    const shown = connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    inBackground(connection, 'Notifying of the service level', shown);
  };
}

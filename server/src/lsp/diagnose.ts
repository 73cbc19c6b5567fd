import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics';
import { findingOf } from '../service/findings';
import { clockNow } from './clock';
import { diagnosticOf, type Diagnose } from './diagnostics';
import { inBackground } from './background';
import type { XmlDocument } from './documents';
import { paced } from './paced';
import { SCHEMA_IN_USE } from './protocol';
import { schemaInUse } from './provenance';
import { reductionAnnouncer } from './reduction';
import type { Session } from './session';
import type { WorkspaceBinding } from './workspace';

/**
 * What is wrong with a document.
 * @param isWanted asked now and then while it goes on
 * @param scope whose settings hold; left out: the document's own
 * @returns `null` where it was not wanted any more
 */
export async function diagnosticsOf(
  session: Session,
  document: XmlDocument,
  isWanted: () => boolean,
  scope?: string,
): Promise<Diagnostic[] | null> {
  await document.ready(session.runtime);
  return diagnosticsUnder(session, document, await session.workspace.binding(document, scope), isWanted);
}

async function diagnosticsUnder(
  { runtime, workspace, indexer, abilities, localize }: Session,
  document: XmlDocument,
  binding: WorkspaceBinding,
  isWanted: () => boolean,
): Promise<Diagnostic[] | null> {
  const limited = workspace.limited(document, binding);
  // Only a VPC file has questions about others.
  const elsewhere = limited.vocabulary === null ? undefined : await indexer.elsewhere(document.uri);
  const whole = { ...limited, elsewhere, now: clockNow().instant };
  const found = await indexer.before(() => paced(runtime, () => diagnostics(whole), isWanted));
  if (found === null) return null;
  indexer.followSoon();
  return found.result.map((problem) =>
    diagnosticOf(findingOf(problem, whole.tree, localize), document.uri, abilities.relatedInformation),
  );
}

/** The same for an open document; besides, the client is told what governs it and what is switched off. */
export function diagnosesOpen(session: Session): Diagnose {
  const { connection, runtime, documents, workspace, localize } = session;
  const told = new Map<string, string>();
  const announceReduction = reductionAnnouncer(session);
  documents.onDidClose(({ document: { uri } }) => {
    told.delete(uri);
    workspace.forget(uri);
  });

  return async (document, isWanted) => {
    await document.ready(runtime);
    const { uri } = document;
    const binding = await workspace.binding(document);
    const status = schemaInUse(document, binding, localize);
    const text = JSON.stringify(status);
    if (told.get(uri) !== text) {
      told.set(uri, text);
      inBackground(connection, 'Telling the schema', connection.sendNotification(SCHEMA_IN_USE, status));
    }
    announceReduction(document);
    return diagnosticsUnder(session, document, binding, isWanted);
  };
}

import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics';
import { findingOf } from '../service/findings';
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import { clockNow } from './clock';
import { diagnosticOf, type Diagnose } from './diagnostics';
import { inBackground } from './background';
import type { XmlDocument } from './documents';
import { inSlices, paced } from './paced';
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
  session: Session,
  document: XmlDocument,
  binding: WorkspaceBinding,
  isWanted: () => boolean,
): Promise<Diagnostic[] | null> {
  const { runtime, workspace, indexer } = session;
  const limited = workspace.limited(document, binding);
  // Only a VPC file has questions about others.
  const elsewhere = limited.vocabulary === null ? undefined : await indexer.elsewhere(document.uri);
  const whole = { ...limited, elsewhere, now: clockNow().instant };
  const found = await indexer.before(() => paced(runtime, () => diagnostics(whole), isWanted));
  if (found === null) return null;
  indexer.followSoon();
  const told = await inSlices(runtime, toldOf(found.result, document.uri, whole.tree, session), isWanted);
  return told?.result ?? null;
}

/** Problems as LSP has them: where there are thousands, finding their positions takes its time, too. */
function* toldOf(
  problems: readonly Problem[],
  uri: string,
  tree: XmlTree,
  { abilities, localize }: Session,
): Generator<void, Diagnostic[], undefined> {
  const told: Diagnostic[] = [];
  for (const problem of problems) {
    told.push(diagnosticOf(findingOf(problem, tree, localize), uri, abilities.relatedInformation));
    yield;
  }
  return told;
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

import { candidatesIn } from './candidates';
import type { Session } from './session';
import { keyOf } from './workspace';

/** How many files of a folder are checked. A warning is logged where there are more. */
const MAX_FILES = 10_000;

/** The uris of all files that may be VPC files, on disk or open, by {@link keyOf}. */
export async function workspaceFiles(session: Session): Promise<Map<string, string>> {
  const { connection, documents, workspace, localize } = session;
  const files = new Map<string, string>();
  for (const folder of workspace.trusted ? workspace.folders : []) {
    const found = await candidatesIn(folder, session, MAX_FILES);
    for (const { uri } of found) files.set(keyOf(uri), uri);
    if (found.length >= MAX_FILES) {
      connection.console.warn(localize('Only the first {0} XML files of a folder are checked.', String(MAX_FILES)));
    }
  }
  for (const { uri } of documents.all()) files.set(keyOf(uri), uri);
  return files;
}

import { URI } from 'vscode-uri';
import { INDEXED_EXTENSION } from '../service/workspaceFiles';
import type { Session } from './session';

/** So many files of a folder are looked at; the log says where there are more. */
const MOST_FILES = 10_000;

/** The files that may be VPC files, by key: those on disk, and what is open. */
export async function workspaceFiles({
  connection,
  runtime,
  documents,
  workspace,
  localize,
}: Session): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const folder of workspace.trusted ? workspace.folders : []) {
    const found = await runtime.findFiles(folder, INDEXED_EXTENSION, MOST_FILES);
    for (const { uri } of found) files.set(keyOf(uri), uri);
    if (found.length >= MOST_FILES) {
      connection.console.warn(localize('Only the first {0} XML files of a folder are checked.', String(MOST_FILES)));
    }
  }
  for (const { uri } of documents.all()) files.set(keyOf(uri), uri);
  return files;
}

/** Clients and servers write the same uri in several ways (the drive's letter, what is escaped). */
export function keyOf(uri: string): string {
  return URI.parse(uri).toString();
}

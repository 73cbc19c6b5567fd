import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import type { GovernedDocument } from '../../workspace/document';
import type { XmlDocument } from '../documents';
import { Outdated, runSafe } from '../runSafe';
import type { Session } from '../session';

/** What an answer reads: the whole file is not read for it where the document is very large. */
export type Extent = 'position' | 'whole file';

/**
 * Answers a request about an open document, inside {@link runSafe}. An answer about a version that was edited meanwhile is
 * dropped: the client gets `ContentModified` and asks again.
 * @param what name of the request in the log
 * @param fallback the answer where the document is not open, or too large for this request
 * @param ask `isWanted` says whether the answer is still needed, for time slicing
 */
export function answer<T>(
  { connection, runtime, documents, workspace, governing, indexer }: Session,
  what: string,
  uri: string,
  fallback: T,
  token: CancellationToken,
  ask: (document: GovernedDocument, open: XmlDocument, isWanted: () => boolean) => T | Promise<T>,
  extent: Extent = 'position',
): Promise<T | ResponseError<never>> {
  return runSafe(connection, runtime, what, fallback, token, async () => {
    const open = documents.get(uri);
    if (open === undefined || open.serviceLevel === 'none') return fallback;
    if (extent === 'whole file' && open.serviceLevel !== 'full') return fallback;
    const isCurrent = (): boolean => documents.get(uri) === open && !token.isCancellationRequested;
    await open.ready(runtime);
    if (!isCurrent()) throw new Outdated();
    await governing.check();
    if (!isCurrent()) throw new Outdated();
    const document = await workspace.governed(open);
    if (!isCurrent()) throw new Outdated();
    // For other XML, no files of the workspace are read.
    const otherPublications = document.vocabulary === null ? undefined : await indexer.otherPublications(uri);
    if (!isCurrent()) throw new Outdated();
    const result = await ask({ ...document, otherPublications }, open, isCurrent);
    if (!isCurrent()) throw new Outdated();
    return result;
  });
}

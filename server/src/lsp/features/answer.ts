import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import type { GovernedDocument } from '../../service/document';
import { clockNow } from '../clock';
import type { XmlDocument } from '../documents';
import { Outdated, runSafe } from '../runSafe';
import type { Session } from '../session';

/** What an answer has to look at: of a very large document, the whole is too much. */
export type Extent = 'place' | 'whole file';

/**
 * What every handler does: the neutral answer where the document is not open, or too large for this question; otherwise
 * what `ask` makes of it, all inside the safe wrapper. An answer about a version that has been edited meanwhile is
 * dropped: the client gets `ContentModified` and asks again.
 * @param what names the request in the log
 * @param fallback the neutral answer
 * @param ask is told how to find out whether the answer is still wanted, for work that goes on for long
 */
export function answer<T>(
  { connection, runtime, documents, workspace, indexer }: Session,
  what: string,
  uri: string,
  fallback: T,
  token: CancellationToken,
  ask: (document: GovernedDocument, open: XmlDocument, isWanted: () => boolean) => T | Promise<T>,
  extent: Extent = 'place',
): Promise<T | ResponseError<never>> {
  return runSafe(connection, runtime, what, fallback, token, async () => {
    const open = documents.get(uri);
    if (open === undefined || open.care === 'none') return fallback;
    if (extent === 'whole file' && open.care !== 'full') return fallback;
    const current = (): boolean => documents.get(uri) === open && !token.isCancellationRequested;
    await open.ready(runtime);
    if (!current()) throw new Outdated();
    const document = await workspace.governed(open);
    if (!current()) throw new Outdated();
    // Only a VPC file has questions about others: whoever edits other XML has no files read.
    const elsewhere = document.vocabulary === null ? undefined : await indexer.elsewhere(uri);
    if (!current()) throw new Outdated();
    const result = await ask({ ...document, elsewhere, now: clockNow().instant }, open, current);
    if (!current()) throw new Outdated();
    return result;
  });
}

import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import { governed } from '../../service/binding';
import type { GovernedDocument } from '../../service/document';
import type { XmlDocument } from '../documents';
import { runSafe } from '../runSafe';
import type { Session } from '../session';
import { fileNameOf } from '../workspace';

/**
 * What every handler does: the neutral answer where the document is not open; otherwise what `ask` makes of it, all
 * inside the safe wrapper.
 * @param what names the request in the log
 * @param fallback the neutral answer
 */
export function answer<T>(
  { connection, runtime, documents, workspace }: Session,
  what: string,
  uri: string,
  fallback: T,
  token: CancellationToken,
  ask: (document: GovernedDocument, open: XmlDocument) => T | Promise<T>,
): Promise<T | ResponseError<never>> {
  return runSafe(connection, runtime, what, fallback, token, async () => {
    const open = documents.get(uri);
    if (open === undefined) return fallback;
    const document = governed(open.tree, await workspace.binding(open), fileNameOf(uri));
    return ask(document, open);
  });
}

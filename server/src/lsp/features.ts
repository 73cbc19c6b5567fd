import { CodeActionKind, type CancellationToken, type ResponseError } from 'vscode-languageserver';
import { governed } from '../service/binding';
import { codeActions } from '../service/codeActions';
import { completion } from '../service/completion';
import type { GovernedDocument } from '../service/document';
import { rangeOf } from '../service/findings';
import { foldingRanges } from '../service/folding';
import { hover } from '../service/hover';
import { outline } from '../service/symbols';
import { codeAction, completionItems, documentSymbol, foldingRange, markup, symbolInformation } from './convert';
import type { XmlDocument } from './documents';
import { runSafe } from './runSafe';
import type { Session } from './session';
import { fileNameOf } from './workspace';

/** Beyond so many elements an outline helps nobody and costs the editor seconds. */
const MOST_SYMBOLS = 10_000;
/** What VS Code takes where a client does not say. */
const MOST_FOLDING_RANGES = 5_000;

/** Registers what the editor asks about a document: each handler gets the document, asks the service and converts. */
export function registerFeatures(session: Session): void {
  const { connection, documents, abilities, localize } = session;
  /** Documents whose outline was cut, and was said to be. */
  const announced = new Set<string>();
  documents.onDidClose(({ document }) => announced.delete(document.uri));

  connection.onHover(({ textDocument, position }, token) =>
    answer(session, 'Hover', textDocument.uri, null, token, (document) => {
      const { tree } = document;
      const found = hover(document, tree.offsetAt(position), localize);
      if (found === null) return null;
      return { contents: markup(found.markdown, abilities.markdownHover), range: rangeOf(tree, found) };
    }),
  );

  connection.onCompletion(({ textDocument, position }, token) =>
    answer(session, 'Completion', textDocument.uri, [], token, (document) => {
      const { tree } = document;
      return completionItems(completion(document, tree.offsetAt(position), abilities, localize), tree, abilities);
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer(session, 'Document symbols', uri, [], token, (document) => {
      const { tree } = document;
      const { roots, limited } = outline(document, MOST_SYMBOLS);
      if (limited && !announced.has(uri)) {
        announced.add(uri);
        connection.console.info(
          localize('The outline of {0} shows its first {1} elements.', uri, String(MOST_SYMBOLS)),
        );
      }
      return abilities.hierarchicalSymbols
        ? roots.map((item) => documentSymbol(item, tree))
        : roots.flatMap((item) => symbolInformation(item, uri, tree));
    }),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    answer(session, 'Folding', uri, [], token, ({ tree }) =>
      foldingRanges(tree, abilities.foldingRangeLimit ?? MOST_FOLDING_RANGES).map(foldingRange),
    ),
  );

  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer(session, 'Code actions', uri, [], token, (document, open) => {
      if (context.only?.every((kind) => kind !== '' && kind !== CodeActionKind.QuickFix)) return [];
      return codeActions(document, open.tree.offsetAt(range.start), open.tree.offsetAt(range.end)).flatMap(
        (action) => codeAction(action, open, context.diagnostics, abilities, localize) ?? [],
      );
    }),
  );
}

/** The neutral answer where the document is not open; otherwise what `ask` makes of it, all inside the safe wrapper. */
function answer<T>(
  { connection, runtime, documents, workspace }: Session,
  what: string,
  uri: string,
  fallback: T,
  token: CancellationToken,
  ask: (document: GovernedDocument, open: XmlDocument) => T,
): Promise<T | ResponseError<never>> {
  return runSafe(connection, runtime, what, fallback, token, async () => {
    const open = documents.get(uri);
    if (open === undefined) return fallback;
    const document = governed(open.tree, await workspace.binding(open), fileNameOf(uri));
    return ask(document, open);
  });
}

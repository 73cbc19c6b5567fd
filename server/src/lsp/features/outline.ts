import { SymbolKind, type DocumentSymbol, type Range, type SymbolInformation } from 'vscode-languageserver';
import { rangeOf } from '../../workspace/diagnostic';
import type { LanguageService } from '../../language/languageService';
import type { GovernedDocument, OutlineItem, Task, XmlTree } from '../../language/types';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { answer } from './answer';

/** An outline of more elements costs the editor seconds and is too long to read. */
const MAX_SYMBOLS = 10_000;

/** `textDocument/documentSymbol` */
export function registerOutline(session: Session): void {
  const { connection, runtime, documents, abilities, service, localize } = session;
  /** Documents whose cut outline has been logged. */
  const announced = new Set<string>();
  documents.onDidClose(({ document }) => announced.delete(document.uri));

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer(
      session,
      'Document symbols',
      uri,
      [],
      token,
      async (document, _open, isWanted) => {
        const task = symbolsOf(service, document, uri, abilities.hierarchicalSymbols);
        const done = await runForDocument(runtime, task, isWanted);
        if (done === null) return [];
        const { symbols, limited } = done.result;
        if (limited && !announced.has(uri)) {
          announced.add(uri);
          connection.console.info(
            localize('The outline of {0} shows its first {1} elements.', uri, String(MAX_SYMBOLS)),
          );
        }
        return symbols;
      },
      'whole file',
    ),
  );
}

const SYMBOL_KINDS: Record<OutlineItem['kind'], SymbolKind> = {
  publication: SymbolKind.Package,
  'patch-vendor': SymbolKind.Namespace,
  patch: SymbolKind.Class,
  product: SymbolKind.Object,
  element: SymbolKind.Field,
};

interface Symbols {
  readonly symbols: DocumentSymbol[] | SymbolInformation[];
  readonly limited: boolean;
}

/** The outline in LSP's form. */
function* symbolsOf(
  service: LanguageService,
  document: GovernedDocument,
  uri: string,
  hierarchical: boolean,
): Task<Symbols> {
  const { tree } = document;
  const { roots, limited } = yield* service.outline(document, MAX_SYMBOLS);
  if (hierarchical) return { symbols: yield* documentSymbols(roots, tree), limited };
  const symbols: SymbolInformation[] = [];
  yield* addSymbolInformation(roots, uri, tree, '', symbols);
  return { symbols, limited };
}

/** Outline items with their descendants. */
function* documentSymbols(items: readonly OutlineItem[], tree: XmlTree): Task<DocumentSymbol[]> {
  const symbols: DocumentSymbol[] = [];
  for (const item of items) {
    symbols.push({
      // A symbol without a name is refused by VS Code, and an element may lack one while it is being typed.
      name: item.name || '?',
      detail: item.detail,
      kind: SYMBOL_KINDS[item.kind],
      range: rangeOf(tree, item),
      selectionRange: nameRange(item, tree),
      children: item.children.length === 0 ? [] : yield* documentSymbols(item.children, tree),
    });
    yield;
  }
  return symbols;
}

/** Adds outline items and their descendants to a flat list. */
function* addSymbolInformation(
  items: readonly OutlineItem[],
  uri: string,
  tree: XmlTree,
  containerName: string,
  symbols: SymbolInformation[],
): Task<void> {
  for (const item of items) {
    const location = { uri, range: rangeOf(tree, item) };
    symbols.push({ name: item.name || '?', kind: SYMBOL_KINDS[item.kind], location, containerName });
    yield* addSymbolInformation(item.children, uri, tree, item.name, symbols);
    yield;
  }
}

function nameRange({ nameStart, nameEnd }: OutlineItem, tree: XmlTree): Range {
  return rangeOf(tree, { start: nameStart, end: nameEnd });
}

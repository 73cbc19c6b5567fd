import { SymbolKind, type DocumentSymbol, type Range, type SymbolInformation } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import type { GovernedDocument } from '../../service/document';
import { outlineInSteps, type OutlineItem } from '../../service/symbols';
import type { XmlTree } from '../../xml/tree';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { answer } from './answer';

/** Beyond so many elements an outline helps nobody and costs the editor seconds. */
const MOST_SYMBOLS = 10_000;

/** `textDocument/documentSymbol` */
export function registerOutline(session: Session): void {
  const { connection, runtime, documents, abilities, localize } = session;
  /** Documents whose outline was cut, and was said to be. */
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
        const done = await inSlices(runtime, symbolsOf(document, uri, abilities.hierarchicalSymbols), isWanted);
        if (done === null) return [];
        const { symbols, limited } = done.result;
        if (limited && !announced.has(uri)) {
          announced.add(uri);
          connection.console.info(
            localize('The outline of {0} shows its first {1} elements.', uri, String(MOST_SYMBOLS)),
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

/** The outline as LSP has it, which is work for each element, too. */
function* symbolsOf(
  document: GovernedDocument,
  uri: string,
  hierarchical: boolean,
): Generator<void, Symbols, undefined> {
  const { tree } = document;
  const { roots, limited } = yield* outlineInSteps(document, MOST_SYMBOLS);
  if (hierarchical) return { symbols: yield* documentSymbols(roots, tree), limited };
  const symbols: SymbolInformation[] = [];
  yield* addSymbolInformation(roots, uri, tree, '', symbols);
  return { symbols, limited };
}

/** Outline items with everything below them. */
function* documentSymbols(items: readonly OutlineItem[], tree: XmlTree): Generator<void, DocumentSymbol[], undefined> {
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

/** Outline items and everything below them, as a flat list. */
function* addSymbolInformation(
  items: readonly OutlineItem[],
  uri: string,
  tree: XmlTree,
  containerName: string,
  symbols: SymbolInformation[],
): Generator<void, void, undefined> {
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

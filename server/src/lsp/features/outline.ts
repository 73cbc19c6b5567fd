import { SymbolKind, type DocumentSymbol, type Range, type SymbolInformation } from 'vscode-languageserver';
import { rangeOf } from '../../service/findings';
import { outline, type OutlineItem } from '../../service/symbols';
import type { XmlTree } from '../../xml/tree';
import type { Session } from '../session';
import { answer } from './answer';

/** Beyond so many elements an outline helps nobody and costs the editor seconds. */
const MOST_SYMBOLS = 10_000;

/** `textDocument/documentSymbol` */
export function registerOutline(session: Session): void {
  const { connection, documents, abilities, localize } = session;
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
      (document) => {
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

/** An outline item with everything below it. */
function documentSymbol(item: OutlineItem, tree: XmlTree): DocumentSymbol {
  return {
    // A symbol without a name is refused by VS Code, and an element may lack one while it is being typed.
    name: item.name || '?',
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    range: rangeOf(tree, item),
    selectionRange: nameRange(item, tree),
    children: item.children.map((child) => documentSymbol(child, tree)),
  };
}

/** An outline item and everything below it, as a flat list. */
function symbolInformation(item: OutlineItem, uri: string, tree: XmlTree, parent = ''): SymbolInformation[] {
  const own: SymbolInformation = {
    name: item.name || '?',
    kind: SYMBOL_KINDS[item.kind],
    location: { uri, range: rangeOf(tree, item) },
    containerName: parent,
  };
  return [own, ...item.children.flatMap((child) => symbolInformation(child, uri, tree, item.name))];
}

function nameRange({ nameStart, nameEnd }: OutlineItem, tree: XmlTree): Range {
  return rangeOf(tree, { start: nameStart, end: nameEnd });
}

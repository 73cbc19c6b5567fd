import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import type { LanguageService } from '../../language/languageService';
import type { GovernedDocument, OutlineItem, Task } from '../../language/types';
import { runForDocument } from '../timeSlicing';
import type { Session } from '../session';
import { EncodedJson, JsonPiece, jsonText } from '../transport/encodedJson';
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
        const task = symbolsOf(service, document, uri, abilities.hierarchicalSymbols, runtime.takesJson === true);
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
  takesJson: boolean,
): Task<Symbols> {
  const { roots, limited } = yield* service.outline(document, MAX_SYMBOLS);
  if (hierarchical) return { symbols: takesJson ? encodedSymbols(roots) : roots.map(documentSymbol), limited };
  const symbols: SymbolInformation[] = [];
  addSymbolInformation(roots, uri, '', symbols);
  return { symbols, limited };
}

/** An item with its descendants. */
function documentSymbol(item: OutlineItem): DocumentSymbol {
  const { children } = item;
  return { ...ownSymbol(item), ...(children.length > 0 && { children: children.map(documentSymbol) }) };
}

function ownSymbol({ name, detail, kind, range, nameRange }: OutlineItem): DocumentSymbol {
  return {
    // A symbol without a name is refused by VS Code, and an element may lack one while it is being typed.
    name: name || '?',
    ...(detail !== '' && { detail }),
    kind: SYMBOL_KINDS[kind],
    range,
    selectionRange: nameRange,
  };
}

/** The symbols of items as JSON: most items of a text were items of the text before. */
const encoded = new WeakMap<OutlineItem, JsonPiece>();
/** In UTF-16 units. What is longer, such as the publication, changes with each edit: only the last outline is kept. */
const MAX_REMEMBERED = 20_000;
/** Editors ask for the same outline for their view, their breadcrumbs and the lines that stick to the top. */
let last: { readonly root: OutlineItem | undefined; readonly symbols: DocumentSymbol[] } | null = null;

function encodedSymbols(items: readonly OutlineItem[]): DocumentSymbol[] {
  const [root] = items;
  if (last === null || last.root !== root) {
    const parts: (string | JsonPiece)[] = [];
    addEncoded(items, parts);
    last = { root, symbols: EncodedJson.as(parts) };
  }
  return last.symbols;
}

/** Adds the JSON of items. @returns its length, in UTF-16 units */
function addEncoded(items: readonly OutlineItem[], parts: (string | JsonPiece)[]): number {
  let length = 1;
  for (const [index, item] of items.entries()) {
    parts.push(index === 0 ? '[' : ',');
    length += 1 + addEncodedItem(item, parts);
  }
  parts.push(items.length === 0 ? '[]' : ']');
  return length;
}

function addEncodedItem(item: OutlineItem, parts: (string | JsonPiece)[]): number {
  let piece = encoded.get(item);
  if (piece === undefined) {
    const inner: (string | JsonPiece)[] = [];
    const own = JSON.stringify(ownSymbol(item));
    let { length } = own;
    if (item.children.length === 0) inner.push(own);
    else {
      inner.push(own.slice(0, -1), ',"children":');
      length += addEncoded(item.children, inner);
      inner.push('}');
    }
    if (length > MAX_REMEMBERED) {
      for (const part of inner) parts.push(part);
      return length;
    }
    encoded.set(item, (piece = new JsonPiece(jsonText(inner))));
  }
  parts.push(piece);
  return piece.text.length;
}

/** Adds outline items and their descendants to a flat list. */
function addSymbolInformation(
  items: readonly OutlineItem[],
  uri: string,
  containerName: string,
  symbols: SymbolInformation[],
): void {
  for (const { name, kind, range, children } of items) {
    symbols.push({ name: name || '?', kind: SYMBOL_KINDS[kind], location: { uri, range }, containerName });
    addSymbolInformation(children, uri, name, symbols);
  }
}

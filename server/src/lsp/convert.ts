/** Answers of the service as LSP has them: offsets become positions, kinds become numbers. */
import {
  CodeActionKind,
  CompletionItemKind,
  FoldingRangeKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  RenameFile,
  SymbolKind,
  TextDocumentEdit,
  TextEdit,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type FoldingRange,
  type MarkupContent,
  type Range,
  type SymbolInformation,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { CodeAction as ServiceCodeAction } from '../service/codeActions';
import type { CompletionItem as ServiceCompletionItem } from '../service/completion';
import { rangeOf } from '../service/findings';
import type { Fix } from '../service/fixes';
import type { FoldingRange as ServiceFoldingRange } from '../service/folding';
import type { Localize } from '../service/localize';
import { withoutMarkup } from '../service/markdown';
import type { OutlineItem } from '../service/symbols';
import type { XmlTree } from '../xml/tree';
import type { Abilities } from './capabilities';
import type { XmlDocument } from './documents';

const SYMBOL_KINDS: Record<OutlineItem['kind'], SymbolKind> = {
  publication: SymbolKind.Package,
  'patch-vendor': SymbolKind.Namespace,
  patch: SymbolKind.Class,
  product: SymbolKind.Object,
  element: SymbolKind.Field,
};

/** An outline item with everything below it. */
export function documentSymbol(item: OutlineItem, tree: XmlTree): DocumentSymbol {
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
export function symbolInformation(item: OutlineItem, uri: string, tree: XmlTree, parent = ''): SymbolInformation[] {
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

/** Markdown, or its text for a client that shows no markdown. */
export function markup(markdown: string, isMarkdown: boolean): MarkupContent {
  return isMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
}

/** A folding range. */
export function foldingRange({ startLine, endLine, kind }: ServiceFoldingRange): FoldingRange {
  const kinds = { comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region };
  return { startLine, endLine, ...(kind && { kind: kinds[kind] }) };
}

const COMPLETION_KINDS: Record<ServiceCompletionItem['kind'], CompletionItemKind> = {
  element: CompletionItemKind.Field,
  closingTag: CompletionItemKind.Snippet,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
};

/** Completion items in their order, the first of those that the document needs selected. */
export function completionItems(
  items: readonly ServiceCompletionItem[],
  tree: XmlTree,
  abilities: Abilities,
): CompletionItem[] {
  const needed = items.findIndex(({ required }) => required);
  return items.map((item, index) => ({
    ...completionItem(item, tree, abilities),
    sortText: String(index).padStart(4, '0'),
    ...(index === needed && { preselect: true }),
  }));
}

function completionItem(item: ServiceCompletionItem, tree: XmlTree, { markdownCompletion }: Abilities): CompletionItem {
  const { label, kind, detail, documentation, filterText, text, isSnippet, edits } = item;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    detail,
    ...(documentation !== '' && { documentation: markup(documentation, markdownCompletion) }),
    filterText,
    textEdit: TextEdit.replace(rangeOf(tree, item), text),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(edits && { additionalTextEdits: edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text)) }),
  };
}

/**
 * A quick fix; `null` where the client cannot do what it takes.
 * @param diagnostics those of the request: the one that is fixed is named in the answer
 */
export function codeAction(
  { fix, problem }: ServiceCodeAction,
  document: XmlDocument,
  diagnostics: readonly Diagnostic[],
  abilities: Abilities,
  localize: Localize,
): CodeAction | null {
  const edit = workspaceEdit(fix, document, abilities);
  if (edit === null) return null;
  const { start } = rangeOf(document.tree, problem);
  const fixed = diagnostics.filter(
    ({ code, range }) =>
      code === problem.code && range.start.line === start.line && range.start.character === start.character,
  );
  return {
    title: localize(fix.title, ...fix.args),
    kind: CodeActionKind.QuickFix,
    edit,
    ...(fix.preferred && { isPreferred: true }),
    ...(fixed.length > 0 && { diagnostics: fixed }),
  };
}

function workspaceEdit(
  { change }: Fix,
  { uri, version, tree }: XmlDocument,
  abilities: Abilities,
): WorkspaceEdit | null {
  if (change.kind === 'rename-file') {
    if (!abilities.renameFiles) return null;
    const newUri = Utils.joinPath(URI.parse(uri), '..', change.fileName).toString();
    return { documentChanges: [RenameFile.create(uri, newUri, { overwrite: false })] };
  }
  const edits = change.edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text));
  if (!abilities.documentChanges) return { changes: { [uri]: edits } };
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, edits)] };
}

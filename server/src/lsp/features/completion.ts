import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  TextEdit,
  type CompletionItem,
} from 'vscode-languageserver';
import { completion, type CompletionItem as ServiceCompletionItem } from '../../service/completion';
import { rangeOf } from '../../service/findings';
import type { XmlTree } from '../../xml/tree';
import type { Abilities } from '../capabilities';
import type { Session } from '../session';
import { answer } from './answer';
import { markup } from './convert';

/** `textDocument/completion` */
export function registerCompletion(session: Session): void {
  const { connection, abilities, localize } = session;
  connection.onCompletion(({ textDocument, position }, token) =>
    answer(session, 'Completion', textDocument.uri, [], token, (document) => {
      const { tree } = document;
      return completionItems(completion(document, tree.offsetAt(position), abilities, localize), tree, abilities);
    }),
  );
}

const COMPLETION_KINDS: Record<ServiceCompletionItem['kind'], CompletionItemKind> = {
  element: CompletionItemKind.Field,
  closingTag: CompletionItemKind.Snippet,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
};

/** Completion items in their order, the first of those that the document needs selected. */
function completionItems(
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

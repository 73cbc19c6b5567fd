import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  TextEdit,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import type {
  CompletionItem as ServiceCompletionItem,
  CompletionList as ServiceCompletionList,
  Localize,
  XmlTree,
} from '../../language/types';
import { rangeOf } from '../../workspace/diagnostic';
import type { Abilities } from '../capabilities';
import { packed, unpacked } from '../packed';
import { runSafe } from '../runSafe';
import type { Session } from '../session';
import { answer } from './answer';
import { markup } from './convert';

/** Lists whose items can be resolved: an editor shows one list and may already have asked for the next. */
const MAX_LISTS = 3;

/** What an item carries back when it is resolved. */
interface ItemData {
  readonly list: number;
  readonly index: number;
}

/** `textDocument/completion`, `completionItem/resolve` */
export function registerCompletion(session: Session): void {
  const { connection, runtime, abilities, service, localize } = session;
  const lists = new Map<number, ServiceCompletionList>();
  let last = 0;

  connection.onCompletion(({ textDocument, position }, token) =>
    answer<CompletionList | CompletionItem[]>(session, 'Completion', textDocument.uri, [], token, (document) => {
      const { tree } = document;
      const list = service.completion(document, tree.offsetAt(position), { snippets: abilities.snippets });
      lists.set(++last, list);
      lists.delete(last - MAX_LISTS);
      return completionList(list, last, tree, abilities, localize);
    }),
  );

  connection.onCompletionResolve((item, token) =>
    runSafe(connection, runtime, 'Completion of an item', item, token, () => {
      const data = unpacked<ItemData>(item.data);
      const documentation = (data && lists.get(data.list)?.items[data.index]?.documentation()) ?? '';
      return documentation === ''
        ? item
        : { ...item, documentation: markup(documentation, abilities.markdownCompletion, service) };
    }),
  );
}

const COMPLETION_KINDS: Record<ServiceCompletionItem['kind'], CompletionItemKind> = {
  element: CompletionItemKind.Field,
  row: CompletionItemKind.Struct,
  closingTag: CompletionItemKind.Keyword,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  date: CompletionItemKind.Event,
  identifier: CompletionItemKind.Reference,
  type: CompletionItemKind.Class,
  entity: CompletionItemKind.Constant,
  markup: CompletionItemKind.Snippet,
};

/** What most items of a list share, sent once where the client supports it; `null` where it does not. */
interface Defaults {
  readonly range: Pick<ServiceCompletionItem, 'start' | 'end'> | null;
  readonly format: InsertTextFormat | null;
  readonly mode: boolean;
  readonly commit: readonly string[] | null;
}

/** Completion items in their order; the first required one is preselected. */
function completionList(
  { items, isIncomplete }: ServiceCompletionList,
  list: number,
  tree: XmlTree,
  abilities: Abilities,
  localize: Localize,
): CompletionList {
  const firstRequired = items.findIndex(({ required }) => required);
  const defaults = defaultsOf(items, abilities);
  const { range, format, mode, commit } = defaults;
  const itemDefaults = {
    ...(range && { editRange: rangeOf(tree, range) }),
    ...(format && { insertTextFormat: format }),
    ...(mode && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(commit && { commitCharacters: [...commit] }),
  };
  return {
    isIncomplete,
    ...(Object.keys(itemDefaults).length > 0 && { itemDefaults }),
    items: items.map((item, index) => ({
      ...completionItem(item, defaults, tree, abilities, localize),
      sortText: String(index).padStart(4, '0'),
      ...(index === firstRequired && { preselect: true }),
      data: packed({ list, index } satisfies ItemData),
    })),
  };
}

function defaultsOf([first, ...others]: readonly ServiceCompletionItem[], { itemDefaults }: Abilities): Defaults {
  const none: Defaults = { range: null, format: null, mode: false, commit: null };
  if (first === undefined) return none;
  const commit = first.commit ?? null;
  const isShared = others.every((item) => item.commit?.join() === commit?.join());
  return {
    range: itemDefaults.has('editRange') ? first : null,
    format: itemDefaults.has('insertTextFormat') ? formatOf(first) : null,
    mode: itemDefaults.has('insertTextMode'),
    commit: itemDefaults.has('commitCharacters') && isShared ? commit : null,
  };
}

function completionItem(
  item: ServiceCompletionItem,
  defaults: Defaults,
  tree: XmlTree,
  { labelDetails, commitCharacters }: Abilities,
  localize: Localize,
): CompletionItem {
  const { label, kind, detail, filterText, text, commit, edits, required } = item;
  const hasRange = defaults.range?.start === item.start && defaults.range.end === item.end;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail !== '' && { detail }),
    ...(required && labelDetails && { labelDetails: { description: localize('required') } }),
    filterText,
    ...(hasRange ? { textEditText: text } : { textEdit: TextEdit.replace(rangeOf(tree, item), text) }),
    ...(formatOf(item) !== defaults.format && { insertTextFormat: formatOf(item) }),
    ...(!defaults.mode && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(commit && commitCharacters && !defaults.commit && { commitCharacters: [...commit] }),
    ...(edits && { additionalTextEdits: edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text)) }),
  };
}

function formatOf({ isSnippet }: ServiceCompletionItem): InsertTextFormat {
  return isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
}

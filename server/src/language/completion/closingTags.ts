import type { Context } from '../../xml/context';
import { endTagOf } from '../../xml/tags';
import type { GovernedDocument } from '../../workspace/document';
import { NO_DOCUMENTATION, type CompletionItem } from './item';

/** The missing end tag of the innermost element that has none; empty where none is missing. */
export function closingTagItems({ tree }: GovernedDocument, context: Context): CompletionItem[] {
  const { start, end, parent } = context;
  const isEndTag = context.kind === 'endTagName';
  const element = isEndTag ? (context.element ?? parent) : parent;
  if (element === null) return [];
  if (!isEndTag && endTagOf(element.node).kind !== 'MissingEndTag') return [];
  if (context.kind === 'text' && start !== end) return [];
  const { name } = element.node;
  const before = isEndTag ? '' : context.kind === 'tagOpen' ? '/' : '</';
  const after = tree.slice(end, end + 1) === '>' ? '' : '>';
  return [
    {
      label: `</${name}>`,
      kind: 'closingTag',
      detail: '',
      documentation: NO_DOCUMENTATION,
      start,
      end,
      filterText: before === '</' ? `</${name}` : before + name,
      text: `${before}${name}${after}`,
      isSnippet: false,
      required: false,
    },
  ];
}

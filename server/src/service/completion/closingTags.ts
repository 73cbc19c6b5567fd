import type { Context } from '../../xml/context';
import { endTagOf } from '../../xml/tags';
import type { GovernedDocument } from '../document';
import { SILENT, type CompletionItem } from './item';

/** The end tag that is missing at a place: of the innermost element that has none. */
export function closingTagItems({ tree }: GovernedDocument, context: Context): CompletionItem[] {
  const { start, end, parent } = context;
  const isEndTag = context.kind === 'endTagName';
  const element = isEndTag ? (context.element ?? parent) : parent;
  if (element === null) return [];
  if (!isEndTag && endTagOf(element.node).kind !== 'MissingEndTag') return [];
  if (context.kind === 'text' && start !== end) return [];
  const { name } = element.node;
  const before = isEndTag ? '' : context.kind === 'tagOpen' ? '/' : '</';
  const behind = tree.slice(end, end + 1) === '>' ? '' : '>';
  return [
    {
      label: `</${name}>`,
      kind: 'closingTag',
      detail: '',
      documentation: SILENT,
      start,
      end,
      filterText: before === '</' ? `</${name}` : before + name,
      text: `${before}${name}${behind}`,
      isSnippet: false,
      required: false,
    },
  ];
}

/** What is neither element nor text: comments, CDATA sections, the XML declaration. */
import type { Context } from '../../xml/context';
import { prologOf } from '../../xml/entities';
import type { XmlTree } from '../../xml/tree';
import { expectedAt } from '../../xsd';
import type { GovernedDocument } from '../document';
import type { Localize } from '../localize';
import { SILENT, type CompletionItem, type CompletionOptions } from './item';
import { Template } from './template';

/** The beginning of a comment or CDATA section, as far as it has been typed. */
const BEGUN = /<(?:!(?:-|\[(?:C(?:D(?:A(?:TA?)?)?)?)?)?)?$/;
const LONGEST_BEGIN = '<![CDATA'.length;

/** A comment, a CDATA section where text may stand, the XML declaration at the very start. */
export function markupItems(
  document: GovernedDocument,
  context: Context,
  offset: number,
  { snippets }: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { tree } = document;
  const begun = begunAt(tree, offset);
  const { xmlDeclaration } = prologOf(tree);
  const isBeforeDeclaration = xmlDeclaration !== null && offset <= xmlDeclaration.offset;
  if ((begun === '' && context.start !== context.end) || isBeforeDeclaration) return [];
  const item = (label: string, before: string, behind: string, detail: string): CompletionItem => ({
    label,
    kind: 'markup',
    detail,
    documentation: SILENT,
    start: offset - begun.length,
    end: offset,
    filterText: before,
    text: new Template({ snippets, indent: null }).literal(before).place().literal(behind).end().toString(),
    isSnippet: snippets,
    required: false,
  });
  const items = [item('<!-- -->', '<!-- ', ' -->', localize('Comment'))];
  if (mayHoldText(document, context, offset)) {
    items.push(item('<![CDATA[ ]]>', '<![CDATA[', ']]>', localize('Text in which < and & stand for themselves')));
  }
  if (offset === begun.length && xmlDeclaration === null) {
    items.unshift(item('<?xml ?>', '<?xml version="1.0" encoding="UTF-8"?>\n', '', localize('XML declaration')));
  }
  return items;
}

/** Whether `<!` has been typed: nothing else may follow than what these items write. */
export function isBegun({ tree }: GovernedDocument, offset: number): boolean {
  return begunAt(tree, offset).startsWith('<!');
}

function begunAt(tree: XmlTree, offset: number): string {
  return BEGUN.exec(tree.slice(offset - LONGEST_BEGIN, offset))?.[0] ?? '';
}

function mayHoldText({ schema }: GovernedDocument, { parent }: Context, offset: number): boolean {
  if (parent === null) return false;
  if (schema === null) return true;
  const { text, mixed } = expectedAt(parent, offset, schema);
  return text !== null || mixed;
}

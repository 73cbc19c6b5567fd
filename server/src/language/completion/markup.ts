/** Comments, CDATA sections and the XML declaration. */
import type { Context } from '../../xml/context';
import { prologOf } from '../../xml/entities';
import type { XmlTree } from '../../xml/tree';
import { expectedAt } from '../../xsd';
import type { GovernedDocument } from '../../workspace/document';
import { NO_DOCUMENTATION, type CompletionItem, type CompletionOptions } from './item';
import { Template } from './template';
import type { Localize } from '../../xml/problem';

/** The start of a comment or CDATA section, as far as it has been typed. */
const STARTED = /<(?:!(?:-|\[(?:C(?:D(?:A(?:TA?)?)?)?)?)?)?$/;
const MAX_START_LENGTH = '<![CDATA'.length;

/** A comment, a CDATA section where text is allowed, the XML declaration at offset 0. */
export function markupItems(
  document: GovernedDocument,
  context: Context,
  offset: number,
  { snippets }: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { tree } = document;
  const started = startedMarkupAt(tree, offset);
  const { xmlDeclaration } = prologOf(tree);
  const isBeforeDeclaration = xmlDeclaration !== null && offset <= xmlDeclaration.offset;
  if ((started === '' && context.start !== context.end) || isBeforeDeclaration) return [];
  const item = (label: string, before: string, after: string, detail: string): CompletionItem => ({
    label,
    kind: 'markup',
    detail,
    documentation: NO_DOCUMENTATION,
    start: offset - started.length,
    end: offset,
    filterText: before,
    text: new Template({ snippets, indent: null }).literal(before).placeholder().literal(after).end().toString(),
    isSnippet: snippets,
    required: false,
  });
  const items = [item('<!-- -->', '<!-- ', ' -->', localize('Comment'))];
  if (allowsText(document, context, offset)) {
    items.push(item('<![CDATA[ ]]>', '<![CDATA[', ']]>', localize('Text in which < and & need no escaping')));
  }
  if (offset === started.length && xmlDeclaration === null) {
    items.unshift(item('<?xml ?>', '<?xml version="1.0" encoding="UTF-8"?>\n', '', localize('XML declaration')));
  }
  return items;
}

/** Whether `<!` has been typed before an offset: only these items can complete it. */
export function isMarkupStarted({ tree }: GovernedDocument, offset: number): boolean {
  return startedMarkupAt(tree, offset).startsWith('<!');
}

function startedMarkupAt(tree: XmlTree, offset: number): string {
  return STARTED.exec(tree.slice(offset - MAX_START_LENGTH, offset))?.[0] ?? '';
}

function allowsText({ schema }: GovernedDocument, { parent }: Context, offset: number): boolean {
  if (parent === null) return false;
  if (schema === null) return true;
  const { text, mixed } = expectedAt(parent, offset, schema);
  return text !== null || mixed;
}

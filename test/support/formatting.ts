/** Formats texts in tests, and describes what formatting must not change in a tree. */
import { format, type FormatOptions } from '../../server/src/language/format/format';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { children, isElement, NodeFlag, NodeKind, textOf, type ContentNode } from '../../server/src/xml/nodes';
import type { TextEdit } from '../../server/src/xml/reparse';
import { endTagOf, startTagOf } from '../../server/src/xml/tags';
import type { XmlTree } from '../../server/src/xml/tree';
import { edited } from './cursor';

export const FORMAT: FormatOptions = {
  unit: '  ',
  tabSize: 2,
  attributes: 'preserve',
  lineWidth: 80,
  maxBlankLines: 1,
  insertFinalNewline: false,
  trimFinalNewlines: false,
};

export interface FormatRun {
  readonly range?: { readonly start: number; readonly end: number };
  readonly options?: Partial<FormatOptions>;
}

/** The edits of formatting, run to completion. */
export function formatEdits(document: GovernedDocument, { range, options }: FormatRun = {}): readonly TextEdit[] {
  const run = format(document, { ...FORMAT, ...options }, range);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** The text of a document after formatting. */
export function formatted(document: GovernedDocument, run?: FormatRun): string {
  return edited(document.tree.text(), formatEdits(document, run));
}

/** A tree as text without the whitespace between nodes and in tags, one line for each node. */
export function saidBy({ content }: XmlTree): string[] {
  const lines: string[] = [];
  collect(content, lines);
  return lines;
}

function collect(content: ContentNode | null, lines: string[]): void {
  for (const node of children(content)) {
    if (!isElement(node)) {
      const isBlank = node.kind === NodeKind.Text && (node.flags & NodeFlag.Whitespace) !== 0;
      if (!isBlank) lines.push(`${node.kind} ${JSON.stringify(textOf(node))}`);
      continue;
    }
    const { attributes, junk } = startTagOf(node);
    const written = attributes.map(({ kind, name, rawValue }) => `${kind} ${name}=${JSON.stringify(rawValue)}`);
    lines.push(`${node.kind} <${node.name} ${written.join(' ')} ${junk.length}`);
    collect(node.content, lines);
    lines.push(`${endTagOf(node).kind} ${endTagOf(node).name}`);
  }
}

/** Puts a selection into an element, a comment or a CDATA section, where the result is as well-formed as before. */
import { predefinedCharacter } from '../xml/dtd/predefined';
import { locate, placedChildren, rootElement, type Placed } from '../xml/locate';
import { isElement, NodeKind, textOf, type ChildNode } from '../xml/nodes';
import { reparse, type TextEdit } from '../xml/reparse';
import { characterOf } from '../xml/syntax/references';
import type { XmlTree } from '../xml/tree';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { indentOf } from './format/blanks';
import type { GovernedDocument } from './document';
import { format } from './format/format';
import { nameRefusal, type Refusal } from './xmlNames';

/** A half-open range of offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The edits, and what is to be selected in the text after them; or why it is refused. */
export type Surrounding = { readonly edits: readonly TextEdit[]; readonly selections: readonly Range[] } | Refusal;

/** What stands in both tags until a name is typed. */
const PLACEHOLDER = 'element';

const NOT_WHOLE: Refusal = {
  refused: 'The result would not be well-formed. Select whole elements, or text between two tags.',
  args: [],
};

/**
 * Puts `[start, end)` into an element. Blanks at both ends stay outside. Elements that stand on lines of their own get tags
 * on lines of their own, and are indented by one level.
 * @param name left out, a placeholder that is to be selected in both tags
 */
export function surroundWithElement(document: GovernedDocument, range: Range, name?: string): Surrounding {
  const refusal = name === undefined ? null : nameRefusal(name);
  if (refusal !== null) return refusal;
  const { tree } = document;
  const { start, end } = trimmed(tree, range);
  const written = name ?? PLACEHOLDER;
  const [open, close] = [`<${written}>`, `</${written}>`];
  const inLine = `${open}${tree.slice(start, end)}${close}`;
  const after = reparse(tree, { start, end, text: inLine });
  const element = nodeAt(after, start);
  const isWhole = element?.node.kind === NodeKind.Element && element.node.width === inLine.length;
  if (!isWhole || isWorse(tree, after)) return NOT_WHOLE;
  const text = isOnOwnLines(tree, { start, end }) ? onLines(document, { start, end }, open, close) : inLine;
  const names = [start + 1, start + text.length - close.length + 2];
  return {
    edits: [{ start, end, text }],
    selections: names.map((at) => ({ start: at, end: at + written.length })),
  };
}

/** Puts `[start, end)` into a comment. Blanks at both ends stay outside. */
export function surroundWithComment({ tree }: GovernedDocument, range: Range): Surrounding {
  const { start, end } = trimmed(tree, range);
  const selected = tree.slice(start, end);
  if (selected.includes('--')) {
    const { line } = tree.positionAt(start + selected.indexOf('--'));
    return { refused: 'A comment cannot hold "--", which stands on line {0}.', args: [String(line + 1)] };
  }
  const text = `<!-- ${selected} -->`;
  const after = reparse(tree, { start, end, text });
  const comment = nodeAt(after, start);
  const isWhole = comment?.node.kind === NodeKind.Comment && comment.node.width === text.length;
  if (!isWhole || isWorse(tree, after)) return NOT_WHOLE;
  return { edits: [{ start, end, text }], selections: [{ start: start + 5, end: start + 5 + selected.length }] };
}

/** Puts `[start, end)` into a CDATA section. Of text alone, the value stays what it was: references become characters. */
export function surroundWithCData({ tree }: GovernedDocument, { start, end }: Range): Surrounding {
  const selected = tree.slice(start, end);
  const inside = asCharacters(tree, { start, end }) ?? selected;
  if (inside.includes(']]>')) {
    return { refused: 'A CDATA section cannot hold "]]>".', args: [] };
  }
  const text = `<![CDATA[${inside}]]>`;
  const after = reparse(tree, { start, end, text });
  const section = nodeAt(after, start);
  const isWhole = section?.node.kind === NodeKind.CData && section.node.width === text.length;
  if (!isWhole || isWorse(tree, after)) return NOT_WHOLE;
  return { edits: [{ start, end, text }], selections: [{ start: start + 9, end: start + 9 + inside.length }] };
}

function isWorse(before: XmlTree, after: XmlTree): boolean {
  return wellFormednessProblems(after).length > wellFormednessProblems(before).length;
}

/** The node that starts at an offset. */
function nodeAt(tree: XmlTree, offset: number): Placed | null {
  const found = locate(tree, offset);
  return found?.offset === offset ? found : null;
}

/** A range without the blanks at its ends; empty at its start where it is blank. */
function trimmed(tree: XmlTree, { start, end }: Range): Range {
  const text = tree.slice(start, end);
  const inner = text.trim();
  if (inner === '') return { start, end: start };
  const from = start + text.indexOf(inner);
  return { start: from, end: from + inner.length };
}

/** Whether a selection begins and ends with whole elements or comments that share their lines with nothing else. */
function isOnOwnLines(tree: XmlTree, { start, end }: Range): boolean {
  const first = nodeAt(tree, start)?.node;
  const last = end === start ? null : locate(tree, end - 1);
  if (first === undefined || last === null || !isLineNode(first) || !isLineNode(last.node)) return false;
  const lineStart = start - tree.positionAt(start).character;
  const behind = tree.slice(end, end + LONGEST_LINE_END);
  return tree.slice(lineStart, start).trim() === '' && (behind === '' || /^[ \t]*[\r\n]/.test(behind));
}

const LONGEST_LINE_END = 256;

function isLineNode(node: ChildNode): boolean {
  return isElement(node) || node.kind === NodeKind.Comment || node.kind === NodeKind.ProcessingInstruction;
}

/** The element with its tags on lines of their own and what it holds laid out between them. */
function onLines(document: GovernedDocument, { start, end }: Range, open: string, close: string): string {
  const { tree } = document;
  const indent = indentOf(tree.slice(start - tree.positionAt(start).character, start));
  const eol = /\r\n|\r|\n/.exec(tree.slice(end, tree.length))?.[0] ?? '\n';
  const text = `${open}${eol}${tree.slice(start, end)}${eol}${indent}${close}`;
  const after = reparse(tree, { start, end, text });
  const range = { start: start + open.length, end: start + text.length };
  const work = format({ ...document, tree: after, schema: null }, { ...LAYOUT, unit: indentUnit(tree) }, range);
  for (;;) {
    const step = work.next();
    if (step.done !== true) continue;
    return [...step.value].reverse().reduce((laidOut, edit) => replaced(laidOut, edit, start), text);
  }
}

function replaced(text: string, edit: TextEdit, offset: number): string {
  return text.slice(0, edit.start - offset) + edit.text + text.slice(edit.end - offset);
}

/** Blank lines and attributes stay as they are: only the indentation is to change. */
const LAYOUT = {
  tabSize: 4,
  attributes: 'preserve',
  lineWidth: 0,
  maxBlankLines: Infinity,
  insertFinalNewline: false,
  trimFinalNewlines: false,
} as const;

/** What a document indents its first indented element by. */
function indentUnit(tree: XmlTree): string {
  const root = rootElement(tree);
  if (root === null) return '  ';
  for (const { node } of placedChildren(root)) {
    if (node.kind === NodeKind.Text && node.breaks > 0) return textOf(node).slice(node.width - node.tail) || '  ';
  }
  return '  ';
}

/** The characters of a range that holds text and references to characters alone; `null` where it holds anything else. */
function asCharacters(tree: XmlTree, { start, end }: Range): string | null {
  let value = '';
  for (let at = start; at < end;) {
    const found = locate(tree, at);
    if (found === null) return null;
    const to = Math.min(end, found.offset + found.node.width);
    if (found.node.kind === NodeKind.Text) {
      value += tree.slice(at, to);
    } else {
      const character = found.offset === at && to - at === found.node.width ? characterIn(found) : null;
      if (character === null) return null;
      value += character;
    }
    at = to;
  }
  return value;
}

/** What a reference to a character or a predefined entity stands for. */
function characterIn({ node }: Placed): string | null {
  if (node.kind !== NodeKind.Reference) return null;
  const text = textOf(node);
  if (!text.startsWith('&#')) return predefinedCharacter(text.slice(1, -1)) ?? null;
  const codePoint = characterOf(text, 0, text.length);
  return codePoint < 0 ? null : String.fromCodePoint(codePoint);
}

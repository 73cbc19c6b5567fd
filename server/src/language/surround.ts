/** Surrounds a selection with an element, a comment or a CDATA section, if the result is as well-formed as before. */
import { locate, placedChildren, rootElement, type Placed } from '../xml/locate';
import { isElement, NodeKind, textOf, type ChildNode } from '../xml/nodes';
import { reparse, type TextEdit } from '../xml/reparse';
import { characterOf, predefinedCharacter } from '../xml/syntax/references';
import { runToCompletion } from '../xml/task';
import type { XmlTree } from '../xml/tree';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { indentOf } from './format/whitespace';
import type { GovernedDocument } from '../workspace/document';
import { format } from './format/format';
import { nameRefusal, type Refusal } from './support/elementName';

/** A half-open range of offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The edits with the ranges to select in the text after them, or the reason for a refusal. */
export type SurroundOutcome = { readonly edits: readonly TextEdit[]; readonly selections: readonly Range[] } | Refusal;

/** The name in both tags until another is typed. */
const PLACEHOLDER = 'element';

const NOT_WHOLE: Refusal = {
  refused: 'The result would not be well-formed XML. Select whole elements, or text between two tags.',
  args: [],
};

/**
 * Surrounds a range with an element. Leading and trailing whitespace stays outside. Elements on lines of their own get tags on
 * lines of their own, and are indented by one level.
 * @param name left out: a placeholder, which is selected in both tags
 */
export function surroundWithElement(document: GovernedDocument, range: Range, name?: string): SurroundOutcome {
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

/** Surrounds a range with a comment. Leading and trailing whitespace stays outside. */
export function surroundWithComment({ tree }: GovernedDocument, range: Range): SurroundOutcome {
  const { start, end } = trimmed(tree, range);
  const selected = tree.slice(start, end);
  if (selected.includes('--')) {
    const { line } = tree.positionAt(start + selected.indexOf('--'));
    return { refused: 'A comment must not contain "--" (line {0}).', args: [String(line + 1)] };
  }
  const text = `<!-- ${selected} -->`;
  const after = reparse(tree, { start, end, text });
  const comment = nodeAt(after, start);
  const isWhole = comment?.node.kind === NodeKind.Comment && comment.node.width === text.length;
  if (!isWhole || isWorse(tree, after)) return NOT_WHOLE;
  return { edits: [{ start, end, text }], selections: [{ start: start + 5, end: start + 5 + selected.length }] };
}

/** Surrounds a range with a CDATA section. In a range of text alone, references become characters, so the value is the same. */
export function surroundWithCData({ tree }: GovernedDocument, { start, end }: Range): SurroundOutcome {
  const selected = tree.slice(start, end);
  const inside = asCharacters(tree, { start, end }) ?? selected;
  if (inside.includes(']]>')) {
    return { refused: 'A CDATA section must not contain "]]>".', args: [] };
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

/** A range without leading and trailing whitespace; empty, at its start, where it holds nothing else. */
function trimmed(tree: XmlTree, { start, end }: Range): Range {
  const text = tree.slice(start, end);
  const inner = text.trim();
  if (inner === '') return { start, end: start };
  const from = start + text.indexOf(inner);
  return { start: from, end: from + inner.length };
}

/** Whether a range begins and ends with whole elements or comments that share their lines with nothing else. */
function isOnOwnLines(tree: XmlTree, { start, end }: Range): boolean {
  const first = nodeAt(tree, start)?.node;
  const last = end === start ? null : locate(tree, end - 1);
  if (first === undefined || last === null || !isLineNode(first) || !isLineNode(last.node)) return false;
  const lineStart = start - tree.positionAt(start).character;
  const after = tree.slice(end, end + MAX_LINE_END_LENGTH);
  return tree.slice(lineStart, start).trim() === '' && (after === '' || /^[ \t]*[\r\n]/.test(after));
}

/** In UTF-16 units: trailing whitespace beyond this is not looked through. */
const MAX_LINE_END_LENGTH = 256;

function isLineNode(node: ChildNode): boolean {
  return isElement(node) || node.kind === NodeKind.Comment || node.kind === NodeKind.ProcessingInstruction;
}

/** The element with its tags on lines of their own and its content laid out between them. */
function onLines(document: GovernedDocument, { start, end }: Range, open: string, close: string): string {
  const { tree } = document;
  const indent = indentOf(tree.slice(start - tree.positionAt(start).character, start));
  const eol = /\r\n|\r|\n/.exec(tree.slice(end, tree.length))?.[0] ?? '\n';
  const text = `${open}${eol}${tree.slice(start, end)}${eol}${indent}${close}`;
  const after = reparse(tree, { start, end, text });
  const range = { start: start + open.length, end: start + text.length };
  const options = { ...LAYOUT, unit: indentUnit(tree) };
  const edits = runToCompletion(format({ ...document, tree: after, schema: null }, options, range));
  return [...edits].reverse().reduce((laidOut, edit) => replaced(laidOut, edit, start), text);
}

function replaced(text: string, edit: TextEdit, offset: number): string {
  return text.slice(0, edit.start - offset) + edit.text + text.slice(edit.end - offset);
}

/** Changes the indentation only: empty lines and attributes stay as they are. */
const LAYOUT = {
  tabSize: 4,
  attributes: 'preserve',
  lineWidth: 0,
  maxBlankLines: Infinity,
  insertFinalNewline: false,
  trimFinalNewlines: false,
} as const;

/** The indentation of the first indented element of a document. */
function indentUnit(tree: XmlTree): string {
  const root = rootElement(tree);
  if (root === null) return '  ';
  for (const { node } of placedChildren(root)) {
    if (node.kind === NodeKind.Text && node.breaks > 0) return textOf(node).slice(node.width - node.tail) || '  ';
  }
  return '  ';
}

/** The characters of a range of text and character references; `null` where it holds anything else. */
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

/** The character of a character reference or a predefined entity; `null` for any other node. */
function characterIn({ node }: Placed): string | null {
  if (node.kind !== NodeKind.Reference) return null;
  const text = textOf(node);
  if (!text.startsWith('&#')) return predefinedCharacter(text.slice(1, -1)) ?? null;
  const codePoint = characterOf(text, 0, text.length);
  return codePoint < 0 ? null : String.fromCodePoint(codePoint);
}

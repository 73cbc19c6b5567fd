import type { Placed } from './locate';
import { contentEnd, contentStart, isPlacedElement } from './locate';
import type { ChildNode, ContentNode, ElementNode } from './nodes';
import { isList, NodeFlag, NodeKind, textOf } from './nodes';
import { scanName } from './characters';
import { type Attribute, endTagOf, startTagOf } from './tags';
import type { XmlTree } from './tree';

/** What every context has. */
interface ContextBase {
  /** The range that a completion here replaces: UTF-16 offsets in the document. Empty where there is nothing to replace. */
  readonly start: number;
  readonly end: number;
  /** The enclosing element: in a tag, the parent of the tag's element; null at the document's level. */
  readonly parent: Placed<ElementNode> | null;
}

/** A place in a tag of `element`. */
interface TagContext extends ContextBase {
  readonly element: Placed<ElementNode>;
}

/** The syntactic context of an offset, for hover, completion and fixes. */
export type Context =
  /** In the name of a start tag: the range is the name. */
  | (TagContext & { readonly kind: 'tagName' })
  /** After a `<` that starts nothing yet: the range is empty, after the `<`. */
  | (ContextBase & { readonly kind: 'tagOpen'; readonly element: null })
  /** In the name of an end tag, or after `</`: `element` is the one that it closes, null where it closes none. */
  | (ContextBase & { readonly kind: 'endTagName'; readonly element: Placed<ElementNode> | null })
  /** Between the attributes of a start tag, where another one can be written. */
  | (TagContext & { readonly kind: 'tagSpace' })
  | (TagContext & { readonly kind: 'attributeName'; readonly attribute: Attribute })
  /** In an attribute's value (the range is the value without quotes), or where a missing value belongs. */
  | (TagContext & { readonly kind: 'attributeValue'; readonly attribute: Attribute; readonly quoted: boolean })
  /** In character data or between children: the range is the text without surrounding white space; `element` is the parent. */
  | (ContextBase & { readonly kind: 'text'; readonly element: Placed<ElementNode> | null })
  /** In or after an `&…`: the range is the name without `&` and `;`. */
  | (ContextBase & { readonly kind: 'reference'; readonly element: Placed<ElementNode> | null })
  | (ContextBase & {
      readonly kind: 'comment' | 'cdata' | 'processingInstruction' | 'declaration' | 'doctype';
      readonly element: Placed<ElementNode> | null;
    });

/**
 * The context of an offset; one outside the document is moved to its nearest end. Between two tokens, a name, a value
 * or text that ends there is preferred to what begins there, because it is what the author has just typed.
 * Takes time proportional to the depth of the tree and the width of the token.
 */
export function contextAt(tree: XmlTree, offset: number): Context {
  const at = Math.min(Math.max(offset, 0), tree.length);
  let content = tree.content;
  let start = 0;
  let parent: Placed<ElementNode> | null = null;
  for (;;) {
    const child: Placed | null = content === null ? null : childBefore(content, start, at, parent);
    if (child === null) return { kind: 'text', start: at, end: at, parent, element: parent };
    if (!isPlacedElement(child)) return leafContext(child, at);
    const isAfter = at === child.offset + child.node.width && at >= contentEnd(child);
    if (isAfter && !isOpenAtEnd(child)) return afterElementContext(content!, start, at, parent);
    if (at < contentStart(child) || isUnfinishedAt(child, at)) return startTagContext(child, at);
    if (at > contentEnd(child)) return endTagContext(child, at);
    content = child.node.content;
    start = contentStart(child);
    parent = child;
  }
}

/** Whether `at` is the end of a start tag without `>`, so that more of the tag can follow. */
function isUnfinishedAt(element: Placed<ElementNode>, at: number): boolean {
  return (element.node.flags & NodeFlag.Unfinished) !== 0 && at === contentStart(element);
}

/** Whether text typed at an element's end still belongs to the element. */
function isOpenAtEnd(element: Placed<ElementNode>): boolean {
  const { node } = element;
  if (node.closeWidth > 0) return (node.flags & NodeFlag.EndTagUnfinished) !== 0;
  return node.kind !== NodeKind.EmptyElement || (node.flags & NodeFlag.Unfinished) !== 0;
}

/** The child that starts before `at` and does not end before it, so that it has the character before `at`; null where none does. */
function childBefore(
  content: ContentNode,
  start: number,
  at: number,
  parent: Placed<ElementNode> | null,
): Placed | null {
  if (at <= start) return null;
  let node = content;
  let offset = start;
  while (isList(node)) {
    const { items } = node;
    let index = 0;
    while (index < items.length - 1 && offset + items[index]!.width < at) offset += items[index++]!.width;
    node = items[index]!;
  }
  return { node, offset, parent };
}

/** The context at the end of a complete element: the text that follows, or an empty range. */
function afterElementContext(
  content: ContentNode,
  start: number,
  at: number,
  parent: Placed<ElementNode> | null,
): Context {
  const next = childStartingAt(content, start, at);
  if (next?.kind === NodeKind.Text) return leafContext({ node: next, offset: at, parent }, at);
  return { kind: 'text', start: at, end: at, parent, element: parent };
}

function childStartingAt(content: ContentNode, start: number, at: number): ChildNode | null {
  let node = content;
  let offset = start;
  while (isList(node)) {
    let index = 0;
    while (index < node.items.length && offset + node.items[index]!.width <= at) offset += node.items[index++]!.width;
    if (index === node.items.length) return null;
    node = node.items[index]!;
  }
  return offset === at ? node : null;
}

function startTagContext(element: Placed<ElementNode>, at: number): Context {
  const { offset, parent } = element;
  const tag = startTagOf(element.node);
  const relative = at - offset;
  const base = { element, parent };
  if (relative <= tag.nameEnd) {
    return { kind: 'tagName', start: offset + tag.nameStart, end: offset + tag.nameEnd, ...base };
  }
  for (const attribute of tag.attributes) {
    if (relative < attribute.nameStart) break;
    if (relative <= attribute.nameEnd) {
      return {
        kind: 'attributeName',
        start: offset + attribute.nameStart,
        end: offset + attribute.nameEnd,
        attribute,
        ...base,
      };
    }
    const quoted = attribute.kind === 'Attribute' || attribute.kind === 'UnclosedAttribute';
    const isInValue = attribute.kind !== 'AttributeWithoutValue' || attribute.valueStart > attribute.nameEnd;
    const firstInValue = quoted ? attribute.valueStart : attribute.nameEnd + 1;
    if (isInValue && relative >= firstInValue && relative <= attribute.valueEnd) {
      const start = offset + attribute.valueStart;
      return { kind: 'attributeValue', start, end: offset + attribute.valueEnd, attribute, quoted, ...base };
    }
  }
  return { kind: 'tagSpace', start: at, end: at, ...base };
}

function endTagContext(element: Placed<ElementNode>, at: number): Context {
  const tag = endTagOf(element.node);
  const start = element.offset + tag.nameStart;
  const end = element.offset + tag.nameEnd;
  // Between `<` and `/` there is no name to replace.
  if (at < start) return { kind: 'text', start: at, end: at, parent: element, element };
  return { kind: 'endTagName', start, end, parent: element.parent, element };
}

function leafContext(leaf: Placed, at: number): Context {
  const { offset, parent } = leaf;
  const text = textOf(leaf.node);
  const range = { start: offset, end: offset + text.length };
  const base = { parent, element: parent };
  const isAfter = at === range.end && (leaf.node.flags & NodeFlag.Unfinished) === 0;
  switch (leaf.node.kind) {
    case NodeKind.Text: {
      const start = offset + text.length - text.trimStart().length;
      const end = Math.max(start, offset + text.trimEnd().length);
      // In the surrounding white space there is nothing to replace.
      if (at < start || at > end) return { kind: 'text', start: at, end: at, ...base };
      return { kind: 'text', start, end, ...base };
    }
    case NodeKind.BareLessThan:
      return { kind: 'tagOpen', start: range.end, end: range.end, parent, element: null };
    case NodeKind.BareAmpersand:
      return { kind: 'reference', start: range.end, end: range.end, ...base };
    case NodeKind.Reference:
      if (isAfter) break;
      return { kind: 'reference', start: offset + 1, end: range.end - (text.endsWith(';') ? 1 : 0), ...base };
    case NodeKind.StrayEndTag: {
      if (isAfter && text.endsWith('>')) break;
      return { kind: 'endTagName', start: offset + 2, end: offset + scanName(text, 2), parent, element: null };
    }
    case NodeKind.Comment:
      if (isAfter) break;
      return { kind: 'comment', ...range, ...base };
    case NodeKind.CData:
      if (isAfter) break;
      return { kind: 'cdata', ...range, ...base };
    case NodeKind.Doctype:
      if (isAfter) break;
      return { kind: 'doctype', ...range, ...base };
    case NodeKind.ProcessingInstruction:
    case NodeKind.XmlDeclaration:
      if (isAfter) break;
      return { kind: 'processingInstruction', ...range, ...base };
    case NodeKind.BadDeclaration:
      return { kind: 'declaration', ...range, ...base };
    default:
      break;
  }
  return { kind: 'text', start: at, end: at, ...base };
}

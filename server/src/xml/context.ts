import type { Placed } from './locate';
import { contentEnd, contentStart, isPlacedElement } from './locate';
import type { ChildNode, ContentNode, ElementNode } from './nodes';
import { isList, NodeFlag, NodeKind, textOf } from './nodes';
import { scanName } from './characters';
import { type Attribute, endTagOf, startTagOf } from './tags';
import type { XmlTree } from './tree';

/** What every context has. */
interface ContextBase {
  /** The range that a completion here replaces; UTF-16 offsets in the document. Empty where there is nothing to replace. */
  readonly start: number;
  readonly end: number;
  /** The element around the place: for a tag the parent of the element whose tag it is; null at the document's level. */
  readonly parent: Placed<ElementNode> | null;
}

/** A place in a tag: `element` is the one whose tag it is. */
interface TagContext extends ContextBase {
  readonly element: Placed<ElementNode>;
}

/** What stands at an offset, for hover, completion and fixes alike. */
export type Context =
  /** On the name of a start tag: the range is the name. */
  | (TagContext & { readonly kind: 'tagName' })
  /** Behind a `<` that starts nothing yet: the range is empty, behind the `<`. */
  | (ContextBase & { readonly kind: 'tagOpen'; readonly element: null })
  /** On the name of an end tag, or behind `</`: `element` is the one it closes, null where it closes nothing. */
  | (ContextBase & { readonly kind: 'endTagName'; readonly element: Placed<ElementNode> | null })
  /** Between the attributes of a start tag: where another one may be written. */
  | (TagContext & { readonly kind: 'tagSpace' })
  | (TagContext & { readonly kind: 'attributeName'; readonly attribute: Attribute })
  /** In an attribute's value (the range is the value without quotes) or where it belongs. */
  | (TagContext & { readonly kind: 'attributeValue'; readonly attribute: Attribute; readonly quoted: boolean })
  /** In character data or between children: the range is the run of text without its blanks; `element` is the parent. */
  | (ContextBase & { readonly kind: 'text'; readonly element: Placed<ElementNode> | null })
  /** In or behind an `&…`: the range is the name without `&` and `;`. */
  | (ContextBase & { readonly kind: 'reference'; readonly element: Placed<ElementNode> | null })
  | (ContextBase & {
      readonly kind: 'comment' | 'cdata' | 'processingInstruction' | 'declaration' | 'doctype';
      readonly element: Placed<ElementNode> | null;
    });

/**
 * What stands at an offset. At a border between two tokens a name, a value or text that ends there is preferred
 * to what begins there, since that is what the person at the keyboard has just written.
 * Costs the depth of the tree and the width of the token.
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
    const isBehind = at === child.offset + child.node.width && at >= contentEnd(child);
    if (isBehind && !isOpenAtEnd(child)) return behindElement(content!, start, at, parent);
    if (at < contentStart(child) || isUnfinishedAt(child, at)) return startTagContext(child, at);
    if (at > contentEnd(child)) return endTagContext(child, at);
    content = child.node.content;
    start = contentStart(child);
    parent = child;
  }
}

/** Whether the start tag goes on at its end: it has no `>`. */
function isUnfinishedAt(element: Placed<ElementNode>, at: number): boolean {
  return (element.node.flags & NodeFlag.Unfinished) !== 0 && at === contentStart(element);
}

/** Whether what is written at an element's end still belongs to it. */
function isOpenAtEnd(element: Placed<ElementNode>): boolean {
  const { node } = element;
  if (node.closeWidth > 0) return (node.flags & NodeFlag.EndTagUnfinished) !== 0;
  return node.kind !== NodeKind.EmptyElement || (node.flags & NodeFlag.Unfinished) !== 0;
}

/** The child that holds the character before `at` (strictly: starts before it and does not end before it); null where none does. */
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

/** Right behind a finished element: in the text that follows, if any, else in an empty run. */
function behindElement(content: ContentNode, start: number, at: number, parent: Placed<ElementNode> | null): Context {
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
    const firstValuePlace = quoted ? attribute.valueStart : attribute.nameEnd + 1;
    if (isInValue && relative >= firstValuePlace && relative <= attribute.valueEnd) {
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
  // Between `<` and `/` there is nothing to name yet.
  if (at < start) return { kind: 'text', start: at, end: at, parent: element, element };
  return { kind: 'endTagName', start, end, parent: element.parent, element };
}

function leafContext(leaf: Placed, at: number): Context {
  const { offset, parent } = leaf;
  const text = textOf(leaf.node);
  const range = { start: offset, end: offset + text.length };
  const base = { parent, element: parent };
  const isBehind = at === range.end && (leaf.node.flags & NodeFlag.Unfinished) === 0;
  switch (leaf.node.kind) {
    case NodeKind.Text: {
      const start = offset + text.length - text.trimStart().length;
      const end = Math.max(start, offset + text.trimEnd().length);
      // In the white space around a run there is nothing to replace.
      if (at < start || at > end) return { kind: 'text', start: at, end: at, ...base };
      return { kind: 'text', start, end, ...base };
    }
    case NodeKind.BareLessThan:
      return { kind: 'tagOpen', start: range.end, end: range.end, parent, element: null };
    case NodeKind.BareAmpersand:
      return { kind: 'reference', start: range.end, end: range.end, ...base };
    case NodeKind.Reference:
      if (isBehind) break;
      return { kind: 'reference', start: offset + 1, end: range.end - (text.endsWith(';') ? 1 : 0), ...base };
    case NodeKind.StrayEndTag: {
      if (isBehind && text.endsWith('>')) break;
      return { kind: 'endTagName', start: offset + 2, end: offset + scanName(text, 2), parent, element: null };
    }
    case NodeKind.Comment:
      if (isBehind) break;
      return { kind: 'comment', ...range, ...base };
    case NodeKind.CData:
      if (isBehind) break;
      return { kind: 'cdata', ...range, ...base };
    case NodeKind.Doctype:
      if (isBehind) break;
      return { kind: 'doctype', ...range, ...base };
    case NodeKind.ProcessingInstruction:
    case NodeKind.XmlDeclaration:
      if (isBehind) break;
      return { kind: 'processingInstruction', ...range, ...base };
    case NodeKind.BadDeclaration:
      return { kind: 'declaration', ...range, ...base };
    default:
      break;
  }
  return { kind: 'text', start: at, end: at, ...base };
}

/**
 * The green nodes: immutable, without offsets, shared by identity between versions of a document.
 *
 * A node has its width and its number of line breaks, never its offset; offsets and positions are summed up from the root.
 * The tree holds the text: a leaf (and an element, for its two tags) refers to the `source` string it was scanned from.
 */
import type { Markup } from './markup';

/** The kind of a node. Malformed syntax has kinds of its own, so that no later step has to guess. */
export const NodeKind = {
  /** A list of siblings: an inner node of the balanced tree that holds an element's content. */
  List: 1,
  /** `<a>…</a>` */
  Element: 2,
  /** `<a/>` */
  EmptyElement: 3,
  /** `<a>…` without an end tag; `recovery.ts` decides where its content ends. */
  UnclosedElement: 4,
  /** `<a>…</b>`: closed by an end tag of another name. */
  MismatchedElement: 5,
  Text: 6,
  CData: 7,
  Comment: 8,
  ProcessingInstruction: 9,
  /** `<?xml …?>` at the very start. */
  XmlDeclaration: 10,
  /** `<!DOCTYPE …>` with its internal subset. */
  Doctype: 11,
  /** `&name;`, `&#10;` or `&#xA;`. */
  Reference: 12,
  /** `</a>` without a start tag ("stray end tag" in HTML checkers, too). */
  StrayEndTag: 13,
  /** `&` that does not start a reference. */
  BareAmpersand: 14,
  /** `<` that does not start markup. */
  BareLessThan: 15,
  /** `<!…` that is neither comment, CDATA section nor DOCTYPE. */
  BadDeclaration: 16,
  /** A tag of an element nested deeper than `MAX_DEPTH`, as a leaf: it opens and closes no element. */
  TooDeepTag: 17,
} as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** Bits of {@link SyntaxNode.flags}. */
export const NodeFlag = {
  /** A lexical or structural problem in this subtree. */
  Problem: 1 << 0,
  /** A prefixed name or a namespace declaration in this subtree. */
  Prefixed: 1 << 1,
  /** A reference to a general entity other than the five predefined ones in this subtree. */
  EntityReference: 1 << 2,
  /** The extent of a token in this subtree depends on text far after it, so that an edit there can change the token. */
  Fragile: 1 << 3,
  /** This node is (or, of a list, holds) an unclosed or mismatched element or a stray end tag. */
  Unbalanced: 1 << 4,
  /** This element has unbalanced children (of a list: has such an element). */
  HoldsUnbalanced: 1 << 5,
  /** This leaf or start tag is unterminated: it lacks its `>`, `-->`, `]]>`, `?>` or `;`. */
  Unfinished: 1 << 6,
  /** This element's start tag has attributes (well-formed or not). */
  Attributes: 1 << 7,
  /** A tag of this element contains a line break. */
  TagBreaks: 1 << 8,
  /** This text is white space only. */
  Whitespace: 1 << 9,
  /** This element's end tag lacks its `>`. */
  EndTagUnfinished: 1 << 10,
  /** This subtree has an end tag without a start tag in it: whether one matches depends on the enclosing elements, too. */
  HoldsStrayEndTag: 1 << 11,
  /** This element's start tag has attributes that begin with `xmlns`. */
  Declares: 1 << 12,
  /** A comment in this subtree is a directive; see `directives.ts`. */
  Directive: 1 << 13,
  /** The end tag of this element is {@link NodeFlag.Fragile}: its text does not tell. */
  EndTagFragile: 1 << 14,
} as const;

/** From this bit on, an element's flags are those of its start tag alone, and those of a leaf that is a tag are the tag's own. */
export const START_TAG_FLAGS = 16;

/** The flags that a parent inherits from its children. */
export const INHERITED_FLAGS =
  NodeFlag.Problem |
  NodeFlag.Prefixed |
  NodeFlag.EntityReference |
  NodeFlag.Fragile |
  NodeFlag.HoldsStrayEndTag |
  NodeFlag.Directive;

/** The fields of every node. */
interface NodeBase {
  readonly kind: NodeKind;
  /** A set of {@link NodeFlag}; for an element, see {@link START_TAG_FLAGS} too. */
  readonly flags: number;
  /** Length in UTF-16 units. */
  readonly width: number;
  /** Number of line breaks in the node: LF, CR LF and lone CR count as one each, as in LSP. */
  readonly breaks: number;
  /** Length of the node's last line: the UTF-16 units after its last line break, the whole width where it has none. */
  readonly tail: number;
}

export type LeafKind = Exclude<
  NodeKind,
  | typeof NodeKind.List
  | typeof NodeKind.Element
  | typeof NodeKind.EmptyElement
  | typeof NodeKind.UnclosedElement
  | typeof NodeKind.MismatchedElement
>;
export type ElementKind =
  | typeof NodeKind.Element
  | typeof NodeKind.EmptyElement
  | typeof NodeKind.UnclosedElement
  | typeof NodeKind.MismatchedElement;

/** A token in content or in the prolog. White space is shared: the same leaf can occur in many places. */
export class LeafNode implements NodeBase {
  constructor(
    readonly kind: LeafKind,
    readonly flags: number,
    readonly width: number,
    readonly breaks: number,
    readonly tail: number,
    /** The string that this leaf was scanned from, and its offset there. Use `textOf` to read it. */
    readonly source: string,
    readonly start: number,
  ) {}
}

/** An element: its two tags (as places in `source` and `closeSource`) and its content. */
export class ElementNode implements NodeBase {
  constructor(
    readonly kind: ElementKind,
    readonly flags: number,
    readonly width: number,
    readonly breaks: number,
    readonly tail: number,
    readonly source: string,
    readonly start: number,
    /** Width of the start tag, or of the whole `<a/>`. */
    readonly openWidth: number,
    /** The name in the start tag as written, with its prefix; interned per document. */
    readonly name: string,
    readonly content: ContentNode | null,
    readonly closeSource: string,
    readonly closeStart: number,
    /** Width of the end tag; 0 where there is none. */
    readonly closeWidth: number,
  ) {}
}

/** Siblings in a balanced tree: all items of one list have the same height. */
export class ListNode implements NodeBase {
  readonly kind = NodeKind.List;
  constructor(
    readonly flags: number,
    readonly width: number,
    readonly breaks: number,
    readonly tail: number,
    /** 1: the items are leaves and elements; n: they are lists of height n - 1. */
    readonly height: number,
    /** Number of leaves and elements, lists flattened. */
    readonly count: number,
    readonly items: readonly ContentNode[],
  ) {}

  /** Whether {@link items} are created on first access. Items of a lazy list are not merged with those of other lists. */
  get isLazy(): boolean {
    return false;
  }

  /** The text of a lazy list, which is read without creating its items; `null` for other lists. */
  lazyText(): string | null {
    return null;
  }

  /** The items for a single pass. A lazy list does not keep them, so the caller memoises what it finds in them. */
  transientItems(): readonly ContentNode[] {
    return this.items;
  }

  /** Whether its children may include an element with this local name; `true` where that is not known. */
  mayHoldElement(localName: string): boolean {
    void localName;
    return true;
  }
}

/** A leaf or an element: a child in content. */
export type ChildNode = LeafNode | ElementNode;
/** An element's `content`: a single child as it is, several in a list. */
export type ContentNode = ChildNode | ListNode;
export type SyntaxNode = ContentNode;

export function isElement(node: SyntaxNode): node is ElementNode {
  return node.kind >= NodeKind.Element && node.kind <= NodeKind.MismatchedElement;
}
export function isList(node: SyntaxNode): node is ListNode {
  return node.kind === NodeKind.List;
}
export function isLeaf(node: SyntaxNode): node is LeafNode {
  return node.kind >= NodeKind.Text;
}

/** The children of a content, lists flattened, in document order. */
export function* children(content: ContentNode | null): Generator<ChildNode, void, undefined> {
  if (content === null) return;
  if (!isList(content)) yield content;
  else for (const item of content.items) yield* children(item);
}

/** As {@link children}, for a single pass: see {@link ListNode.transientItems}. */
export function* transientChildren(content: ContentNode | null): Generator<ChildNode, void, undefined> {
  if (content === null) return;
  if (!isList(content)) yield content;
  else for (const item of content.transientItems()) yield* transientChildren(item);
}

/**
 * Calls `visit` for each child of a content, lists flattened, with the child's offset.
 * @param offset of the content, in UTF-16 units; the offsets of the children count from the same place
 */
export function forEachChild(
  content: ContentNode | null,
  offset: number,
  visit: (child: ChildNode, offset: number) => void,
): void {
  if (content === null) return;
  if (!isList(content)) return visit(content, offset);
  for (const item of content.items) {
    forEachChild(item, offset, visit);
    offset += item.width;
  }
}

/** As {@link forEachChild}, without the children of lists that have no element with this local name. */
export function forEachNamed(
  content: ContentNode | null,
  offset: number,
  localName: string,
  visit: (child: ChildNode, offset: number) => void,
): void {
  if (content === null) return;
  if (!isList(content)) return visit(content, offset);
  if (!content.mayHoldElement(localName)) return;
  for (const item of content.items) {
    forEachNamed(item, offset, localName, visit);
    offset += item.width;
  }
}

/** The text of a node, exactly as written in the document. */
export function textOf(node: SyntaxNode): Markup {
  const parts: string[] = [];
  collectText(node, parts);
  return (parts.length === 1 ? parts[0]! : parts.join('')) as Markup;
}

function collectText(node: SyntaxNode, parts: string[]): void {
  if (isLeaf(node)) {
    parts.push(node.source.slice(node.start, node.start + node.width));
  } else if (isList(node)) {
    for (const item of node.items) collectText(item, parts);
  } else {
    parts.push(startTagText(node));
    if (node.content !== null) collectText(node.content, parts);
    if (node.closeWidth > 0) parts.push(endTagText(node));
  }
}

/** The start tag (or the whole `<a/>`) as written in the document. */
export function startTagText(element: ElementNode): Markup {
  return element.source.slice(element.start, element.start + element.openWidth) as Markup;
}

/** The end tag as written in the document; empty where it is missing. */
export function endTagText(element: ElementNode): string {
  return element.closeSource.slice(element.closeStart, element.closeStart + element.closeWidth);
}

/**
 * Results for a list of siblings are memoised from this width on, in UTF-16 units: computing those of a shorter list again
 * is cheaper than keeping an entry for each. After an edit, only the lists on the path to it are computed again, so that
 * this bounds the cost of an edit.
 */
export const MEMO_MIN_WIDTH = 1000;

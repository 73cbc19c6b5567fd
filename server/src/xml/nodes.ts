/**
 * The green nodes: immutable, position-free, shared by identity between versions of a document.
 *
 * A node knows its width and its line breaks, never its offset; offsets and positions are summed on the way down.
 * The tree holds the text: a leaf (and an element, for its two tags) points into the `source` string it was scanned from.
 */

/** What a node is. Broken shapes have kinds of their own, so that no later step has to guess. */
export const NodeKind = {
  /** A run of siblings: the inner node of the balanced tree that holds an element's content. */
  List: 1,
  /** `<a>…</a>` */
  Element: 2,
  /** `<a/>` */
  EmptyElement: 3,
  /** `<a>…` whose end tag is missing; its content ends where recovery says. */
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
  /** `</a>` that closes nothing. */
  StrayEndTag: 13,
  /** `&` that starts no reference. */
  BareAmpersand: 14,
  /** `<` that starts no markup. */
  BareLessThan: 15,
  /** `<!…` that is neither comment, CDATA section nor DOCTYPE. */
  BadDeclaration: 16,
  /** A tag of an element nested deeper than `MAX_DEPTH`: it stands among its siblings, and opens and closes nothing. */
  TooDeepTag: 17,
} as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** Bits of {@link SyntaxNode.flags}. */
export const NodeFlag = {
  /** A lexical or structural mistake in this subtree. */
  Problem: 1 << 0,
  /** A prefixed name or a namespace declaration in this subtree. */
  Prefixed: 1 << 1,
  /** A reference to a general entity other than the five predefined ones in this subtree. */
  EntityReference: 1 << 2,
  /** Some token of this subtree was read by looking far ahead: an edit behind it may change it. */
  Fragile: 1 << 3,
  /** This node is (or, of a list, holds) an unclosed or mismatched element or a stray end tag. */
  Unbalanced: 1 << 4,
  /** This element has unbalanced children (of a list: has such an element). */
  HoldsUnbalanced: 1 << 5,
  /** This leaf or start tag stops where the text does not end it: no `>`, `-->`, `]]>`, `?>` or `;`. */
  Unfinished: 1 << 6,
  /** This element's start tag has attributes (well-formed or not). */
  Attributes: 1 << 7,
  /** A tag of this element holds a line break. */
  TagBreaks: 1 << 8,
  /** This text is white space only. */
  Blank: 1 << 9,
  /** This element's end tag lacks its `>`. */
  EndTagUnfinished: 1 << 10,
  /** An end tag in this subtree matches nothing here: whether it does depends on the elements around, too. */
  HoldsStray: 1 << 11,
  /** This element's start tag has attributes that begin with `xmlns`. */
  Declares: 1 << 12,
  /** A comment in this subtree is addressed to VPC Tools; see `directives.ts`. */
  Directive: 1 << 13,
} as const;

/** An element's flags hold, from this bit on, those of its start tag alone. */
export const START_TAG_FLAGS = 16;

/** The flags that a parent takes over from its children. */
export const INHERITED_FLAGS =
  NodeFlag.Problem |
  NodeFlag.Prefixed |
  NodeFlag.EntityReference |
  NodeFlag.Fragile |
  NodeFlag.HoldsStray |
  NodeFlag.Directive;

/** What every node has. */
interface NodeBase {
  readonly kind: NodeKind;
  /** A set of {@link NodeFlag}; for an element, see {@link START_TAG_FLAGS} too. */
  readonly flags: number;
  /** Length in UTF-16 units. */
  readonly width: number;
  /** Line breaks in it: LF, CR LF and lone CR count as one each, as in LSP. */
  readonly breaks: number;
  /** UTF-16 units behind the last line break (the whole width where there is none). */
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

/** A token that stands in content or in the prolog. Blank text is shared: the same leaf may stand in many places. */
export class LeafNode implements NodeBase {
  constructor(
    readonly kind: LeafKind,
    readonly flags: number,
    readonly width: number,
    readonly breaks: number,
    readonly tail: number,
    /** The string that this leaf was scanned from, and where in it. Read it through `textOf`. */
    readonly source: string,
    readonly start: number,
  ) {}
}

/** An element: its two tags (as places in `source` and `closeSource`) and what stands between them. */
export class ElementNode implements NodeBase {
  constructor(
    readonly kind: ElementKind,
    readonly flags: number,
    readonly width: number,
    readonly breaks: number,
    readonly tail: number,
    readonly source: string,
    readonly start: number,
    /** Width of the start tag (or of the whole `<a/>`). */
    readonly openWidth: number,
    /** The name in the start tag, as written, prefix and all; interned per document. */
    readonly name: string,
    readonly content: ContentNode | null,
    readonly closeSource: string,
    readonly closeStart: number,
    /** Width of the end tag, 0 where there is none. */
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
    /** How many leaves and elements are in it, lists flattened. */
    readonly count: number,
    readonly items: readonly ContentNode[],
  ) {}
}

/** A leaf or an element: what stands in content. */
export type ChildNode = LeafNode | ElementNode;
/** What an element's `content` may be: one child as it is, several in a list. */
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

/**
 * Calls `visit` for each child of a content, lists flattened, with the child's offset.
 * @param offset where the content starts; UTF-16 units in whatever frame the caller counts in
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

/** The text of a node, exactly as it stands in the document. */
export function textOf(node: SyntaxNode): string {
  const parts: string[] = [];
  collectText(node, parts);
  return parts.length === 1 ? parts[0]! : parts.join('');
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

/** The start tag (or the whole `<a/>`) as it stands in the document. */
export function startTagText(element: ElementNode): string {
  return element.source.slice(element.start, element.start + element.openWidth);
}

/** The end tag as it stands in the document; empty where it is missing. */
export function endTagText(element: ElementNode): string {
  return element.closeSource.slice(element.closeStart, element.closeStart + element.closeWidth);
}

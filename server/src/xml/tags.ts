import type { Markup } from './markup';
import { type ElementNode, endTagText, NodeFlag, NodeKind, START_TAG_FLAGS, startTagText } from './nodes';
import { detached } from './strings';
import { type AttributeKind, scanStartTag } from './syntax/startTag';
import { nameInEndTag } from './syntax/tag';
import { locate, isPlacedElement, type Placed } from './locate';
import type { XmlTree } from './tree';

export type { AttributeKind } from './syntax/startTag';

/** One attribute of a start tag. All offsets count from the element's start. */
export interface Attribute {
  readonly kind: AttributeKind;
  /** The name as written, with its prefix. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The range of the value without its quotes; empty where the value is missing, at the place where it belongs. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** After the closing quote. */
  readonly end: number;
  /** The value as written: references are not expanded, line ends not normalised. */
  readonly rawValue: Markup;
}

/** A start tag or empty-element tag. All offsets count from the element's start. */
export interface StartTag {
  readonly kind: 'StartTag' | 'EmptyElementTag' | 'UnfinishedStartTag';
  readonly nameStart: number;
  readonly nameEnd: number;
  /** In document order, malformed ones included. */
  readonly attributes: readonly Attribute[];
  /** Ranges of characters that belong to no attribute. */
  readonly junk: readonly { readonly start: number; readonly end: number }[];
  /** Offsets where white space is missing between two attributes. */
  readonly missingSpaces: readonly number[];
  readonly width: number;
}

/** An end tag, present or missing. All offsets count from the element's start. */
export interface EndTag {
  readonly kind: 'EndTag' | 'MissingEndTag' | 'MismatchedEndTag' | 'UnfinishedEndTag' | 'NoEndTag';
  /** The name as written; empty for `</>` and where there is no end tag. */
  readonly name: string;
  readonly start: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly end: number;
}

const NO_ATTRIBUTES: readonly Attribute[] = [];
const startTags = new WeakMap<ElementNode, StartTag>();

/** Well-formed start tags by their text: they do not depend on their place, and a few of them occur thousands of times. */
const cachedTags = new Map<string, StartTag>();
const MAX_CACHED_TAGS = 512;
/** Longer tags are parsed for each element. */
const MAX_CACHED_TAG_LENGTH = 512;

/** An element's attributes in document order. An element without attributes costs nothing. */
export function attributesOf(element: ElementNode): readonly Attribute[] {
  return (element.flags & NodeFlag.Attributes) === 0 ? NO_ATTRIBUTES : startTagOf(element).attributes;
}

/** An element's start tag in detail, parsed on first access and memoised. Well-formed tags of the same text are one object. */
export function startTagOf(element: ElementNode): StartTag {
  const isUnfinished = (element.flags & NodeFlag.Unfinished) !== 0;
  const isWellFormed = ((element.flags >>> START_TAG_FLAGS) & NodeFlag.Problem) === 0 && !isUnfinished;
  if (isWellFormed && element.openWidth <= MAX_CACHED_TAG_LENGTH) return cachedTag(element);
  let tag = startTags.get(element);
  if (tag === undefined) {
    // An unterminated tag ended before a `<`: with that, it is read in the same way again.
    tag = readStartTag(startTagText(element) + (isUnfinished ? '<' : ''), element.openWidth, isUnfinished);
    startTags.set(element, tag);
  }
  return tag;
}

function cachedTag(element: ElementNode): StartTag {
  const text = startTagText(element);
  let tag = cachedTags.get(text);
  if (tag === undefined) {
    const kept = detached(text);
    tag = readStartTag(kept, element.openWidth, false);
    if (cachedTags.size >= MAX_CACHED_TAGS) cachedTags.clear();
    cachedTags.set(kept, tag);
  }
  return tag;
}

function readStartTag(text: string, width: number, isUnfinished: boolean): StartTag {
  const attributes: Attribute[] = [];
  const junk: { start: number; end: number }[] = [];
  const missingSpaces: number[] = [];
  const scan = { end: 0, nameEnd: 0, flags: 0, isEmpty: false, reachedEnd: false };
  scanStartTag(text, 0, scan, {
    attribute(kind, nameStart, nameEnd, valueStart, valueEnd, end) {
      const name = text.slice(nameStart, nameEnd);
      const rawValue = text.slice(valueStart, valueEnd) as Markup;
      attributes.push({ kind, name, nameStart, nameEnd, valueStart, valueEnd, end, rawValue });
    },
    junk: (start, end) => junk.push({ start, end }),
    missingSpace: (at) => missingSpaces.push(at),
  });
  const kind = isUnfinished ? 'UnfinishedStartTag' : scan.isEmpty ? 'EmptyElementTag' : 'StartTag';
  return { kind, nameStart: 1, nameEnd: scan.nameEnd, attributes, junk, missingSpaces, width };
}

/** An element's end tag; where it is missing or not needed, its range is empty, at the element's end. */
export function endTagOf(element: ElementNode): EndTag {
  const start = element.width - element.closeWidth;
  if (element.closeWidth === 0) {
    const kind = element.kind === NodeKind.EmptyElement ? 'NoEndTag' : 'MissingEndTag';
    return { kind, name: '', start, nameStart: start, nameEnd: start, end: start };
  }
  const name = nameInEndTag(endTagText(element));
  const nameStart = start + 2;
  const kind =
    element.kind === NodeKind.MismatchedElement
      ? 'MismatchedEndTag'
      : (element.flags & NodeFlag.EndTagUnfinished) !== 0
        ? 'UnfinishedEndTag'
        : 'EndTag';
  return { kind, name, start, nameStart, nameEnd: nameStart + name.length, end: element.width };
}

/** The names in an element's tags, as offsets in the document. */
export interface TagNames {
  readonly element: Placed<ElementNode>;
  readonly open: { readonly start: number; readonly end: number };
  /** `null` for an empty-element tag, and where the end tag is missing or has another name. */
  readonly close: { readonly start: number; readonly end: number } | null;
}

/** The tag names of an element, where `offset` is in one of them or at its end; `null` elsewhere. */
export function tagNamesAt(tree: XmlTree, offset: number): TagNames | null {
  return namesOfElementAt(tree, offset, offset) ?? namesOfElementAt(tree, offset - 1, offset);
}

/** The tag names of the element at `at`, where `offset` is in one of them. */
function namesOfElementAt(tree: XmlTree, at: number, offset: number): TagNames | null {
  const element = at < 0 ? null : locate(tree, at);
  if (element === null || !isPlacedElement(element)) return null;
  const { node } = element;
  const startTag = startTagOf(node);
  const endTag = endTagOf(node);
  const open = { start: element.offset + startTag.nameStart, end: element.offset + startTag.nameEnd };
  const close = { start: element.offset + endTag.nameStart, end: element.offset + endTag.nameEnd };
  const hasClose = node.closeWidth > 0 && endTag.name === node.name;
  const holds = (range: { start: number; end: number }): boolean => range.start <= offset && offset <= range.end;
  return holds(open) || (hasClose && holds(close)) ? { element, open, close: hasClose ? close : null } : null;
}

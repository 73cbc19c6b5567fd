import { type ElementNode, endTagText, NodeFlag, NodeKind, START_TAG_FLAGS, startTagText } from './nodes';
import { type AttributeKind, scanStartTag } from './syntax/startTag';
import { nameInEndTag } from './syntax/tag';

export type { AttributeKind } from './syntax/startTag';

/** One attribute of a start tag. All offsets count from the element's start. */
export interface Attribute {
  readonly kind: AttributeKind;
  /** The name as written, prefix and all. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The value without its quotes; where it is missing, both are the place where it belongs. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the closing quote. */
  readonly end: number;
  /** The value as written: references and line ends as they stand. */
  readonly rawValue: string;
}

/** A start tag or empty-element tag. All offsets count from the element's start. */
export interface StartTag {
  readonly kind: 'StartTag' | 'EmptyElementTag' | 'UnfinishedStartTag';
  readonly nameStart: number;
  readonly nameEnd: number;
  /** In document order, broken ones included. */
  readonly attributes: readonly Attribute[];
  /** Runs of characters that belong to no attribute. */
  readonly junk: readonly { readonly start: number; readonly end: number }[];
  /** Where white space is missing between two attributes. */
  readonly missingBlanks: readonly number[];
  readonly width: number;
}

/** An end tag, or the lack of it. All offsets count from the element's start. */
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

/** An element's attributes in document order; empty at no cost for an element without. */
export function attributesOf(element: ElementNode): readonly Attribute[] {
  return (element.flags & NodeFlag.Attributes) === 0 ? NO_ATTRIBUTES : startTagOf(element).attributes;
}

/** An element's start tag in all detail, read when first asked for and remembered with the node. */
export function startTagOf(element: ElementNode): StartTag {
  let tag = startTags.get(element);
  if (tag === undefined) {
    tag = readStartTag(element);
    startTags.set(element, tag);
  }
  return tag;
}

function readStartTag(element: ElementNode): StartTag {
  const isUnfinished = (element.flags & NodeFlag.Unfinished) !== 0;
  // Nothing behind a sound tag says how it is read: it is read where it stands, which is faster than in a text of its own.
  const isSound = ((element.flags >>> START_TAG_FLAGS) & NodeFlag.Problem) === 0 && !isUnfinished;
  const from = isSound ? element.start : 0;
  // What ended an unfinished tag stands behind it: a `<`, so that it is read the same way again.
  const text = isSound ? element.source : startTagText(element) + (isUnfinished ? '<' : '');
  const attributes: Attribute[] = [];
  const junk: { start: number; end: number }[] = [];
  const missingBlanks: number[] = [];
  const scan = { end: 0, nameEnd: 0, flags: 0, isEmpty: false, reachedEnd: false };
  scanStartTag(text, from, scan, {
    attribute(kind, nameStart, nameEnd, valueStart, valueEnd, end) {
      attributes.push({
        kind,
        name: text.slice(nameStart, nameEnd),
        nameStart: nameStart - from,
        nameEnd: nameEnd - from,
        valueStart: valueStart - from,
        valueEnd: valueEnd - from,
        end: end - from,
        rawValue: text.slice(valueStart, valueEnd),
      });
    },
    junk: (start, end) => junk.push({ start: start - from, end: end - from }),
    missingBlank: (at) => missingBlanks.push(at - from),
  });
  const kind = isUnfinished ? 'UnfinishedStartTag' : scan.isEmpty ? 'EmptyElementTag' : 'StartTag';
  return {
    kind,
    nameStart: 1,
    nameEnd: scan.nameEnd - from,
    attributes,
    junk,
    missingBlanks,
    width: element.openWidth,
  };
}

/** An element's end tag; for one that is missing or not needed, an empty range at the element's end. */
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

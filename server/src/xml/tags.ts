import { type ElementNode, endTagText, NodeFlag, NodeKind, START_TAG_FLAGS, startTagText } from './nodes';
import { own } from './own';
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

/** Sound start tags by their text: nothing in one depends on where it stands, and a few are written thousands of times. */
const soundTags = new Map<string, StartTag>();
const MOST_SOUND_TAGS = 512;
/** Longer ones are read for each element. */
const LONGEST_SOUND_TAG = 512;

/** An element's attributes in document order; empty at no cost for an element without. */
export function attributesOf(element: ElementNode): readonly Attribute[] {
  return (element.flags & NodeFlag.Attributes) === 0 ? NO_ATTRIBUTES : startTagOf(element).attributes;
}

/** An element's start tag in all detail, read when first asked for and remembered. */
export function startTagOf(element: ElementNode): StartTag {
  const isUnfinished = (element.flags & NodeFlag.Unfinished) !== 0;
  const isSound = ((element.flags >>> START_TAG_FLAGS) & NodeFlag.Problem) === 0 && !isUnfinished;
  if (isSound && element.openWidth <= LONGEST_SOUND_TAG) return soundTag(element);
  let tag = startTags.get(element);
  if (tag === undefined) {
    // What ended an unfinished tag stands behind it: a `<`, so that it is read the same way again.
    tag = readStartTag(startTagText(element) + (isUnfinished ? '<' : ''), element.openWidth, isUnfinished);
    startTags.set(element, tag);
  }
  return tag;
}

function soundTag(element: ElementNode): StartTag {
  const text = startTagText(element);
  let tag = soundTags.get(text);
  if (tag === undefined) {
    const kept = own(text);
    tag = readStartTag(kept, element.openWidth, false);
    if (soundTags.size >= MOST_SOUND_TAGS) soundTags.clear();
    soundTags.set(kept, tag);
  }
  return tag;
}

function readStartTag(text: string, width: number, isUnfinished: boolean): StartTag {
  const attributes: Attribute[] = [];
  const junk: { start: number; end: number }[] = [];
  const missingBlanks: number[] = [];
  const scan = { end: 0, nameEnd: 0, flags: 0, isEmpty: false, reachedEnd: false };
  scanStartTag(text, 0, scan, {
    attribute(kind, nameStart, nameEnd, valueStart, valueEnd, end) {
      const name = text.slice(nameStart, nameEnd);
      const rawValue = text.slice(valueStart, valueEnd);
      attributes.push({ kind, name, nameStart, nameEnd, valueStart, valueEnd, end, rawValue });
    },
    junk: (start, end) => junk.push({ start, end }),
    missingBlank: (at) => missingBlanks.push(at),
  });
  const kind = isUnfinished ? 'UnfinishedStartTag' : scan.isEmpty ? 'EmptyElementTag' : 'StartTag';
  return { kind, nameStart: 1, nameEnd: scan.nameEnd, attributes, junk, missingBlanks, width };
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

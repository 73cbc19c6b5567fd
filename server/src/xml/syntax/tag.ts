import { scanName } from '../characters';
import { countLines } from './lines';
import type { ElementNode, LeafNode } from '../nodes';
import { NodeFlag, START_TAG_FLAGS } from '../nodes';

/** A start tag or an end tag for the tree builder: its text is `source[start, start + width)`. */
export interface Tag {
  readonly name: string;
  readonly source: string;
  readonly start: number;
  readonly width: number;
  /** Line breaks and the length of the last line, see `NodeBase`. */
  readonly breaks: number;
  readonly tail: number;
  /** {@link NodeFlag} bits of the tag alone, with `TagBreaks`. */
  readonly flags: number;
}

/** The tag `source[start, start + width)`, with its line breaks counted. */
export function tagAt(name: string, source: string, start: number, width: number, flags: number): Tag {
  const lines = { breaks: 0, tail: 0 };
  countLines(source, start, start + width, lines);
  return { name, source, start, width, ...lines, flags: lines.breaks > 0 ? flags | NodeFlag.TagBreaks : flags };
}

/** An element's start tag, for reuse in a builder. */
export function openTagOf(element: ElementNode): Tag {
  const { name, source, start, openWidth } = element;
  const flags = element.flags >>> START_TAG_FLAGS;
  if ((element.flags & NodeFlag.TagBreaks) !== 0) return tagAt(name, source, start, openWidth, flags);
  return { name, source, start, width: openWidth, breaks: 0, tail: openWidth, flags };
}

/** An element's end tag, for reuse in a builder; null where it has none. */
export function closeTagOf(element: ElementNode): Tag | null {
  const { closeSource, closeStart, closeWidth } = element;
  const isFragile = (element.flags & NodeFlag.EndTagFragile) !== 0;
  return closeWidth === 0 ? null : endTagAt(closeSource, closeStart, closeWidth, isFragile);
}

/** The end tag from which a leaf was made. */
export function closeTagOfLeaf({ source, start, width, flags }: LeafNode): Tag {
  const name = nameInEndTag(source.slice(start, start + width));
  return tagAt(name, source, start, width, flags >>> START_TAG_FLAGS);
}

/** Whether a leaf that is a tag (unmatched or nested too deep) is a start tag. */
export function isStartTagLeaf(leaf: LeafNode): boolean {
  return leaf.source.charCodeAt(leaf.start + 1) !== 0x2f;
}

/** The start tag from which a leaf was made. */
export function openTagOfLeaf(leaf: LeafNode): Tag {
  const { source, start, width, flags } = leaf;
  const name = source.slice(start + 1, scanName(source, start + 1));
  return tagAt(name, source, start, width, flags >>> START_TAG_FLAGS);
}

/**
 * The end tag `source[start, start + width)`, with the flags that the scanner gave it: all but one follow from its text.
 * @param isFragile whether text after the tag decided where it ends
 */
function endTagAt(source: string, start: number, width: number, isFragile: boolean): Tag {
  const text = source.slice(start, start + width);
  const name = nameInEndTag(text);
  let flags: number = isFragile ? NodeFlag.Fragile : 0;
  if (!text.endsWith('>')) flags |= NodeFlag.Problem | NodeFlag.EndTagUnfinished;
  else if (name === '' || /[^ \t\r\n]/.test(text.slice(2 + name.length, -1))) flags |= NodeFlag.Problem;
  return tagAt(name, source, start, width, flags);
}

/** The name in the text of an end tag; empty for `</>`. */
export function nameInEndTag(text: string): string {
  return text.slice(2, scanName(text, 2));
}

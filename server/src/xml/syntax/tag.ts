import { scanName } from '../characters';
import { countLines } from './lines';
import type { ElementNode, LeafNode } from '../nodes';
import { NodeFlag, START_TAG_FLAGS } from '../nodes';

/** A start tag or an end tag as the tree builder takes it: where its text stands, and what is known of it. */
export interface Tag {
  readonly name: string;
  readonly source: string;
  readonly start: number;
  readonly width: number;
  readonly breaks: number;
  readonly tail: number;
  /** {@link NodeFlag} bits of the tag alone, `TagBreaks` among them. */
  readonly flags: number;
}

/** A tag of text `source[start, start + width)`; counts its line breaks. */
export function tagAt(name: string, source: string, start: number, width: number, flags: number): Tag {
  const lines = { breaks: 0, tail: 0 };
  countLines(source, start, start + width, lines);
  return { name, source, start, width, ...lines, flags: lines.breaks > 0 ? flags | NodeFlag.TagBreaks : flags };
}

/** An element's start tag, to be taken again. */
export function openTagOf(element: ElementNode): Tag {
  const { name, source, start, openWidth } = element;
  const flags = element.flags >>> START_TAG_FLAGS;
  if ((element.flags & NodeFlag.TagBreaks) !== 0) return tagAt(name, source, start, openWidth, flags);
  return { name, source, start, width: openWidth, breaks: 0, tail: openWidth, flags };
}

/** An element's end tag, to be taken again; null where it has none. */
export function closeTagOf(element: ElementNode): Tag | null {
  const { closeSource, closeStart, closeWidth } = element;
  return closeWidth === 0 ? null : endTagAt(closeSource, closeStart, closeWidth);
}

/** An end tag that became a leaf, as the tag it was scanned from. */
export function closeTagOfLeaf(leaf: LeafNode): Tag {
  return endTagAt(leaf.source, leaf.start, leaf.width);
}

/** Whether a leaf that is a tag (stray or too deep) is a start tag. */
export function isStartTagLeaf(leaf: LeafNode): boolean {
  return leaf.source.charCodeAt(leaf.start + 1) !== 0x2f;
}

/** A start tag that became a leaf, as the tag it was scanned from. */
export function openTagOfLeaf(leaf: LeafNode): Tag {
  const { source, start, width, flags } = leaf;
  const name = source.slice(start + 1, scanName(source, start + 1));
  return tagAt(name, source, start, width, flags & ~(NodeFlag.Unbalanced | NodeFlag.HoldsStray));
}

/** The end tag of text `source[start, start + width)`. What the scanner said of it can be read off its few broken shapes. */
function endTagAt(source: string, start: number, width: number): Tag {
  const text = source.slice(start, start + width);
  const name = nameInEndTag(text);
  let flags = 0;
  if (!text.endsWith('>')) flags = NodeFlag.Problem | NodeFlag.EndTagUnfinished | NodeFlag.Fragile;
  else if (name === '' || /[^ \t\r\n]/.test(text.slice(2 + name.length, -1))) flags = NodeFlag.Problem;
  return tagAt(name, source, start, width, flags);
}

/** The name in the text of an end tag; empty for `</>`. */
export function nameInEndTag(text: string): string {
  return text.slice(2, scanName(text, 2));
}

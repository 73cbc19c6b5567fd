import { LeafNode, NodeFlag, NodeKind } from './nodes';

/** Blank runs longer than this are not worth a look in the table. */
const LONGEST_SHARED_BLANK = 64;

/**
 * What one document says again and again, kept once: element names and blank text.
 * It travels with the document's tree through all its versions and is freed with it.
 */
export class Interner {
  private readonly names = new Map<string, string>();
  private readonly blanks = new Map<number, LeafNode>();

  /** The one string object for the name `source[start, end)`. */
  name(source: string, start: number, end: number): string {
    const name = source.slice(start, end);
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, name);
    return name;
  }

  /** A leaf for the white space `source[start, end)`; the same leaf wherever the same white space stands. */
  blank(source: string, start: number, end: number, breaks: number, tail: number): LeafNode {
    const width = end - start;
    if (width > LONGEST_SHARED_BLANK) return blankLeaf(source, start, width, breaks, tail);
    const key = width * LONGEST_SHARED_BLANK + breaks;
    const known = this.blanks.get(key);
    if (known === undefined) {
      const leaf = blankLeaf(source, start, width, breaks, tail);
      this.blanks.set(key, leaf);
      return leaf;
    }
    for (let i = 0; i < width; i++) {
      if (known.source.charCodeAt(known.start + i) !== source.charCodeAt(start + i)) {
        return blankLeaf(source, start, width, breaks, tail);
      }
    }
    return known;
  }
}

function blankLeaf(source: string, start: number, width: number, breaks: number, tail: number): LeafNode {
  return new LeafNode(NodeKind.Text, NodeFlag.Blank, width, breaks, tail, source, start);
}

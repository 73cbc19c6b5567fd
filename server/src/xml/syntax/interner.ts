import { LeafNode, NodeFlag, NodeKind } from '../nodes';
import { Twins } from './twins';

/** Blank runs longer than this are not worth a look in the table. */
const LONGEST_SHARED_BLANK = 64;

/** Slots for the names met last; a power of two. */
const RECENT_NAMES = 256;

/**
 * What one document says again and again, kept once: element names, blank text, and short elements.
 * It travels with the document's tree through all its versions and is freed with it.
 */
export class Interner {
  private readonly names = new Map<string, string>();
  /** Names by a hash of their length and ends: most tags are answered here, without cutting the name out. */
  private readonly recent: string[] = new Array<string>(RECENT_NAMES).fill('');
  private readonly blanks = new Map<number, LeafNode>();
  readonly twins: Twins;

  /** @param length of the text, about */
  constructor(length = 0) {
    this.twins = new Twins(length);
  }

  /** The one string object for the name `source[start, end)`. */
  name(source: string, start: number, end: number): string {
    const length = end - start;
    const slot = (length * 31 + source.charCodeAt(start) * 7 + source.charCodeAt(end - 1)) & (RECENT_NAMES - 1);
    const recent = this.recent[slot]!;
    if (recent.length === length && source.startsWith(recent, start)) return recent;
    const name = source.slice(start, end);
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, name);
    return (this.recent[slot] = known ?? name);
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

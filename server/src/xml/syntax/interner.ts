import { LeafNode, NodeFlag, NodeKind } from '../nodes';
import { ElementInterner } from './elementInterner';

/** Longer white space is hardly ever repeated, and not interned. */
const MAX_SHARED_WHITESPACE = 64;

/** Slots for recent names; a power of two. */
const RECENT_NAMES_SIZE = 256;

/**
 * Interned parts of a document that are often repeated: element names, white space and short elements.
 * All versions of a document share one interner, which is freed with them.
 */
export class Interner {
  private readonly names = new Map<string, string>();
  /** Names by a hash of their length, first and last unit: most names are found here, without a slice of the source. */
  private readonly recent: string[] = new Array<string>(RECENT_NAMES_SIZE).fill('');
  /** White space by width and number of line breaks. */
  private readonly whitespaces = new Map<number, LeafNode>();
  readonly elements: ElementInterner;

  /** @param length of the text in UTF-16 units; an estimate is enough */
  constructor(length = 0) {
    this.elements = new ElementInterner(length);
  }

  /** The interned string for the name `source[start, end)`. */
  name(source: string, start: number, end: number): string {
    const length = end - start;
    const slot = (length * 31 + source.charCodeAt(start) * 7 + source.charCodeAt(end - 1)) & (RECENT_NAMES_SIZE - 1);
    const recent = this.recent[slot]!;
    if (recent.length === length && source.startsWith(recent, start)) return recent;
    const name = source.slice(start, end);
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, name);
    return (this.recent[slot] = known ?? name);
  }

  /** A leaf for the white space `source[start, end)`, shared by equal white space; `breaks` and `tail` as in `NodeBase`. */
  whitespace(source: string, start: number, end: number, breaks: number, tail: number): LeafNode {
    const width = end - start;
    if (width > MAX_SHARED_WHITESPACE) return whitespaceLeaf(source, start, width, breaks, tail);
    const key = width * MAX_SHARED_WHITESPACE + breaks;
    const known = this.whitespaces.get(key);
    if (known === undefined) {
      const leaf = whitespaceLeaf(source, start, width, breaks, tail);
      this.whitespaces.set(key, leaf);
      return leaf;
    }
    for (let i = 0; i < width; i++) {
      if (known.source.charCodeAt(known.start + i) !== source.charCodeAt(start + i)) {
        return whitespaceLeaf(source, start, width, breaks, tail);
      }
    }
    return known;
  }
}

function whitespaceLeaf(source: string, start: number, width: number, breaks: number, tail: number): LeafNode {
  return new LeafNode(NodeKind.Text, NodeFlag.Whitespace, width, breaks, tail, source, start);
}

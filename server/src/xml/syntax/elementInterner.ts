import type { ElementNode } from '../nodes';

/** Slots for recent elements, in small and in large documents; powers of two. */
const SMALL_TABLE_SIZE = 128;
const LARGE_TABLE_SIZE = 4096;
const MIN_LARGE_DOCUMENT = 100_000;
/** Elements with longer text are hardly ever repeated. */
const MAX_TEXT_LENGTH = 48;

/**
 * Interns elements of the form `<name>text</name>`: a publication repeats the same few names, states and dates thousands
 * of times. Elements of the same text share one node as long as its slot is not used for another element. A tree of
 * many such elements takes half the memory, and results memoised with the node are computed once for all of them.
 */
export class ElementInterner {
  private readonly elements: (ElementNode | null)[];
  /** Their texts, by slot. */
  private readonly texts: string[];
  private readonly mask: number;

  /** @param length of the document in UTF-16 units; an estimate is enough */
  constructor(length: number) {
    const count = length < MIN_LARGE_DOCUMENT ? SMALL_TABLE_SIZE : LARGE_TABLE_SIZE;
    this.elements = new Array<ElementNode | null>(count).fill(null);
    this.texts = new Array<string>(count).fill('');
    this.mask = count - 1;
  }

  /**
   * The interned element with a name and the text `source[start, end)`; `null` for none.
   * @param hash of the text, see {@link hashed}
   */
  of(name: string, source: string, start: number, end: number, hash: number): ElementNode | null {
    const slot = this.slotOf(name, hash);
    const text = this.texts[slot]!;
    if (text.length !== end - start || !source.startsWith(text, start)) return null;
    const known = this.elements[slot]!;
    return known?.name === name ? known : null;
  }

  /** Interns an element. It must be well-formed and have no attributes and no content but text. */
  add(element: ElementNode, source: string, start: number, end: number, hash: number): void {
    if (end - start > MAX_TEXT_LENGTH) return;
    const slot = this.slotOf(element.name, hash);
    this.elements[slot] = element;
    this.texts[slot] = source.slice(start, end);
  }

  private slotOf(name: string, hash: number): number {
    return ((hash ^ (hash >>> 12)) + name.length * 61) & this.mask;
  }
}

/** The hash of a text, extended by one UTF-16 unit (or byte). The hash of the empty text is 0. */
export function hashed(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

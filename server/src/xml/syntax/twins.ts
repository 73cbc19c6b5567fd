import type { ElementNode } from '../nodes';

/** Slots for the elements met last, in short and in long documents; powers of two. */
const FEW_SLOTS = 128;
const MANY_SLOTS = 4096;
const LONG_DOCUMENT = 100_000;
/** Elements with longer text are hardly ever written twice. */
const LONGEST_TEXT = 48;

/**
 * Elements that are written `<name>text</name>`: a publication says the same few names, states and dates thousands of times.
 * One node stands for all that are written the same, as far as they are met within some distance. So a tree of many such
 * elements takes half the memory, and what is remembered with the node is found out once for all of them.
 */
export class Twins {
  private readonly elements: (ElementNode | null)[];
  /** What they hold. */
  private readonly texts: string[];
  private readonly mask: number;

  /** @param length of the document, about */
  constructor(length: number) {
    const count = length < LONG_DOCUMENT ? FEW_SLOTS : MANY_SLOTS;
    this.elements = new Array<ElementNode | null>(count).fill(null);
    this.texts = new Array<string>(count).fill('');
    this.mask = count - 1;
  }

  /**
   * The element of that name that holds the text `source[start, end)` and nothing else; `null` where none is known.
   * @param hash of the text
   */
  of(name: string, source: string, start: number, end: number, hash: number): ElementNode | null {
    const slot = this.slotOf(name, hash);
    const text = this.texts[slot]!;
    if (text.length !== end - start || !source.startsWith(text, start)) return null;
    const known = this.elements[slot]!;
    return known?.name === name ? known : null;
  }

  /** Takes an element for {@link of} to find: a sound one without attributes that holds nothing but sound text. */
  add(element: ElementNode, source: string, start: number, end: number, hash: number): void {
    if (end - start > LONGEST_TEXT) return;
    const slot = this.slotOf(element.name, hash);
    this.elements[slot] = element;
    this.texts[slot] = source.slice(start, end);
  }

  private slotOf(name: string, hash: number): number {
    return ((hash ^ (hash >>> 12)) + name.length * 61) & this.mask;
  }
}

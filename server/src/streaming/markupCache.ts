/**
 * The markup between one value and the next: an end tag, whitespace, start tags, perhaps the end of one element and the start
 * of another. Documents repeat the same few sequences, and their effect depends only on their bytes and on the states of the
 * content models. The effect of each is recorded once, tag by tag; from then on, comparing bytes is enough. As an inline cache
 * does, each transition keeps a few entries of its own.
 */
import type { ByteScanner, ByteToken } from './byteScanner';
import type { ByteWords } from './byteTable';

/** A tag of cached markup. */
export interface CachedTag {
  readonly kind: typeof ByteToken.StartTag | typeof ByteToken.EndTag;
  readonly name: number;
  /** The depth of its element, relative to the element of the value before the markup. */
  readonly depth: number;
  /** In bytes from the start of the markup. */
  readonly start: number;
  readonly end: number;
}

/** The markup from the end tag of a value to the start tag of the next. `State` is the state of a content model. */
export interface CachedMarkup<State> {
  readonly bytes: ByteWords;
  readonly tags: readonly CachedTag[];
  /** The number of elements that it ends. The next outer one is open throughout: the common ancestor. */
  readonly up: number;
  /** The state of the common ancestor before the markup. */
  readonly before: State;
  readonly breaks: number;
  /** The index after the last line break. */
  readonly lineStart: number;
}

/** The size of a cache. */
const MAX_ENTRIES = 4;
/** Recording an entry costs as much as this number of hits saves. Where there are too few hits, no more is recorded. */
const RECORDING_COST = 16;
const MAX_CREDIT = 32 * RECORDING_COST;

/** The markup that followed values of one transition. Entries move forward when they are hit. */
export class MarkupCache<State, Markup extends CachedMarkup<State>> {
  readonly #all: Markup[] = [];
  #credit = MAX_CREDIT;

  /**
   * The entry for the markup that follows the scanner's current token; `null` where there is none.
   * @param depth of the value's element
   */
  find(scanner: ByteScanner, depth: number, states: readonly State[]): Markup | null {
    const all = this.#all;
    for (let i = 0; i < all.length; i++) {
      const markup = all[i]!;
      if (markup.before !== states[depth - markup.up] || !scanner.isFollowedBy(markup.bytes)) continue;
      if (this.#credit < MAX_CREDIT) this.#credit++;
      if (i > 0) {
        all[i] = all[i - 1]!;
        all[i - 1] = markup;
      }
      return markup;
    }
    return null;
  }

  /** Whether recording one more entry is worth its cost. */
  get isRecording(): boolean {
    return this.#credit >= RECORDING_COST;
  }

  add(markup: Markup): void {
    this.#credit -= RECORDING_COST;
    if (this.#all.length < MAX_ENTRIES) this.#all.push(markup);
    else this.#all[MAX_ENTRIES - 1] = markup;
  }
}

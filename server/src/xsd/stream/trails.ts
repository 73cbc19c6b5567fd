/**
 * What stands between one value and the next: an end tag, blanks, a start tag, perhaps the end of one entry and the start of
 * another. A document writes the same few again and again, and what such bytes mean depends on them and on the states of
 * the content models alone. So it is found out once, tag by tag, and where the same bytes come again in the same states,
 * comparing them is all there is to do.
 */
import { ByteToken, type ByteScanner } from '../../xml/stream/byteScanner';
import { ByteWords } from '../../xml/stream/byteWords';
import type { Plan, Row, RowStep } from './plans';

/** A tag on a trail. */
export interface TrailTag {
  readonly kind: typeof ByteToken.StartTag | typeof ByteToken.EndTag;
  readonly name: number;
  /** How much deeper its element is than the one that the trail leads away from. */
  readonly depth: number;
  /** Places, counted from the trail's start. */
  readonly start: number;
  readonly end: number;
}

/** What is known of the elements that are open, by depth. */
export interface Standing {
  readonly plans: readonly Plan[];
  readonly rows: readonly Row[];
}

/** From the end tag of a value to behind the start tag of the next. */
export interface Trail {
  readonly bytes: ByteWords;
  readonly tags: readonly TrailTag[];
  /** How many elements it leaves. Behind them is the one that is open all the way, the stem. */
  readonly up: number;
  /** The state in the stem in front of the trail. */
  readonly before: Row;
  /** What is known behind it of the elements that are open, from the stem on. */
  readonly after: Standing;
  /** The step over the element of the next value. */
  readonly value: RowStep;
  readonly breaks: number;
  /** Behind the last line break. */
  readonly lineStart: number;
}

/** So many trails may lead away from one kind of value. */
const MOST = 4;
/** A longer one is no habit of a document's. */
const LONGEST = 256;
/** Blazing a trail costs so much more than following one saves: where few are followed, no more are blazed. */
const PRICE = 16;
const CREDIT = 32 * PRICE;

/** The trails that lead away from values of one kind, those that are followed most in front. */
export class Trails {
  readonly #all: Trail[] = [];
  #credit = CREDIT;

  /**
   * The trail that stands behind the scanner's last token, if it is known.
   * @param depth of the value's element
   */
  ahead(scanner: ByteScanner, depth: number, rows: readonly Row[]): Trail | null {
    const all = this.#all;
    for (let i = 0; i < all.length; i++) {
      const trail = all[i]!;
      if (trail.before !== rows[depth - trail.up] || !scanner.isFollowedBy(trail.bytes)) continue;
      if (this.#credit < CREDIT) this.#credit++;
      if (i > 0) {
        all[i] = all[i - 1]!;
        all[i - 1] = trail;
      }
      return trail;
    }
    return null;
  }

  /** Whether it is worth while to blaze one more. */
  get isOpen(): boolean {
    return this.#credit >= PRICE;
  }

  add(trail: Trail): void {
    this.#credit -= PRICE;
    if (this.#all.length < MOST) this.#all.push(trail);
    else this.#all[MOST - 1] = trail;
  }
}

/** Blazes trails: is told of the tags as they are read. */
export class TrailBlazer {
  #trails: Trails | null = null;
  /** A place in the document. */
  #start = 0;
  /** The depth of the element that the trail leads away from. */
  #depth = 0;
  #up = 1;
  #before: Row | null = null;
  #tags: TrailTag[] = [];
  #breaks = 0;

  constructor(
    private readonly scanner: ByteScanner,
    private readonly standing: Standing,
  ) {}

  /** Begins at the end tag of a value, which was just read. @param depth of the value's element */
  begin({ trails }: RowStep, depth: number): void {
    if (!trails.isOpen) return this.stop();
    const { scanner } = this;
    this.#trails = trails;
    this.#start = scanner.place(scanner.start);
    this.#depth = depth;
    this.#up = 1;
    this.#before = this.standing.rows[depth - 1]!;
    this.#tags = [];
    this.#breaks = scanner.breaks;
    this.#tag(ByteToken.EndTag, depth);
  }

  /** Something was read that belongs to no trail. */
  stop(): void {
    this.#trails = null;
  }

  /** The end tag of another element was read. */
  leave(depth: number): void {
    // More than the entry around a value does not end again and again.
    if (this.#trails === null || this.#tags.length > 1 || depth !== this.#depth - 1) return this.stop();
    this.#up = 2;
    this.#before = this.standing.rows[depth - 1]!;
    this.#tag(ByteToken.EndTag, depth);
  }

  /** A start tag was read, and what is known of its element is there. @param value the step over it, if a value begins */
  enter(depth: number, value: RowStep | null): void {
    if (this.#trails === null) return;
    this.#tag(ByteToken.StartTag, depth);
    if (value !== null) this.#finish(depth, value);
  }

  #tag(kind: TrailTag['kind'], depth: number): void {
    const { scanner } = this;
    const start = scanner.place(scanner.start) - this.#start;
    const end = scanner.place(scanner.end) - this.#start;
    if (end > LONGEST || scanner.isPrefixed) return this.stop();
    this.#tags.push({ kind, name: scanner.name, depth: depth - this.#depth, start, end });
  }

  #finish(depth: number, value: RowStep): void {
    const trails = this.#trails;
    this.stop();
    if (trails === null) return;
    const { bytes, end, breaks } = this.scanner;
    const length = this.scanner.place(end) - this.#start;
    // Read on meanwhile.
    if (end < length) return;
    const trail = bytes.slice(end - length, end);
    // Only where each byte is a character, nothing has to be counted anew.
    if (trail.some((byte) => byte >= 0x80 || byte === 0x0d)) return;
    const { plans, rows } = this.standing;
    const stem = this.#depth - this.#up;
    trails.add({
      bytes: new ByteWords(trail),
      tags: this.#tags,
      up: this.#up,
      before: this.#before!,
      after: { plans: plans.slice(stem, depth + 1), rows: rows.slice(stem, depth + 1) },
      value,
      breaks: breaks - this.#breaks,
      lineStart: trail.lastIndexOf(0x0a) + 1,
    });
  }
}

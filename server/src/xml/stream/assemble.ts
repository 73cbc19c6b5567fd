/** From the pieces of a document to its tree: solid ones are parsed, hollow ones become lists that are read when asked. */
import { UTF_8 } from '../encodings/registry';
import { xmlProblem } from '../codes';
import { HollowList } from '../hollow';
import type { ContentNode } from '../nodes';
import { TreeBuilder } from '../syntax/builder';
import { Interner } from '../syntax/interner';
import { Scanner } from '../syntax/scanner';
import { XmlTree } from '../tree';
import type { Problem } from '../problem';
import type { HollowSegment, Segment, SolidSegment } from './segments';
import { readBytes, type ByteSource } from './source';

/** How much of what follows the parser gets to see, in bytes: a token is told by what stands behind it. */
const LOOKAHEAD = 64;

/** A tree in parts, and what is wrong with the bytes of those that were read. */
export interface Assembled {
  readonly tree: XmlTree;
  readonly problems: readonly Problem[];
}

/** So much of a document would have to be held that it cannot be: see {@link assemble}. */
export class TooMuchToHold extends Error {
  /** @param bytes that would have to be held */
  constructor(readonly bytes: number) {
    super(`${bytes} bytes would have to be held`);
  }
}

/**
 * Puts a document's tree together. It is the tree that parsing the whole text would give, as far as anybody can tell who
 * does not ask how much of it is held.
 * @param source without a byte order mark
 * @param tell is told of each hollow segment's node
 * @param mostHeld so many bytes may be in solid segments
 * @throws TooMuchToHold where more are
 */
export function assemble<T>(
  source: ByteSource,
  segments: readonly Segment<T>[],
  tell: (list: HollowList, segment: HollowSegment<T>) => void,
  mostHeld = Infinity,
): Assembled {
  const solid = segments.reduce((sum, { kind, from, to }) => (kind === 'solid' ? sum + to - from : sum), 0);
  if (solid > mostHeld) throw new TooMuchToHold(solid);
  return new Assembly(source, tell).run(segments);
}

class Assembly<T> {
  private readonly interner = new Interner();
  private readonly builder = new TreeBuilder(this.interner);
  private readonly problems: Problem[] = [];
  /** UTF-16 units so far. */
  private units = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly tell: (list: HollowList, segment: HollowSegment<T>) => void,
  ) {}

  run(segments: readonly Segment<T>[]): Assembled {
    for (let index = 0; index < segments.length;) {
      const segment = segments[index]!;
      if (segment.kind === 'solid') {
        index = this.solid(segments, index);
      } else {
        this.hollow(segment);
        index++;
      }
    }
    return { tree: new XmlTree(this.builder.finish(), this.interner), problems: this.problems };
  }

  private hollow(segment: HollowSegment<T>): void {
    const list = new HollowList(segment, () => this.read(segment));
    this.builder.push(list);
    this.tell(list, segment);
    this.units += segment.width;
  }

  /** What was read last: whoever looks at one sibling after the other looks at the same run each time. */
  private lastRead: { readonly segment: HollowSegment<T>; readonly content: ContentNode } | null = null;

  private read(segment: HollowSegment<T>): ContentNode {
    if (this.lastRead?.segment !== segment) this.lastRead = { segment, content: this.parsedRun(segment) };
    return this.lastRead.content;
  }

  private parsedRun({ from, to }: HollowSegment<T>): ContentNode {
    const builder = new TreeBuilder(this.interner);
    const scanner = new Scanner(this.text(from, to), false, this.interner);
    while (scanner.next()) builder.token(scanner);
    return builder.finish()!;
  }

  /**
   * Parses a solid segment, and as many of those behind it as it takes until a token ends where a segment does: what is
   * never closed swallows what follows.
   * @returns the index of the next segment
   */
  private solid(segments: readonly Segment<T>[], first: number): number {
    const { from } = segments[first] as SolidSegment;
    for (let last = first, step = 1; ; step *= 2) {
      const { to } = segments[last]!;
      if (this.parsed(from, to)) return last + 1;
      last = Math.min(last + step, segments.length - 1);
    }
  }

  private parsed(from: number, to: number): boolean {
    const isLast = to >= this.source.size;
    const text = this.text(from, to);
    const scanner = new Scanner(isLast ? text : text + this.text(to, to + LOOKAHEAD), from === 0, this.interner);
    if (!isLast) {
      // A first look, for whether this is a place to stop at.
      while (scanner.end < text.length && scanner.next());
      if (scanner.end > text.length || scanner.reachedEnd) return false;
    }
    const tokens = new Scanner(scanner.source, from === 0, this.interner);
    while (tokens.end < text.length && tokens.next()) this.builder.token(tokens);
    this.reportBytes(from, to);
    this.units += text.length;
    return true;
  }

  private reportBytes(from: number, to: number): void {
    for (const { start, end } of UTF_8.decode(readBytes(this.source, from, to)).invalid) {
      const args = [UTF_8.name];
      this.problems.push(xmlProblem('xml/encoding-invalid-bytes', start + this.units, end + this.units, args));
    }
  }

  private text(from: number, to: number): string {
    return UTF_8.decode(readBytes(this.source, from, to)).text;
  }
}

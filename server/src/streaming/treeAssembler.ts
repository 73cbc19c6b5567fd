/** Makes the tree of a document from its segments. */
import { xmlProblem } from '../xml/codes';
import { UTF_8 } from '../xml/encodings/registry';
import type { ContentNode } from '../xml/nodes';
import type { Problem } from '../xml/problem';
import { TreeBuilder } from '../xml/syntax/builder';
import { Interner } from '../xml/syntax/interner';
import { Scanner } from '../xml/syntax/scanner';
import { XmlTree } from '../xml/tree';
import { readBytes, type ByteSource } from './byteSource';
import type { ParsedSegment, Segment, SummarisedSegment } from './segments';
import { SummaryNode } from './summaryNode';

/** How many bytes after a parsed segment the parser receives, because a token can depend on what follows it. */
const LOOKAHEAD = 64;

/** The tree of a document, and the problems of bytes that are invalid in its encoding. */
export interface StreamedTree {
  readonly tree: XmlTree;
  readonly problems: readonly Problem[];
}

/** Thrown where more bytes of a document would have to be held in memory than allowed. */
export class MemoryLimitError extends Error {
  /** @param bytes that would have to be held */
  constructor(readonly bytes: number) {
    super(`${bytes} bytes would have to be held`);
  }
}

/**
 * The tree that parsing the whole text would give, with summary nodes for the summarised segments.
 * @param source without a byte order mark
 * @param summarised receives the node of each summarised segment
 * @param maxHeld the maximum of bytes in all parsed segments
 * @throws MemoryLimitError where they have more
 */
export function treeOf(
  source: ByteSource,
  segments: readonly Segment[],
  summarised: (node: SummaryNode, segment: SummarisedSegment) => void,
  maxHeld: number,
): StreamedTree {
  const held = segments.reduce((sum, { kind, from, to }) => (kind === 'parsed' ? sum + to - from : sum), 0);
  if (held > maxHeld) throw new MemoryLimitError(held);
  return new TreeAssembler(source, summarised).run(segments);
}

class TreeAssembler {
  private readonly interner = new Interner();
  private readonly builder = new TreeBuilder(this.interner);
  private readonly problems: Problem[] = [];
  /** UTF-16 units so far. */
  private units = 0;
  /** The last content that was parsed on demand: a pass over siblings asks for the same segment many times. */
  private lastParsed: { readonly segment: SummarisedSegment; readonly content: ContentNode } | null = null;
  /** The last text that was read: problems are reported in order, several in a segment. */
  private lastRead: { readonly segment: SummarisedSegment; readonly text: string } | null = null;

  constructor(
    private readonly source: ByteSource,
    private readonly summarised: (node: SummaryNode, segment: SummarisedSegment) => void,
  ) {}

  run(segments: readonly Segment[]): StreamedTree {
    for (let index = 0; index < segments.length;) {
      const segment = segments[index]!;
      if (segment.kind === 'parsed') {
        index = this.addParsed(segments, index);
      } else {
        this.addSummary(segment);
        index++;
      }
    }
    return { tree: new XmlTree(this.builder.finish(), this.interner), problems: this.problems };
  }

  private addSummary(segment: SummarisedSegment): void {
    const node = new SummaryNode(
      segment,
      () => this.contentOf(segment),
      () => this.textOf(segment),
    );
    this.builder.push(node);
    this.summarised(node, segment);
    this.units += segment.width;
  }

  private contentOf(segment: SummarisedSegment): ContentNode {
    if (this.lastParsed?.segment !== segment) this.lastParsed = { segment, content: this.parsed(segment) };
    return this.lastParsed.content;
  }

  private textOf(segment: SummarisedSegment): string {
    if (this.lastRead?.segment !== segment) this.lastRead = { segment, text: this.text(segment.from, segment.to) };
    return this.lastRead.text;
  }

  private parsed(segment: SummarisedSegment): ContentNode {
    const builder = new TreeBuilder(this.interner);
    const scanner = new Scanner(this.textOf(segment), false, this.interner);
    while (scanner.next()) builder.token(scanner);
    return builder.finish()!;
  }

  /**
   * Parses a segment, together with following ones until a token ends where a segment does: an unterminated comment, for
   * example, extends to the end of the document.
   * @returns the index of the next segment
   */
  private addParsed(segments: readonly Segment[], first: number): number {
    const { from } = segments[first] as ParsedSegment;
    for (let last = first, step = 1; ; step *= 2) {
      const { to } = segments[last]!;
      if (this.addTokens(from, to)) return last + 1;
      last = Math.min(last + step, segments.length - 1);
    }
  }

  /** @returns whether a token ends at `to`; otherwise nothing was added */
  private addTokens(from: number, to: number): boolean {
    const isLast = to >= this.source.size;
    const text = this.text(from, to);
    const scanner = new Scanner(isLast ? text : text + this.text(to, to + LOOKAHEAD), from === 0, this.interner);
    if (!isLast) {
      // A first pass without a result: tokens cannot be removed from the builder.
      while (scanner.end < text.length && scanner.next());
      if (scanner.end > text.length || scanner.reachedEnd) return false;
    }
    const tokens = new Scanner(scanner.source, from === 0, this.interner);
    while (tokens.end < text.length && tokens.next()) this.builder.token(tokens);
    this.reportInvalidBytes(from, to);
    this.units += text.length;
    return true;
  }

  private reportInvalidBytes(from: number, to: number): void {
    for (const { start, end } of UTF_8.decode(readBytes(this.source, from, to)).invalid) {
      const args = [UTF_8.name];
      this.problems.push(xmlProblem('xml/encoding-invalid-bytes', start + this.units, end + this.units, args));
    }
  }

  private text(from: number, to: number): string {
    return UTF_8.decode(readBytes(this.source, from, to)).text;
  }
}

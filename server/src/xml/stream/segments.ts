import type { HollowSummary } from '../hollow';

/** Bytes of a document of which the parser is to make nodes. */
export interface SolidSegment {
  readonly kind: 'solid';
  /** Places in bytes, half-open. */
  readonly from: number;
  to: number;
}

/** Bytes of which nothing but a summary is kept: siblings that are complete and well-formed and have nothing to report. */
export interface HollowSegment<T> extends HollowSummary {
  readonly kind: 'hollow';
  readonly from: number;
  readonly to: number;
  /** What whoever found it clean wants to be told of it when it is a node. */
  readonly finding: T;
}

/** A document in pieces, in order and without gaps. */
export type Segment<T> = SolidSegment | HollowSegment<T>;

/** Takes the pieces of a document in order. */
export class Segments<T> {
  readonly all: Segment<T>[] = [];

  solid(from: number, to: number): void {
    if (to <= from) return;
    const last = this.all.at(-1);
    if (last?.kind === 'solid') last.to = to;
    else this.all.push({ kind: 'solid', from, to });
  }

  hollow(segment: HollowSegment<T>): void {
    this.all.push(segment);
  }
}

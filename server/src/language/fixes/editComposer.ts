/** Composes successive edits of a text into one list of edits. */
import { sortedEdits } from './dryRun';
import type { FixEdit } from './fix';

/** A piece of the current text: a range of the original, or new text. */
type Piece = { readonly start: number; readonly end: number } | string;

/** Takes edits one after the other, and returns one list of edits of the original with the same result. */
export class EditComposer {
  #pieces: Piece[];

  /** @param length of the original text */
  constructor(length: number) {
    this.#pieces = [{ start: 0, end: length }];
  }

  /** @param edits of the current text; they do not overlap */
  apply(edits: readonly FixEdit[]): void {
    const next: Piece[] = [];
    let at = 0;
    let index = 0;
    let rest: Piece | undefined = this.#pieces[0];
    const take = (until: number, keep: boolean): void => {
      while (at < until && rest !== undefined) {
        const width = widthOf(rest);
        const [head, tail] = width <= until - at ? [rest, undefined] : split(rest, until - at);
        if (keep) next.push(head);
        at += widthOf(head);
        rest = tail ?? this.#pieces[++index];
      }
    };
    for (const { start, end, text } of sortedEdits(edits)) {
      take(start, true);
      next.push(text);
      take(end, false);
    }
    take(Infinity, true);
    this.#pieces = next;
  }

  /** The edits of the original, in document order; none touches another. @param length of the original text */
  edits(length: number): FixEdit[] {
    const edits: FixEdit[] = [];
    let done = 0;
    let text = '';
    for (const piece of [...this.#pieces, { start: length, end: length }]) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      if (piece.start > done || text !== '') edits.push({ start: done, end: piece.start, text });
      text = '';
      done = piece.end;
    }
    return edits;
  }
}

function widthOf(piece: Piece): number {
  return typeof piece === 'string' ? piece.length : piece.end - piece.start;
}

function split(piece: Piece, at: number): [Piece, Piece] {
  if (typeof piece === 'string') return [piece.slice(0, at), piece.slice(at)];
  const middle = piece.start + at;
  return [
    { start: piece.start, end: middle },
    { start: middle, end: piece.end },
  ];
}

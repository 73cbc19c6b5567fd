/** A matrix on its way to the page, which comes in one message or in several. */
import type { MatrixDelta, MatrixSnapshot } from '../../../server/src/lsp/protocol';
import type { Subject } from '../messages';
import { changed, EMPTY_MATRIX, matrixOf, type Matrix } from './matrix';

/** What a matrix was opened as. */
export interface Opened {
  /** What the older edition is called; empty: none. */
  readonly compared: string;
  readonly subject: Subject;
}

/** A matrix of which all has come; with what it was opened as, where that is another than before. */
export interface Arrived {
  readonly matrix: Matrix;
  readonly opened: Opened | undefined;
}

/** Puts the messages together. What is shown stays what it is until nothing is missing. */
export class Arrival {
  private matrix: Matrix = EMPTY_MATRIX;
  private opened: Opened | undefined;

  /** @returns `undefined` where there is more to come */
  take(snapshot: MatrixSnapshot, opened: Opened): Arrived | undefined {
    this.opened = opened;
    return this.came(matrixOf(snapshot), snapshot.rest);
  }

  /** @returns `undefined` where there is more to come; `'missed'` where a message before it has not come */
  change(delta: MatrixDelta): Arrived | 'missed' | undefined {
    const next = changed(this.matrix, delta);
    return next === undefined ? 'missed' : this.came(next, delta.rest);
  }

  private came(matrix: Matrix, rest = 0): Arrived | undefined {
    this.matrix = matrix;
    if (rest > 0) return undefined;
    const { opened } = this;
    this.opened = undefined;
    return { matrix, opened };
  }
}

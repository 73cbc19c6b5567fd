/** Assembling a matrix from one message or several. */
import type { MatrixDelta, MatrixSnapshot } from '../../../server/src/lsp/protocol/index';
import type { Subject } from '../messages';
import { changed, EMPTY_MATRIX, matrixOf, type Matrix } from './matrix';

/** What a matrix shows. */
export interface MatrixContext {
  /** Display name of the older edition; empty: none. */
  readonly compared: string;
  readonly subject: Subject;
}

/** A complete matrix; with its context if it was opened again. */
export interface AssembledMatrix {
  readonly matrix: Matrix;
  readonly context: MatrixContext | undefined;
}

/** Assembles the messages. The page keeps showing the previous matrix until the new one is complete. */
export class SnapshotAssembler {
  private matrix: Matrix = EMPTY_MATRIX;
  private context: MatrixContext | undefined;

  /** @returns `undefined` if more messages follow */
  addSnapshot(snapshot: MatrixSnapshot, opened: MatrixContext): AssembledMatrix | undefined {
    this.context = opened;
    return this.assemble(matrixOf(snapshot), snapshot.rest);
  }

  /** @returns `undefined` if more messages follow; `'missed'` if an earlier message was missed */
  addDelta(delta: MatrixDelta): AssembledMatrix | 'missed' | undefined {
    const next = changed(this.matrix, delta);
    return next === undefined ? 'missed' : this.assemble(next, delta.rest);
  }

  private assemble(matrix: Matrix, rest = 0): AssembledMatrix | undefined {
    this.matrix = matrix;
    if (rest > 0) return undefined;
    const { context: opened } = this;
    this.context = undefined;
    return { matrix, context: opened };
  }
}

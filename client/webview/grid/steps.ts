/** Where the keys lead from a place in the grid. */
import { HEAD_COLUMNS, HEAD_LINES, type Place } from '../view/find';

/** What the keys need to know of the grid. */
export interface Ground {
  /** With the heads. */
  readonly lines: number;
  readonly columns: number;
  /** Lines of a page. */
  readonly page: number;
  /** Columns of a page. */
  readonly pageAcross: number;
  /** Whether a line has one cell only. */
  readonly isGroup: (line: number) => boolean;
  /** The first column of the cell in line 0 that holds this one, and the first behind it. */
  readonly product: (column: number) => readonly [number, number];
}

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** The place that a key leads to; `undefined` where it is no such key. */
export function step({ key, ctrl, alt }: Key, { line, column }: Place, ground: Ground): Place | undefined {
  const last: Place = { line: ground.lines - 1, column: ground.columns - 1 };
  const go = (down: number, right: number): Place => ({
    line: Math.max(0, Math.min(last.line, line + down)),
    column: Math.max(0, Math.min(last.column, column + right)),
  });
  switch (key) {
    case 'ArrowUp':
      // The corner is as high as both heads.
      if (ctrl) return { line: 0, column };
      return column === 0 && line === HEAD_LINES ? { line: 0, column } : go(-1, 0);
    case 'ArrowDown':
      if (ctrl) return { line: last.line, column };
      return column === 0 && line === 0 ? { line: Math.min(HEAD_LINES, last.line), column } : go(1, 0);
    case 'ArrowLeft':
      if (ctrl) return { line, column: 0 };
      if (line === 0 && column > 0) return { line, column: productBefore(column, ground) };
      return line === 1 && column === HEAD_COLUMNS ? { line: 0, column: 0 } : across(-1);
    case 'ArrowRight':
      if (ctrl) return { line, column: last.column };
      if (line === 0 && column > 0) return { line, column: Math.min(ground.product(column)[1], last.column) };
      return across(1);
    case 'Home':
      return ctrl ? { line: Math.min(HEAD_LINES, last.line), column: 0 } : { line, column: 0 };
    case 'End':
      return ctrl ? last : { line, column: last.column };
    case 'PageUp':
      return alt
        ? across(-ground.pageAcross)
        : { ...go(-ground.page, 0), ...(line > 1 && { line: Math.max(HEAD_LINES, line - ground.page) }) };
    case 'PageDown':
      return alt ? across(ground.pageAcross) : go(ground.page, 0);
    default:
      return undefined;
  }

  // The heading of a group is one cell from end to end.
  function across(right: number): Place {
    return ground.isGroup(line) ? { line, column } : go(0, right);
  }
}

function productBefore(column: number, { product }: Ground): number {
  const [start] = product(column);
  return start === HEAD_COLUMNS ? 0 : product(start - 1)[0];
}

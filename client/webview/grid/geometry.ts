/** Where the lines and columns of the grid are, in pixels: computed from what is shown, never measured. */
import type { Matrix } from '../model/matrix';
import type { Place } from '../view/find';
import { firstProduct, HEAD_COLUMNS, headLines, type Layout } from '../view/layout';
import type { Area } from '../view/selection';
import { Axis } from './axis';
import { columnHeadHeight, columnWidths, headWidth, SIZES, type Sizes, type Widths } from './sizes';

export class Geometry {
  /** Number of lines of the heads, which is the first line of the body. */
  readonly headLines: number;
  /** The first column of a product, after the heads of patches and their fields. */
  readonly firstProduct: number;
  readonly lineCount: number;
  readonly columnCount: number;
  /** The sizes of the density that is shown. */
  readonly sizes: Sizes;
  /** The lines of the body. */
  readonly vertical: Axis;
  /** The columns after the heads of patches. */
  readonly horizontal: Axis;
  /** The height of the heads of columns, the last line of the heads. */
  readonly columnHead: number;
  readonly headHeight: number;
  readonly headWidth: number;
  /** The number of pinned columns, and their width. */
  readonly pinned: number;
  readonly pinnedWidth: number;

  /** @param widths those that the user has given columns @param room the width of the whole grid */
  constructor(
    matrix: Matrix,
    private readonly layout: Layout,
    private readonly widths: Widths,
    room: number,
  ) {
    const { lines, bands, density, pinned } = layout;
    const sizes = SIZES[density];
    this.sizes = sizes;
    this.pinned = pinned;
    this.headLines = headLines(layout);
    this.firstProduct = firstProduct(layout);
    this.vertical = new Axis(lines.length, (index) => ('group' in lines[index]! ? sizes.group : sizes.patch));
    const columns = columnWidths(matrix, layout, widths, sizes);
    this.horizontal = new Axis(columns.length, (index) => columns[index]!);
    this.lineCount = lines.length + this.headLines;
    this.columnCount = columns.length + HEAD_COLUMNS;
    this.columnHead = columnHeadHeight(layout);
    this.headHeight = bands.length * sizes.band + this.columnHead;
    this.headWidth = this.headWidthIn(room);
    const first = this.firstProduct - HEAD_COLUMNS;
    this.pinnedWidth = this.horizontal.start(first + pinned) - this.horizontal.start(first);
  }

  /** The width of the heads of patches in a grid of another width. */
  headWidthIn(room: number): number {
    return headWidth(this.layout.density, this.widths, room, this.horizontal.total);
  }

  widthOf(column: number): number {
    return column < HEAD_COLUMNS ? this.headWidth : this.horizontal.size(column - HEAD_COLUMNS);
  }

  /** Whether a column stays in sight when the grid is scrolled. */
  isPinned(column: number): boolean {
    const place = column - this.firstProduct;
    return place >= 0 && place < this.pinned;
  }

  /** The nearest place in the grid. */
  inside({ line, column }: Place): Place {
    return {
      line: Math.max(0, Math.min(line, this.lineCount - 1)),
      column: Math.max(0, Math.min(column, this.columnCount - 1)),
    };
  }

  /** The edges of an area, counted from the first line of the body and from the left edge of the grid. */
  edgesOf({ top, bottom, left, right }: Area): Area {
    return {
      top: this.vertical.start(top - this.headLines),
      bottom: this.vertical.end(bottom - this.headLines),
      left: this.headWidth + this.horizontal.start(left - HEAD_COLUMNS),
      right: this.headWidth + this.horizontal.end(right - HEAD_COLUMNS),
    };
  }
}

/** The selected cells: rectangles over lines of patches and columns of products. Plain values. */
import type { Place } from './find';

/** A rectangle of places; both ends are included. Lines that are headings of groups have no cells. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface CellSelection {
  /** They can overlap. The last one is that which is extended. */
  readonly areas: readonly Area[];
  /** Where the last area began: extending it keeps these cells. */
  readonly anchor: Area;
  /** Where the last area ends: keys extend it from here. */
  readonly corner: Place;
}

/** The parts of the grid in which cells can be selected. */
export interface Bounds {
  /** The first line of the body, and the number of lines. */
  readonly heads: number;
  readonly lines: number;
  /** The first column of a product, and the number of columns. */
  readonly first: number;
  readonly columns: number;
}

/** The parts of the grid that decide which cells a heading is for. */
export interface HeadShape extends Bounds {
  readonly isGroup: (line: number) => boolean;
  /** The columns of the group of a column in a line of the heads: a half-open range. */
  readonly group: (line: number, column: number) => readonly [number, number];
}

export const NOTHING_SELECTED: CellSelection = {
  areas: [],
  anchor: { top: 0, bottom: -1, left: 0, right: -1 },
  corner: { line: 0, column: 0 },
};

/** All cells of the grid. */
export function everything({ heads, lines, first, columns }: Bounds): Area {
  return { top: heads, bottom: lines - 1, left: first, right: columns - 1 };
}

/**
 * The cells that a place is for: a cell itself; all below or beside a heading; at the corner, all.
 * `null`: a field of patches, or nothing is there.
 */
export function areaAt({ line, column }: Place, shape: HeadShape): Area | null {
  const { heads, first } = shape;
  const all = everything(shape);
  if (all.bottom < all.top || all.right < all.left) return null;
  if (line < heads) {
    if (column === 0) return all;
    if (column < first) return null;
    if (line === heads - 1) return { ...all, left: column, right: column };
    const [left, end] = shape.group(line, column);
    return { ...all, left, right: end - 1 };
  }
  if (shape.isGroup(line)) {
    let bottom = line;
    while (bottom < all.bottom && !shape.isGroup(bottom + 1)) bottom++;
    return bottom === line ? null : { ...all, top: line + 1, bottom };
  }
  if (column === 0) return { ...all, top: line, bottom: line };
  return column < first ? null : { top: line, bottom: line, left: column, right: column };
}

/** A selection of one area. */
export function selected(area: Area | null, corner: Place): CellSelection {
  return area === null ? NOTHING_SELECTED : { areas: [area], anchor: area, corner };
}

/** The selection with a further area. */
export function added(selection: CellSelection, area: Area | null, corner: Place): CellSelection {
  return area === null ? selection : { areas: [...selection.areas, area], anchor: area, corner };
}

/** The selection whose last area reaches from its anchor to another area. */
export function extended(selection: CellSelection, to: Area | null, corner: Place): CellSelection {
  if (to === null) return selection;
  const { areas, anchor } = selection;
  if (areas.length === 0) return selected(to, corner);
  return { areas: [...areas.slice(0, -1), bounding(anchor, to)], anchor, corner };
}

/** The whole lines of a selection. */
export function wholeLines(selection: CellSelection, bounds: Bounds): CellSelection {
  const { left, right } = everything(bounds);
  return stretched(selection, (area) => ({ ...area, left, right }));
}

/** The whole columns of a selection. */
export function wholeColumns(selection: CellSelection, bounds: Bounds): CellSelection {
  const { top, bottom } = everything(bounds);
  return stretched(selection, (area) => ({ ...area, top, bottom }));
}

function stretched({ areas, anchor, corner }: CellSelection, stretch: (area: Area) => Area): CellSelection {
  return { areas: areas.map(stretch), anchor: areas.length === 0 ? anchor : stretch(anchor), corner };
}

/** A place moved to the nearest cell. */
export function nearestCell({ line, column }: Place, { heads, lines, first, columns }: Bounds): Place {
  return {
    line: Math.max(heads, Math.min(line, lines - 1)),
    column: Math.max(first, Math.min(column, columns - 1)),
  };
}

export function isSelected({ areas }: CellSelection, { line, column }: Place): boolean {
  return areas.some(
    ({ top, bottom, left, right }) => line >= top && line <= bottom && column >= left && column <= right,
  );
}

/** The number of cells in all areas; lines that are headings count, too. */
export function cellsIn({ areas }: CellSelection): number {
  return areas.reduce((sum, { top, bottom, left, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);
}

/** Whether one of the selected areas has all cells of an area. */
export function isWithin({ top, bottom, left, right }: Area, { areas }: CellSelection): boolean {
  return areas.some((one) => top >= one.top && bottom <= one.bottom && left >= one.left && right <= one.right);
}

/**
 * Calls `visit` for each selected cell once: line by line in each area.
 * @param isPatch whether a line has cells
 */
export function forEachCell(
  { areas }: CellSelection,
  isPatch: (line: number) => boolean,
  visit: (line: number, column: number) => void,
): void {
  areas.forEach(({ top, bottom, left, right }, index) => {
    const before: CellSelection = { ...NOTHING_SELECTED, areas: areas.slice(0, index) };
    for (let line = top; line <= bottom; line++) {
      if (!isPatch(line)) continue;
      for (let column = left; column <= right; column++)
        if (index === 0 || !isSelected(before, { line, column })) visit(line, column);
    }
  });
}

/** The keys of the lines and columns of a grid, by which a selection is found again in another arrangement. */
export interface GridKeys extends Bounds {
  /** `undefined`: the heading of a group. */
  readonly rowKey: (line: number) => string | undefined;
  readonly columnKey: (column: number) => string | undefined;
}

/** The selection of the same cells after the grid was arranged anew. Cells that are not shown any more are dropped. */
export function carriedOver(selection: CellSelection, before: GridKeys, after: GridKeys): CellSelection {
  if (selection.areas.length === 0) return selection;
  const rows = positions(after.rowKey, after.heads, after.lines);
  const columns = positions(after.columnKey, after.first, after.columns);
  const move = ({ top, bottom, left, right }: Area): Area[] => {
    const lines = runs(moved(before.rowKey, top, bottom, rows));
    const across = runs(moved(before.columnKey, left, right, columns));
    return lines.flatMap(([top, bottom]) => across.map(([left, right]) => ({ top, bottom, left, right })));
  };
  const areas = selection.areas.flatMap(move);
  const anchor = move(selection.anchor)[0] ?? areas.at(-1);
  if (anchor === undefined) return NOTHING_SELECTED;
  const { line, column } = selection.corner;
  const cornerLine = rows.get(before.rowKey(line) ?? '')?.at;
  const cornerColumn = columns.get(before.columnKey(column) ?? '')?.at;
  return { areas, anchor, corner: { line: cornerLine ?? anchor.top, column: cornerColumn ?? anchor.left } };
}

/** Where an item is, and how many items with a key are before it. */
interface Position {
  readonly at: number;
  readonly order: number;
}

function positions(
  keyOf: (index: number) => string | undefined,
  from: number,
  end: number,
): ReadonlyMap<string, Position> {
  const all = new Map<string, Position>();
  for (let at = from; at < end; at++) {
    const key = keyOf(at);
    if (key !== undefined) all.set(key, { at, order: all.size });
  }
  return all;
}

function moved(
  keyOf: (index: number) => string | undefined,
  from: number,
  to: number,
  after: ReadonlyMap<string, Position>,
): Position[] {
  const found: Position[] = [];
  for (let index = from; index <= to; index++) {
    const position = after.get(keyOf(index) ?? '');
    if (position !== undefined) found.push(position);
  }
  return found.sort((a, b) => a.order - b.order);
}

/** The first and last index of each run of items without another one between. @param sorted by their order */
function runs(sorted: readonly Position[]): [number, number][] {
  const all: [number, number][] = [];
  let last = -2;
  for (const { at, order } of sorted) {
    if (order === last + 1) all.at(-1)![1] = at;
    else all.push([at, at]);
    last = order;
  }
  return all;
}

function bounding(a: Area, b: Area): Area {
  return {
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
  };
}

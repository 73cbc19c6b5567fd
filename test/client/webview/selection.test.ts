import assert from 'node:assert/strict';
import {
  added,
  areaAt,
  carriedOver,
  extended,
  forEachCell,
  isSelected,
  nearestCell,
  NOTHING_SELECTED,
  selected,
  wholeColumns,
  wholeLines,
  type CellSelection,
  type GridKeys,
  type HeadShape,
} from '../../../client/webview/view/selection';

/** Two lines of heads; groups at lines 2 and 6; patches at 3, 4, 5, 7, 8; a field in column 1; products in columns 2 to 7. */
const SHAPE: HeadShape = {
  ...{ heads: 2, lines: 9, first: 2, columns: 8 },
  isGroup: (line) => line === 2 || line === 6,
  group: (_, column) => (column < 5 ? [2, 5] : [5, 8]),
};
const at = (line: number, column: number) => ({ line, column });
const area = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });
const cell = (line: number, column: number) => selected(areaAt(at(line, column), SHAPE), at(line, column));

function cellsOf(selection: CellSelection): string[] {
  const cells: string[] = [];
  forEachCell(
    selection,
    (line) => !SHAPE.isGroup(line),
    (line, column) => cells.push(`${line}:${column}`),
  );
  return cells;
}

describe('the selection of cells', () => {
  for (const [name, place, expected] of [
    ['a cell: itself', at(3, 4), area(3, 3, 4, 4)],
    ['the corner: everything', at(0, 0), area(2, 8, 2, 7)],
    ['a product: its columns', at(0, 6), area(2, 8, 5, 7)],
    ['a version: its column', at(1, 6), area(2, 8, 6, 6)],
    ['a patch: its line', at(4, 0), area(4, 4, 2, 7)],
    ['a vendor: the lines of its patches', at(2, 0), area(3, 5, 2, 7)],
    ['the last vendor', at(6, 0), area(7, 8, 2, 7)],
    ['a field of patches: nothing', at(4, 1), null],
    ['the head of a field: nothing', at(0, 1), null],
  ] as const)
    it(`takes for ${name}`, () => assert.deepEqual(areaAt(place, SHAPE), expected));

  it('takes nothing from a grid without products, and from a collapsed group', () => {
    assert.equal(areaAt(at(0, 0), { ...SHAPE, columns: 2 }), null);
    assert.equal(areaAt(at(2, 0), { ...SHAPE, isGroup: (line) => line >= 2 }), null);
  });

  it('extends from where it began, in any direction', () => {
    const down = extended(cell(4, 4), area(7, 7, 5, 5), at(7, 5));
    assert.deepEqual(down.areas, [area(4, 7, 4, 5)]);
    const up = extended(down, area(3, 3, 2, 2), at(3, 2));
    assert.deepEqual(up.areas, [area(3, 4, 2, 4)]);
    assert.deepEqual(up.corner, at(3, 2));
  });

  it('extends only the last of several areas', () => {
    const two = added(cell(3, 2), area(5, 5, 5, 5), at(5, 5));
    assert.deepEqual(extended(two, area(5, 5, 7, 7), at(5, 7)).areas, [area(3, 3, 2, 2), area(5, 5, 5, 7)]);
  });

  it('begins where it is extended to if nothing was selected', () =>
    assert.deepEqual(extended(NOTHING_SELECTED, area(5, 5, 5, 5), at(5, 5)).areas, [area(5, 5, 5, 5)]));

  it('is stretched to whole lines and columns', () => {
    assert.deepEqual(wholeLines(cell(4, 4), SHAPE).areas, [area(4, 4, 2, 7)]);
    assert.deepEqual(wholeColumns(cell(4, 4), SHAPE).areas, [area(2, 8, 4, 4)]);
    assert.deepEqual(wholeColumns(NOTHING_SELECTED, SHAPE).areas, []);
  });

  it('has each cell once, and none in the headings of groups', () => {
    const overlapping = added(selected(area(5, 7, 2, 3), at(7, 3)), area(7, 8, 3, 3), at(8, 3));
    assert.deepEqual(cellsOf(overlapping), ['5:2', '5:3', '7:2', '7:3', '8:3']);
    assert.ok(isSelected(overlapping, at(8, 3)));
    assert.ok(!isSelected(overlapping, at(8, 2)));
  });

  it('ends at the nearest cell', () => {
    assert.deepEqual(nearestCell(at(0, 0), SHAPE), at(2, 2));
    assert.deepEqual(nearestCell(at(99, 99), SHAPE), at(8, 7));
  });
});

describe('the selection after the grid was arranged anew', () => {
  const keys = (rows: string, columns: string): GridKeys => ({
    ...{ heads: 1, lines: 1 + rows.length, first: 1, columns: 1 + columns.length },
    rowKey: (line) => (rows[line - 1] === '-' ? undefined : rows[line - 1]),
    columnKey: (column) => columns[column - 1],
  });
  const BEFORE = keys('-ab-cd', 'XYZ');
  /** Patches b and c (lines 3 and 5) with products X and Y. */
  const SELECTION = selected(area(3, 5, 1, 2), at(5, 2));

  it('is the same if nothing has moved', () => assert.deepEqual(carriedOver(SELECTION, BEFORE, BEFORE), SELECTION));

  it('has the same cells in another order', () => {
    const after = carriedOver(SELECTION, BEFORE, keys('cadb', 'YZX'));
    assert.deepEqual(after.areas, [area(1, 1, 1, 1), area(1, 1, 3, 3), area(4, 4, 1, 1), area(4, 4, 3, 3)]);
    assert.deepEqual(after.corner, at(1, 1));
  });

  it('stays one area over the heading of a group', () =>
    assert.deepEqual(carriedOver(SELECTION, BEFORE, keys('b-cad', 'XYZ')).areas, [area(1, 3, 1, 2)]));

  it('loses what is not shown any more', () => {
    assert.deepEqual(carriedOver(SELECTION, BEFORE, keys('ab', 'Y')).areas, [area(2, 2, 1, 1)]);
    assert.deepEqual(carriedOver(SELECTION, BEFORE, keys('a', 'XY')), NOTHING_SELECTED);
  });
});

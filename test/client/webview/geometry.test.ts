import { strict as assert } from 'node:assert';
import { Geometry } from '../../../client/webview/grid/geometry';
import { sightOf } from '../../../client/webview/grid/sight';
import { hasRoomFor } from '../../../client/webview/grid/sizes';
import { matrixOf } from '../../../client/webview/model/matrix';
import { INITIAL_ARRANGEMENT, type Arrangement } from '../../../client/webview/view/criteria';
import { arrange, withDensity, type Layout } from '../../../client/webview/view/layout';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);
const KEYS = MATRIX.columns.map(({ key }) => key);
const ROOM = 1_000;

/** Three lines of heads, one of a group, four of patches; a column of heads, and four of products. */
const layoutOf = (part: Partial<Arrangement> = {}): Layout => arrange(MATRIX, { ...INITIAL_ARRANGEMENT, ...part });

describe('the geometry of the grid', () => {
  it('has lines and columns one after the other, in the sizes of the density', () => {
    const geometry = new Geometry(MATRIX, layoutOf(), {}, ROOM);
    const { lineCount, columnCount, headLines, firstProduct, headHeight, headWidth, vertical, horizontal } = geometry;
    assert.deepEqual([lineCount, columnCount, headLines, firstProduct], [8, 5, 3, 1]);
    assert.deepEqual([headHeight, headWidth, vertical.total, horizontal.total], [94, 250, 196, 552]);
    assert.deepEqual(geometry.edgesOf({ top: 4, bottom: 5, left: 2, right: 3 }), {
      ...{ top: 28, bottom: 112 },
      ...{ left: 388, right: 664 },
    });
    assert.deepEqual(geometry.inside({ line: -1, column: 99 }), { line: 0, column: 4 });
  });

  it('has the widths that the user has given', () => {
    const geometry = new Geometry(MATRIX, layoutOf({ moreColumns: true }), { '': 300, cves: 99, [KEYS[1]!]: 50 }, ROOM);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((column) => geometry.widthOf(column)),
      [300, 99, 84, 138, 50],
    );
  });

  it('gives the heads of patches the room that compact columns leave', () => {
    const layout = withDensity(MATRIX, layoutOf(), 'compact');
    const geometry = new Geometry(MATRIX, layout, {}, ROOM);
    assert.equal(geometry.headWidth, 460);
    assert.equal(geometry.headWidthIn(400) + geometry.horizontal.total, 400);
  });

  it('knows the pinned columns', () => {
    const columns = { hidden: [], pinned: [KEYS[2]!], order: [] };
    const geometry = new Geometry(MATRIX, layoutOf({ columns }), {}, ROOM);
    assert.deepEqual(
      [0, 1, 2].map((column) => geometry.isPinned(column)),
      [false, true, false],
    );
    assert.equal(geometry.pinnedWidth, 138);
  });

  it('has room for full columns where all are in sight', () => {
    assert.ok(hasRoomFor(MATRIX, layoutOf(), {}, 250 + 552));
    assert.ok(!hasRoomFor(MATRIX, layoutOf(), {}, 250 + 551));
    assert.ok(hasRoomFor(MATRIX, layoutOf(), { '': 160 }, 160 + 552));
  });
});

describe('what the grid draws', () => {
  const drawn = (layout: Layout, left: number, width: number, active = { line: 0, column: 0 }) => {
    const widths = { '': 100, ...Object.fromEntries(KEYS.map((key) => [key, 100])) };
    return sightOf(new Geometry(MATRIX, layout, widths, ROOM), active, { left, top: 0, width, height: 95 });
  };

  it('is what is in sight, with a little more on each side', () => {
    const { lines, columns, linesInSight, columnsInSight } = drawn(layoutOf(), 0, 150);
    assert.deepEqual(
      [lines, columns],
      [
        [3, 4, 5, 6],
        [1, 2],
      ],
    );
    assert.deepEqual(
      [linesInSight, columnsInSight],
      [
        [3, 7],
        [1, 3],
      ],
    );
  });

  it('includes the active cell wherever it is', () => {
    const { lines, columns } = drawn(layoutOf(), 0, 150, { line: 7, column: 4 });
    assert.deepEqual(
      [lines, columns],
      [
        [3, 4, 5, 6, 7],
        [1, 2, 4],
      ],
    );
  });

  it('includes the pinned columns at each scroll position', () => {
    const columns = { hidden: [], pinned: [KEYS[0]!], order: [] };
    assert.deepEqual(drawn(layoutOf({ columns }), 350, 150).columns, [1, 3, 4]);
  });
});
